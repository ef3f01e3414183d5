import am from './am.ts';
import ar from './ar.ts';
import arLatn from './ar-latn.ts';
import bg from './bg.ts';
import ckb from './ckb.ts';
import cs from './cs.ts';
import de from './de.ts';
import el from './el.ts';
import elLatn from './el-latn.ts';
import en from './en.ts';
import es from './es.ts';
import fa from './fa.ts';
import faLatn from './fa-latn.ts';
import fr from './fr.ts';
import hiLatn from './hi-latn.ts';
import hr from './hr.ts';
import hu from './hu.ts';
import it from './it.ts';
import ku from './ku.ts';
import mk from './mk.ts';
import nl from './nl.ts';
import pl from './pl.ts';
import ps from './ps.ts';
import pt from './pt.ts';
import ro from './ro.ts';
import ru from './ru.ts';
import ruLatn from './ru-latn.ts';
import sk from './sk.ts';
import sl from './sl.ts';
import so from './so.ts';
import sq from './sq.ts';
import srLatn from './sr-latn.ts';
import sv from './sv.ts';
import ti from './ti.ts';
import tr from './tr.ts';
import uk from './uk.ts';
import ukLatn from './uk-latn.ts';
import ur from './ur.ts';
import vi from './vi.ts';

/** Everyday words by written variety (a variety's id, see `varieties.ts`), separated by white space. */
export const EVERYDAY_WORDS: Readonly<Record<string, string>> = {
  am,
  ar,
  'ar-latn': arLatn,
  bg,
  ckb,
  cs,
  de,
  el,
  'el-latn': elLatn,
  en,
  es,
  fa,
  'fa-latn': faLatn,
  fr,
  'hi-latn': hiLatn,
  hr,
  hu,
  it,
  ku,
  mk,
  nl,
  pl,
  ps,
  pt,
  ro,
  ru,
  'ru-latn': ruLatn,
  sk,
  sl,
  so,
  sq,
  'sr-latn': srLatn,
  sv,
  ti,
  tr,
  uk,
  'uk-latn': ukLatn,
  ur,
  vi,
};
