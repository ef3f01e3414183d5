import type { Analysis } from '../analysis.ts';
import type { ConceptHit, ConceptMatcher } from '../concepts.ts';
import { hash } from '../hash.ts';
import { withoutClitics } from '../language/arabic.ts';

/** Hashed features of a text with their weights; ids are 32-bit hashes, each once. */
export interface Features {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Weight of each kind of feature before normalisation. */
const WEIGHT = {
  word: 1,
  bare: 0.8,
  pair: 0.7,
  prefix: 0.6,
  key: 0.6,
  consonants: 0.5,
  gram: 0.35,
  keyGram: 0.25,
  concept: 1.2,
  broader: 0.5,
} as const;

const GRAM_LENGTHS = [3, 4, 5] as const;
const KEY_GRAM_LENGTH = 4;
const PREFIX_LENGTH = 5;

/**
 * Features of a text for the classifier: words, word pairs, prefixes, character n-grams within words, phonetic keys that other scripts
 * share, and concepts that all languages share. The vector has length 1.
 */
export function extractFeatures(analysis: Analysis, concepts: readonly ConceptHit[], matcher: ConceptMatcher): Features {
  const weights = new Map<number, number>();
  const put = (id: number, weight: number) => {
    const known = weights.get(id);
    if (known === undefined || known < weight) weights.set(id, weight);
  };
  let previous = '';
  for (const { word, key, consonants } of analysis.tokens) {
    put(hash(1, word), WEIGHT.word);
    const bare = withoutClitics(word);
    if (bare !== word) put(hash(1, bare), WEIGHT.bare);
    put(hash(2, `${previous} ${word}`), WEIGHT.pair);
    previous = word;
    if (word.length > PREFIX_LENGTH) put(hash(3, word, 0, PREFIX_LENGTH), WEIGHT.prefix);
    if (key) put(hash(4, key), WEIGHT.key);
    if (key.length > 4) put(hash(5, key, 0, 4), WEIGHT.key / 2);
    if (consonants) put(hash(6, consonants), WEIGHT.consonants);
    const sound = `_${key}_`;
    for (let i = 0; i + KEY_GRAM_LENGTH <= sound.length; i++) put(hash(9, sound, i, i + KEY_GRAM_LENGTH), WEIGHT.keyGram);
    const padded = `_${word}_`;
    for (const length of GRAM_LENGTHS) for (let i = 0; i + length <= padded.length; i++) put(hash(7, padded, i, i + length), WEIGHT.gram);
  }
  for (const hit of concepts) {
    put(hash(8, hit.id), WEIGHT.concept * hit.strength);
    for (const broader of matcher.withBroader(hit.id)) if (broader !== hit.id) put(hash(8, broader), WEIGHT.broader * hit.strength);
  }
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  const ids = Int32Array.from(weights.keys());
  const values = new Float32Array(ids.length);
  let position = 0;
  for (const weight of weights.values()) values[position++] = weight * norm;
  return { ids, values };
}
