import type { Locale } from '../src/domain/locale.ts';
import { comparable } from '../src/reply/actions.ts';
import type { Texts } from '../src/reply/i18n.ts';
import { clean, fold, words } from '../src/understanding/language/normalize.ts';

/** The word lists of a locale, folded and ready to be looked up. */
export interface WordLists {
  readonly cancel: ReadonlySet<string>;
  readonly none: ReadonlySet<string>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  readonly skip: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
  /** Word -> index, from 0. */
  readonly ordinals: ReadonlyMap<string, number>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly erase: Beginnings;
  readonly show: Beginnings;
  readonly leave: Beginnings;
}

interface Beginnings {
  readonly verbs: readonly string[];
  readonly things: readonly string[];
}

/** The lists of all locales; `from(locale)` begins with that locale, because people mix languages but mostly don't. */
export interface AllWordLists {
  from(locale: Locale): readonly WordLists[];
}

export function createWordLists(texts: Texts): AllWordLists {
  const ready = new Map(texts.locales.map((locale) => [locale, prepare(texts, locale)]));
  const order = new Map(
    texts.locales.map((locale) => [
      locale,
      [ready.get(locale)!, ...[...ready].filter(([code]) => code !== locale).map(([, list]) => list)],
    ]),
  );
  const all = [...ready.values()];
  return { from: (locale) => order.get(locale) ?? all };
}

/** Words of a message in the form of the lists. */
export function messageWords(text: string): string[] {
  return words(fold(clean(text)));
}

/** Whether a message has a word from each of the two lists: "delete" and "my data". */
export function asksFor(found: readonly string[], { verbs, things }: Beginnings): boolean {
  const has = (beginnings: readonly string[]) =>
    beginnings.some((one) =>
      one.includes(' ')
        ? ` ${found.join(' ')}`.includes(` ${one}`)
        : found.some((word) => word.startsWith(one) || bare(word).startsWith(one)),
    );
  return has(verbs) && has(things);
}

/** Without what Arabic writes together with the word: "and", "the", "with". */
function bare(word: string): string {
  return word.replace(/^(?:و|ف)?(?:بال|لل|ال|ب)?(?=\p{Script=Arabic}{3})/u, '');
}

function prepare(texts: Texts, locale: Locale): WordLists {
  const lists = texts.words(locale);
  const set = (forms: readonly string[]) => new Set(forms.map(comparable));
  const index = (groups: readonly (readonly string[])[]) =>
    new Map(groups.flatMap((forms, position) => forms.map((form): [string, number] => [comparable(form), position])));
  const beginnings = ({ verbs, things }: Beginnings) => ({ verbs: verbs.map(comparable), things: things.map(comparable) });
  return {
    cancel: set(lists.cancel),
    none: set(lists.none),
    yes: set(lists.yes),
    no: set(lists.no),
    skip: set(lists.skip),
    fillers: set(lists.fillers),
    last: set(lists.last),
    ordinals: index(lists.ordinals),
    numbers: index(lists.numbers),
    erase: beginnings(lists.erase),
    show: beginnings(lists.show),
    leave: beginnings(lists.leave),
  };
}
