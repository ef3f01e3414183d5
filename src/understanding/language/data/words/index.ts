import am from './am.ts';
import ar from './ar.ts';
import arLatn from './ar-latn.ts';
import az from './az.ts';
import be from './be.ts';
import bg from './bg.ts';
import ca from './ca.ts';
import ckb from './ckb.ts';
import cs from './cs.ts';
import da from './da.ts';
import de from './de.ts';
import el from './el.ts';
import elLatn from './el-latn.ts';
import en from './en.ts';
import es from './es.ts';
import et from './et.ts';
import fa from './fa.ts';
import faLatn from './fa-latn.ts';
import fi from './fi.ts';
import fr from './fr.ts';
import hi from './hi.ts';
import hiLatn from './hi-latn.ts';
import hr from './hr.ts';
import hu from './hu.ts';
import it from './it.ts';
import ku from './ku.ts';
import lt from './lt.ts';
import lv from './lv.ts';
import mk from './mk.ts';
import mr from './mr.ts';
import ms from './ms.ts';
import nl from './nl.ts';
import no from './no.ts';
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
import tl from './tl.ts';
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
  az,
  be,
  bg,
  ca,
  ckb,
  cs,
  da,
  de,
  el,
  'el-latn': elLatn,
  en,
  es,
  et,
  fa,
  'fa-latn': faLatn,
  fi,
  fr,
  hi,
  'hi-latn': hiLatn,
  hr,
  hu,
  it,
  ku,
  lt,
  lv,
  mk,
  mr,
  ms,
  nl,
  no,
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
  tl,
  tr,
  uk,
  'uk-latn': ukLatn,
  ur,
  vi,
};
