import { GERMAN_TERMS, NAMES, SHARED } from './data/neutral.ts';
import { fold } from './normalize.ts';

/** Whether a word tells its language, is a German term that everybody here uses, or belongs to nobody. */
export type WordKind = 'telling' | 'german' | 'neutral';

/** Folded words, some of them standing for everything that begins so. */
class WordSet {
  readonly #whole = new Set<string>();
  /** Beginnings by their first three letters. */
  readonly #beginnings = new Map<string, string[]>();

  constructor(list: string) {
    for (const word of list.trim().split(/\s+/)) {
      const folded = fold(word);
      if (!folded.endsWith('*')) {
        this.#whole.add(folded);
        continue;
      }
      const key = folded.slice(0, 3);
      this.#beginnings.set(key, [...(this.#beginnings.get(key) ?? []), folded.slice(0, -1)]);
    }
  }

  has(folded: string): boolean {
    return (
      this.#whole.has(folded) || (this.#beginnings.get(folded.slice(0, 3))?.some((beginning) => folded.startsWith(beginning)) ?? false)
    );
  }
}

const german = new WordSet(GERMAN_TERMS);
const neutral = new WordSet(`${NAMES} ${SHARED}`);

/** The kind of a lower-case word; an ending after an apostrophe ("Jobcenter'e") doesn't change it. */
export function kindOfWord(word: string): WordKind {
  const folded = fold(word);
  const apostrophe = folded.indexOf("'");
  const stem = apostrophe > 2 ? folded.slice(0, apostrophe) : folded;
  if (german.has(stem)) return 'german';
  return neutral.has(stem) ? 'neutral' : 'telling';
}
