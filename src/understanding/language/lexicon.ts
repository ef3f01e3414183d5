import { fold } from './normalize.ts';

/** A word with its marks and, inside it, apostrophes. */
export const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{M}]+)*/gu;

/** Lower case; the Turkish capital becomes a plain i, without the dot that Unicode would add. */
export function lowerCase(text: string): string {
  return text.replaceAll('İ', 'i').toLowerCase();
}

/** Lower-case words with their accents, in order; joiners and stretched letters are left out, as `clean` does to messages. */
export function tokens(text: string): string[] {
  return lowerCase(text.normalize('NFKC').replace(/[\u200B-\u200F\u00AD\u0640]/g, '')).match(WORD) ?? [];
}

const ADDRESSES = /(?:https?:\/\/|www\.)[^\s)]+|\S+@\S+\.\S+|\b[\w-]+\.(?:de|com|org|net|eu|info)\b(?:\/[^\s)]*)?|[@#][\p{L}\p{N}_]+/giu;

/** A text without links, mail addresses, handles and tags: they are in no language. */
export function withoutAddresses(text: string): string {
  return /[@#/.]/.test(text) ? text.replace(ADDRESSES, ' ') : text;
}

/** `fold` for lower-case words; most need none of it. */
export function foldWord(word: string): string {
  return /^[a-z0-9'а-ик-яі]*$/.test(word) ? word : fold(word);
}

/** What a word says about a variety: its index, and how much. */
export interface Membership {
  readonly variety: number;
  readonly weight: number;
}

/** A word written without its accents is a little less telling. */
const FOLDED_WEIGHT = 0.8;
const NONE: readonly Membership[] = [];

/** Words and the varieties that they belong to, held in flat lists: there are many. */
export class Lexicon {
  /** Word to its first membership. */
  readonly #first = new Map<string, number>();
  #varieties = new Uint8Array(1 << 14);
  #weights = new Float32Array(1 << 14);
  #next = new Int32Array(1 << 14);
  #length = 0;

  /** Adds a word for a variety; the strongest of several weights stays. */
  add(word: string, variety: number, weight: number): void {
    this.#put(word, variety, weight);
    const folded = foldWord(word);
    if (folded !== word) this.#put(folded, variety, weight * FOLDED_WEIGHT);
  }

  /** Varieties that know the word as it is written; empty when none does. */
  lookup(word: string): readonly Membership[] {
    const first = this.#first.get(word);
    if (first === undefined) return NONE;
    const found: Membership[] = [];
    for (let at = first; at >= 0; at = this.#next[at]!) found.push({ variety: this.#varieties[at]!, weight: this.#weights[at]! });
    return found;
  }

  #put(word: string, variety: number, weight: number): void {
    const first = this.#first.get(word) ?? -1;
    for (let at = first; at >= 0; at = this.#next[at]!)
      if (this.#varieties[at] === variety) {
        if (this.#weights[at]! < weight) this.#weights[at] = weight;
        return;
      }
    if (this.#length === this.#varieties.length) this.#grow();
    this.#varieties[this.#length] = variety;
    this.#weights[this.#length] = weight;
    this.#next[this.#length] = first;
    this.#first.set(word, this.#length++);
  }

  #grow(): void {
    const [varieties, weights, next] = [this.#varieties, this.#weights, this.#next];
    this.#varieties = new Uint8Array(this.#length * 2);
    this.#weights = new Float32Array(this.#length * 2);
    this.#next = new Int32Array(this.#length * 2);
    this.#varieties.set(varieties);
    this.#weights.set(weights);
    this.#next.set(next);
  }
}
