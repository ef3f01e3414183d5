import { readFileSync } from 'node:fs';

/**
 * Character statistics of 60 languages: those of the package `eld` (its large set), held in flat arrays.
 * Loaded through the package they take 250 MB and half a second; here it is 6 MB and a tenth of that, with the same numbers.
 */
export interface NgramTable {
  /** ISO 639-1 codes; a score's position is the position here. */
  readonly languages: readonly string[];
  /**
   * Adds each language's evidence for a lower-case word to `scores`.
   * @param scores one number a language, in the order of `languages`
   * @param weight what each n-gram's score is multiplied with
   * @returns share of the word's n-grams that any language knows, 0 to 1
   */
  score(word: string, scores: Float64Array, weight: number): number;
}

/** Scores in the package are stored less this amount. */
const BASE_SCORE = 53;
const SPACE = 32;
const MAX_WORD_BYTES = 70;
const encoder = new TextEncoder();

/** FNV-1a over bytes, never 0 (0 marks an empty slot). */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash >>> 0 || 1;
}

/** The package writes each byte of a key as one character; this table says which. */
function readAlphabet(source: string): Map<number, number> {
  const list = source.slice(source.indexOf('['));
  const byteOf = new Map<number, number>([[SPACE, SPACE]]);
  let byte = 0;
  for (const match of list.matchAll(/'(?:\\(.)|([^'\\]))'/g)) {
    const character = match[1] ?? match[2] ?? ' ';
    if (character !== ' ') byteOf.set(character.charCodeAt(0), byte);
    byte++;
  }
  return byteOf;
}

class FlatNgramTable implements NgramTable {
  readonly languages: readonly string[];
  readonly #slots: Uint32Array;
  readonly #first: Uint32Array;
  readonly #postings: Uint16Array;
  readonly #mask: number;
  readonly #bytes = new Uint8Array(MAX_WORD_BYTES + 8);

  constructor(languages: readonly string[], slots: Uint32Array, first: Uint32Array, postings: Uint16Array) {
    this.languages = languages;
    this.#slots = slots;
    this.#first = first;
    this.#postings = postings;
    this.#mask = slots.length - 1;
  }

  score(word: string, scores: Float64Array, weight: number): number {
    const bytes = this.#bytes;
    // A space on either side: n-grams at the edges of a word carry it.
    bytes[0] = SPACE;
    const length = Math.min(encoder.encodeInto(word, bytes.subarray(1, MAX_WORD_BYTES + 1)).written, MAX_WORD_BYTES);
    if (length === 0) return 0;
    bytes[length + 1] = SPACE;
    let known = 0;
    let total = 0;
    let start = 0;
    // Four bytes at a stride of three, and the last four: the scheme that the statistics were counted with.
    for (; start + 4 < length; start += 3) {
      known += this.#add(bytes, start === 0 ? 0 : start + 1, start + 5, scores, weight);
      total++;
    }
    const tail = length === 3 ? 0 : Math.max(0, length - 4);
    known += this.#add(bytes, start === 0 ? 0 : tail + 1, length + 2, scores, weight);
    return known / (total + 1);
  }

  #add(bytes: Uint8Array, from: number, to: number, scores: Float64Array, weight: number): number {
    const hash = hashBytes(bytes, from, to);
    let slot = hash & this.#mask;
    for (;;) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0) return 0;
      if (found === hash) break;
      slot = (slot + 1) & this.#mask;
    }
    for (let at = this.#first[slot] ?? 0; ; at++) {
      const posting = this.#postings[at] ?? 0;
      const language = (posting >> 8) & 0x7f;
      scores[language] = (scores[language] ?? 0) + ((posting & 0xff) + BASE_SCORE) * weight;
      if (posting >= 0x8000) return 1;
    }
  }
}

/** Reads `{'key':{lang:score,...},...}` without making a quarter of a million objects. */
function parse(source: string, byteOf: ReadonlyMap<number, number>, languages: readonly string[]): NgramTable {
  const size = 1 << 19;
  const slots = new Uint32Array(size);
  const first = new Uint32Array(size);
  const postings = new Uint16Array(1 << 20);
  const key = new Uint8Array(64);
  let used = 0;
  let at = source.indexOf('ngrams:{') + 'ngrams:{'.length;
  const end = source.length;
  while (at < end) {
    let length = 0;
    const quote = source.charCodeAt(at);
    const quoted = quote === 39 || quote === 34;
    if (quoted) at++;
    for (let code = source.charCodeAt(at); code !== (quoted ? quote : 58); code = source.charCodeAt(++at)) {
      if (code === 92) code = source.charCodeAt(++at);
      key[length++] = code < 128 && ((code >= 97 && code <= 122) || code === SPACE) ? code : (byteOf.get(code) ?? 0);
      if (length === key.length || at >= end) throw new Error('unexpected form');
    }
    at += quoted ? 3 : 2;
    const hash = hashBytes(key, 0, length);
    let slot = hash & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = hash;
    first[slot] = used;
    let number = 0;
    let language = 0;
    for (;;) {
      const code = source.charCodeAt(at++);
      if (code >= 48 && code <= 57) number = number * 10 + code - 48;
      else if (code === 58) {
        language = number;
        number = 0;
      } else if (code === 44 || code === 125) {
        postings[used++] = (language << 8) | Math.min(number, 255) | (code === 125 ? 0x8000 : 0);
        number = 0;
        if (code === 125) break;
      } else throw new Error('unexpected form');
    }
    if (source.charCodeAt(at) === 125) break;
    at++;
  }
  return new FlatNgramTable(languages, slots, first, postings.slice(0, used));
}

/**
 * Loads the statistics from the installed package, once, at start.
 * @throws Error when the package's files have another form than version 2 has
 */
export function loadNgramTable(): NgramTable {
  const entry = import.meta.resolve('eld/large');
  try {
    const text = readFileSync(new URL('../ngrams/large.js', entry), 'utf8');
    const languages = [...text.slice(0, text.indexOf('ngrams:{')).matchAll(/\d+:'([a-z]+)'/g)].map((match) => match[1] ?? '');
    if (languages.length === 0) throw new Error('no languages');
    return parse(text, readAlphabet(readFileSync(new URL('../dictionary.js', entry), 'utf8')), languages);
  } catch (cause) {
    throw new Error("Cannot read the package eld's statistics (large set, version 2.1). Run npm ci to install the pinned version.", {
      cause,
    });
  }
}
