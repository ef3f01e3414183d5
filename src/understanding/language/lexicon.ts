import { fold } from './normalize.ts';

/** Lower-case words of a cleaned text with their accents, in order; an apostrophe inside a word stays. */
export function tokens(cleaned: string): string[] {
  return (
    cleaned
      .replaceAll('İ', 'i')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{M}]+)*/gu) ?? []
  );
}

/** What a word says about a variety: its index, and how much. */
export interface Membership {
  readonly variety: number;
  readonly weight: number;
}

/** A word written without its accents is a little less telling. */
const FOLDED_WEIGHT = 0.8;

/** Words and the varieties that they belong to. */
export class Lexicon {
  readonly #words = new Map<string, Membership[]>();

  /** Adds a word for a variety; the strongest of several weights stays. */
  add(word: string, variety: number, weight: number): void {
    this.#put(word, variety, weight);
    const folded = fold(word);
    if (folded !== word) this.#put(folded, variety, weight * FOLDED_WEIGHT);
  }

  /** Varieties that know the word as it is written, or without accents; empty when none does. */
  lookup(word: string): readonly Membership[] {
    return this.#words.get(word) ?? [];
  }

  get size(): number {
    return this.#words.size;
  }

  #put(word: string, variety: number, weight: number): void {
    const known = this.#words.get(word);
    if (known === undefined) {
      this.#words.set(word, [{ variety, weight }]);
      return;
    }
    const at = known.findIndex((membership) => membership.variety === variety);
    if (at < 0) known.push({ variety, weight });
    else if (known[at]!.weight < weight) known[at] = { variety, weight };
  }
}
