/** Words of one variety, with how often (or how telling) each is. */
export type WordWeights = ReadonlyMap<string, number>;

const START = 1;
const END = 2;
const OTHER = 3;
const FIRST_LETTER = 4;
const MAX_ALPHABET = 256;
const MAX_LETTERS = 40;
/** Longest run of letters that is counted. */
const ORDER = 4;
/** How many examples a context must have shown before it is trusted more than the shorter one, by order. */
const DISCOUNT = [0, 0, 30, 15, 12];
/** Pseudo-count of a letter never seen. */
const UNSEEN = 0.2;
/** Nats are kept in sixteen bits. */
const SCALE = 1000;

/** More different n-grams than any variety has: the letters of ten thousand words. */
const MOST_NGRAMS = 1 << 17;

/** Counts of one variety's n-grams; a key holds up to four letters, one a byte. Cleared and used again for the next variety. */
class Counts {
  readonly keys = new Uint32Array(MOST_NGRAMS);
  readonly counts = new Float32Array(MOST_NGRAMS);
  readonly probabilities = new Float32Array(MOST_NGRAMS);
  /** Slots in use, in the order of their first use. */
  readonly used = new Uint32Array(MOST_NGRAMS);
  length = 0;

  slot(key: number): number {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & (MOST_NGRAMS - 1);
    while (this.keys[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & (MOST_NGRAMS - 1);
    return slot;
  }

  add(key: number, weight: number): void {
    const slot = this.slot(key);
    if (this.keys[slot] === 0) {
      // Searching a free slot gets slow in a full table; n-grams that come so late are rare.
      if (this.length > MOST_NGRAMS * 0.8) return;
      this.used[this.length++] = slot;
      this.keys[slot] = key;
    }
    this.counts[slot] = this.counts[slot]! + weight;
  }

  clear(): void {
    this.keys.fill(0);
    this.counts.fill(0);
    this.length = 0;
  }
}

const orderOf = (key: number): number => (key < 0x100 ? 1 : key < 0x10000 ? 2 : key < 0x1000000 ? 3 : 4);

/**
 * How probable a word is in each variety of one script, letter by letter: each letter given up to three before it, with back-off to fewer where
 * the variety's texts have not shown them. Learned from the word lists and the knowledge base.
 */
export class LetterModel {
  readonly #ids = new Map<string, number>();
  readonly #varieties: readonly number[];
  /** Log probability of a letter alone, and log weight of backing off from it, by letter and variety. */
  readonly #single: Float64Array;
  readonly #backoffSingle: Float64Array;
  readonly #keys: Uint32Array;
  readonly #first: Uint32Array;
  readonly #count: Uint8Array;
  readonly #mask: number;
  readonly #postingVariety: Uint8Array;
  readonly #postingGain: Int16Array;
  readonly #postingBackoff: Int16Array;
  readonly #letters = new Uint8Array(MAX_LETTERS + 2);
  readonly #sums: Float64Array;

  /** @param training words by variety; varieties are numbers of the caller's choice */
  constructor(training: ReadonlyMap<number, WordWeights>) {
    this.#varieties = [...training.keys()];
    this.#single = new Float64Array(this.#varieties.length * MAX_ALPHABET);
    this.#backoffSingle = new Float64Array(this.#varieties.length * MAX_ALPHABET);
    this.#sums = new Float64Array(this.#varieties.length);
    const entries = {
      keys: new Uint32Array(1 << 16),
      variety: new Uint8Array(1 << 16),
      gain: new Int16Array(1 << 16),
      backoff: new Int16Array(1 << 16),
      length: 0,
    };
    const counts = new Counts();
    let at = 0;
    for (const words of training.values()) {
      this.#learn(words, at++, counts, entries);
      counts.clear();
    }
    let size = 1 << 10;
    while (size < entries.length * 1.3) size <<= 1;
    this.#mask = size - 1;
    this.#keys = new Uint32Array(size);
    this.#first = new Uint32Array(size);
    this.#count = new Uint8Array(size);
    const slots = new Uint32Array(entries.length);
    for (let i = 0; i < entries.length; i++) {
      const slot = this.#slot(entries.keys[i]!);
      this.#keys[slot] = entries.keys[i]!;
      this.#count[slot] = (this.#count[slot] ?? 0) + 1;
      slots[i] = slot;
    }
    let first = 0;
    for (let slot = 0; slot < size; slot++) {
      this.#first[slot] = first;
      first += this.#count[slot]!;
      this.#count[slot] = 0;
    }
    this.#postingVariety = new Uint8Array(first);
    this.#postingGain = new Int16Array(first);
    this.#postingBackoff = new Int16Array(first);
    for (let i = 0; i < entries.length; i++) {
      const slot = slots[i]!;
      const to = this.#first[slot]! + this.#count[slot]!;
      this.#count[slot] = this.#count[slot]! + 1;
      this.#postingVariety[to] = entries.variety[i]!;
      this.#postingGain[to] = entries.gain[i]!;
      this.#postingBackoff[to] = entries.backoff[i]!;
    }
  }

  /**
   * Adds each variety's log probability of a lower-case word to `scores`.
   * @param scores indexed by the caller's numbers of varieties
   * @param weight what each log probability is multiplied with
   */
  score(word: string, scores: Float64Array, weight: number): void {
    const letters = this.#letters;
    const length = this.#read(word, letters, false);
    const count = this.#varieties.length;
    const sums = this.#sums.fill(0);
    const previous = [-1, -1, -1, -1, -1];
    for (let at = 1; at < length; at++) {
      const letter = letters[at]! * count;
      const before = letters[at - 1]! * count;
      for (let v = 0; v < count; v++) sums[v] = sums[v]! + this.#single[letter + v]! + this.#backoffSingle[before + v]!;
      for (let order = 2; order < ORDER; order++) this.#addPostings(previous[order]!, this.#postingBackoff);
      let key = letters[at]!;
      for (let order = 2; order <= ORDER; order++) {
        previous[order] = -1;
        if (at - order + 1 < 0) continue;
        key = (key | (letters[at - order + 1]! << (8 * (order - 1)))) >>> 0;
        const slot = this.#slot(key);
        if (this.#keys[slot] === 0) continue;
        previous[order] = slot;
        this.#addPostings(slot, this.#postingGain);
      }
    }
    for (let v = 0; v < count; v++) {
      const index = this.#varieties[v]!;
      scores[index] = scores[index]! + sums[v]! * weight;
    }
  }

  #addPostings(slot: number, values: Int16Array): void {
    if (slot < 0) return;
    const from = this.#first[slot]!;
    const to = from + this.#count[slot]!;
    const sums = this.#sums;
    for (let i = from; i < to; i++) {
      const v = this.#postingVariety[i]!;
      sums[v] = sums[v]! + values[i]! / SCALE;
    }
  }

  #slot(key: number): number {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & this.#mask;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #read(word: string, letters: Uint8Array, learn: boolean): number {
    letters[0] = START;
    let length = 1;
    for (const letter of word) {
      if (length > MAX_LETTERS) break;
      let id = this.#ids.get(letter);
      if (id === undefined) {
        id = learn && this.#ids.size + FIRST_LETTER < MAX_ALPHABET ? this.#ids.size + FIRST_LETTER : OTHER;
        if (id !== OTHER) this.#ids.set(letter, id);
      }
      letters[length++] = id;
    }
    letters[length++] = END;
    return length;
  }

  #learn(
    words: WordWeights,
    variety: number,
    counts: Counts,
    entries: { keys: Uint32Array; variety: Uint8Array; gain: Int16Array; backoff: Int16Array; length: number },
  ): void {
    const letters = this.#letters;
    let total = 0;
    for (const [word, weight] of words) {
      const length = this.#read(word, letters, true);
      counts.add(START, weight);
      for (let at = 1; at < length; at++) {
        let key = letters[at]!;
        counts.add(key, weight);
        total += weight;
        for (let order = 2; order <= ORDER && at - order + 1 >= 0; order++) {
          key = (key | (letters[at - order + 1]! << (8 * (order - 1)))) >>> 0;
          counts.add(key, weight);
        }
      }
    }
    const varieties = this.#varieties.length;
    for (let letter = 0; letter < MAX_ALPHABET; letter++) {
      const slot = counts.slot(letter);
      const count = letter === 0 || letter === START ? 0 : counts.counts[slot]!;
      const probability = (count + UNSEEN) / (total + UNSEEN * MAX_ALPHABET);
      if (counts.keys[slot] !== 0) counts.probabilities[slot] = probability;
      this.#single[letter * varieties + variety] = Math.log(probability);
      const seen = letter === 0 ? 0 : counts.counts[slot]!;
      this.#backoffSingle[letter * varieties + variety] = seen > 0 ? Math.log(DISCOUNT[2]! / (seen + DISCOUNT[2]!)) : 0;
    }
    for (let order = 2; order <= ORDER; order++) {
      const discount = DISCOUNT[order]!;
      const nextDiscount = DISCOUNT[order + 1] ?? 0;
      for (let i = 0; i < counts.length; i++) {
        const slot = counts.used[i]!;
        const key = counts.keys[slot]!;
        if (orderOf(key) !== order) continue;
        const context = counts.counts[counts.slot(key >>> 8)]!;
        const shorter = counts.probabilities[counts.slot((key & (2 ** (8 * (order - 1)) - 1)) >>> 0)]!;
        const count = counts.counts[slot]!;
        const probability = (count + discount * shorter) / (context + discount);
        counts.probabilities[slot] = probability;
        const gain = Math.log(probability) - Math.log((discount / (context + discount)) * shorter);
        const backoff = nextDiscount > 0 && (key & 0xff) !== END ? Math.log(nextDiscount / (count + nextDiscount)) : 0;
        if (entries.length === entries.keys.length) {
          for (const name of ['keys', 'variety', 'gain', 'backoff'] as const) {
            const grown = new (entries[name].constructor as Uint32ArrayConstructor)(entries.length * 2);
            grown.set(entries[name]);
            entries[name] = grown as never;
          }
        }
        entries.keys[entries.length] = key;
        entries.variety[entries.length] = variety;
        entries.gain[entries.length] = Math.round(gain * SCALE);
        entries.backoff[entries.length] = Math.round(backoff * SCALE);
        entries.length++;
      }
    }
  }
}
