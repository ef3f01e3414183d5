import type { LanguageInfo, Locale } from '../src/domain/locale.ts';
import type { Texts } from '../src/reply/i18n.ts';
import { clean, fold, words } from '../src/understanding/language/normalize.ts';

/** What a message asks for when it is about the chat's language. */
export type LanguageRequest =
  | { readonly kind: 'switch'; readonly locale: Locale }
  /** German named in another language: the chat's language is meant, or a course. */
  | { readonly kind: 'german' };

/** Recognises names of languages, in all languages. */
export interface LanguageNames {
  /** The languages that are named in a text, in order, each once; also such as the bot doesn't answer in. */
  find(text: string): readonly string[];
  /** A request for a language by its name alone or in one of the sentences of `words.speak` ("can we speak Arabic"). */
  request(text: string, current: Locale | undefined): LanguageRequest | undefined;
}

const NAME = '{language}';
const LONGEST_NAME_WORDS = 3;
/** Longer messages are stories; a language named in them is not a request. */
const LONGEST_REQUEST_WORDS = 9;

/** Endings of language names that change with the grammar; what is before them is compared. */
const INFLECTED = [
  /^(\p{Script=Cyrillic}+(?:ск|цк|ськ|цьк))\p{L}{1,3}$/u,
  /^(\p{Script=Latin}{2,}(?:ce|ca))(?:y?[aeiu]|d[ae]n?)$/u,
  /^(\p{Script=Latin}{2,}(?:sk|ck))(?:i|u|om|im|iego)$/u,
];
/** "in", "and", "the", written together with the word in Arabic. */
const ARABIC_PREFIX = /^و?(?:بال|لل|ال|ب)(?=\p{L}{3})/u;

/**
 * @param others tags of languages that are recognised though the bot doesn't answer in them
 */
export function createLanguageNames(languages: readonly LanguageInfo[], others: readonly string[], texts: Texts): LanguageNames {
  const codes = collectNames(languages, others, texts);
  const ownNames = new Set(languages.flatMap((language) => language.name.split('/')).map(key));
  const fillers = new Set(texts.locales.flatMap((locale) => texts.words(locale).fillers.map(key)));
  const meaningful = (pattern: readonly string[]) => pattern.filter((word) => !fillers.has(word)).join(' ');
  const templates = new Set<string>();
  for (const template of texts.locales.flatMap((locale) => texts.words(locale).speak)) {
    const pattern = tokens(template.replace(NAME, ' languageplaceholder ')).map((word) => (word === 'languageplaceholder' ? NAME : word));
    templates.add(pattern.join(' ')).add(meaningful(pattern));
  }

  /** Names in the text with their places. */
  const locate = (found: readonly string[]) => {
    const places: { code: string; name: string; from: number; to: number }[] = [];
    for (let from = 0; from < found.length; from++) {
      for (let length = LONGEST_NAME_WORDS; length > 0; length--) {
        const name = found.slice(from, from + length).join(' ');
        const code = codes.get(name) ?? codes.get(stem(name));
        if (code === undefined || from + length > found.length) continue;
        places.push({ code, name, from, to: from + length });
        from += length - 1;
        break;
      }
    }
    return places;
  };

  return {
    find: (text) => [...new Set(locate(tokens(text)).map((place) => place.code))],
    request(text, current) {
      const found = tokens(text);
      if (found.length > LONGEST_REQUEST_WORDS) return undefined;
      const places = locate(found);
      const [place] = places;
      if (!place || places.length > 1) return undefined;
      const pattern = [...found.slice(0, place.from), NAME, ...found.slice(place.to)];
      const alone = meaningful(pattern) === NAME;
      if (!alone && !templates.has(pattern.join(' ')) && !templates.has(meaningful(pattern))) return undefined;
      if (!alone) return { kind: 'switch', locale: place.code };
      // The name alone of the language that is spoken already is a topic ("Deutsch" in German: a course).
      if (place.code === current) return undefined;
      return place.code === 'de' && !ownNames.has(place.name) ? { kind: 'german' } : { kind: 'switch', locale: place.code };
    },
  };
}

/** Folded name -> code: the language's own names, its aliases, and what it is called in each of our locales. */
function collectNames(languages: readonly LanguageInfo[], others: readonly string[], texts: Texts): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const add = (name: string | undefined, code: string) => {
    const folded = name && key(name);
    if (!folded || codes.has(folded)) return;
    codes.set(folded, code);
    if (!codes.has(stem(folded))) codes.set(stem(folded), code);
  };
  for (const { code, name, aliases } of languages) for (const one of [...name.split('/'), ...aliases]) add(one, code);
  const ordinary = languages.filter((language) => language.code === language.tag).map((language) => language.code);
  for (const tag of [...ordinary, ...others]) {
    for (const locale of [...texts.locales, tag]) add(displayName(tag, locale), tag);
  }
  return codes;
}

function displayName(tag: string, locale: string): string | undefined {
  const name = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(tag);
  // Where the language has no data of its own, the name comes in the machine's language: of no use as an own name, harmless as an alias.
  return name?.replace(/\(.*\)/, '');
}

function tokens(text: string): string[] {
  return words(fold(clean(text)));
}

function key(name: string): string {
  return tokens(name).join(' ');
}

function stem(name: string): string {
  for (const pattern of INFLECTED) {
    const found = pattern.exec(name)?.[1];
    if (found) return found;
  }
  return name.replace(ARABIC_PREFIX, '');
}
