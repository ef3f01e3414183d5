/** Two texts that are nearly the same. */
export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  /** Jaccard similarity of their character trigrams, 0 to 1. */
  readonly similarity: number;
}

/** Lower case, without accents and punctuation, single spaces: the form in which two messages count as the same. */
export function normalizeMessage(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function trigrams(text: string): Set<string> {
  const padded = ` ${text} `;
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) grams.add(padded.slice(i, i + 3));
  return grams;
}

/**
 * All pairs with a trigram Jaccard similarity of at least `threshold`. Candidates come from shared rare trigrams only (prefix filtering:
 * Chaudhuri, Ganti, Kaushik 2006), so that thousands of messages take a second, not minutes.
 * @param texts normalised messages
 */
export function similarPairs(texts: readonly string[], threshold: number): SimilarPair[] {
  const sets = texts.map(trigrams);
  const frequency = new Map<string, number>();
  for (const set of sets) for (const gram of set) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const postings = new Map<string, number[]>();
  const pairs: SimilarPair[] = [];
  sets.forEach((set, a) => {
    const rareFirst = [...set].sort((x, y) => (frequency.get(x) ?? 0) - (frequency.get(y) ?? 0) || (x < y ? -1 : 1));
    // Two sets of similarity t share one of the first |x| - ceil(t |x|) + 1 items in a common order. The product may come out a little
    // too large (0.55 x 20 > 11), which would drop pairs that are just similar enough.
    const prefix = rareFirst.slice(0, set.size - Math.ceil(threshold * set.size - 1e-9) + 1);
    const candidates = new Set<number>();
    for (const gram of prefix) {
      const list = postings.get(gram);
      if (list) {
        for (const b of list) candidates.add(b);
        list.push(a);
      } else postings.set(gram, [a]);
    }
    for (const b of candidates) {
      const other = sets[b]!;
      let shared = 0;
      for (const gram of set) if (other.has(gram)) shared++;
      const similarity = shared / (set.size + other.size - shared);
      if (similarity >= threshold) pairs.push({ a: b, b: a, similarity });
    }
  });
  return pairs;
}
