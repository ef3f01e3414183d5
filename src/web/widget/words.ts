import { languages } from 'virtual:languages';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Language, matchLanguage } from '../shared/languages.ts';
import type { Strings } from '../shared/strings.ts';

/** A language with its words. */
export interface Words {
  readonly language: Language;
  readonly strings: Strings;
}

const files = import.meta.glob<Strings>('../../../locales/*/widget.json', { import: 'default' });
const loaded = new Map<string, Words>();

/** Fetches the words of a language; each only once. */
export async function loadWords(language: Language): Promise<Words> {
  const known = loaded.get(language.code);
  if (known) return known;
  const load = files[`../../../locales/${language.code}/widget.json`];
  if (!load) throw new Error(`There are no words for ${language.code}`);
  const words = { language, strings: await load() };
  loaded.set(language.code, words);
  return words;
}

export const WordsContext = createContext<Words>(undefined as unknown as Words);

/** The words that the window speaks. */
export function useWords(): Words {
  return useContext(WordsContext);
}

/** The words that go with a message in `locale`: its own language's once they are there, until then the window's. */
export function useWordsOf(locale: string | undefined): Words {
  const own = useWords();
  const [, setArrived] = useState(0);
  // A message marked only as German may well be in the easy German that the window speaks.
  const isOwn = locale === undefined || locale === own.language.tag;
  const language = isOwn ? undefined : matchLanguage([locale], languages);
  const found = language && loaded.get(language.code);
  useEffect(() => {
    if (!language || found) return;
    loadWords(language).then(
      () => setArrived((count) => count + 1),
      () => undefined,
    );
  }, [language, found]);
  return found ?? own;
}
