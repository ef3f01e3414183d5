import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalizeMessage, similarPairs } from '../../src/knowledge/similarity.ts';

/** The definition, pair by pair. */
function bruteForce(texts: readonly string[], threshold: number): string[] {
  const grams = texts.map((text) => {
    const padded = ` ${text} `;
    return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, i) => padded.slice(i, i + 3)));
  });
  const pairs: string[] = [];
  for (let b = 0; b < texts.length; b++)
    for (let a = 0; a < b; a++) {
      const union = new Set([...grams[a]!, ...grams[b]!]).size;
      const shared = [...grams[a]!].filter((gram) => grams[b]!.has(gram)).length;
      if (union > 0 && shared / union >= threshold) pairs.push(`${a}-${b}`);
    }
  return pairs.sort();
}

test('accents, case and punctuation make no difference', () => {
  expect(normalizeMessage('  Wo ist das BÜRGERBÜRO?! ')).toBe('wo ist das burgerburo');
  expect(normalizeMessage('؟؟؟')).toBe('');
});

test('the same message twice is found, different ones are not', () => {
  expect(similarPairs(['wo ist der kurs', 'was kostet ein bett', 'wo ist der kurs'], 0.8)).toEqual([{ a: 0, b: 2, similarity: 1 }]);
});

test('finds exactly the pairs that comparing everything with everything finds', () => {
  // Few letters and short words, so that many pairs are near the threshold.
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 14 }), { maxLength: 25 });
  const thresholds = fc.oneof(fc.constantFrom(0.5, 0.55, 0.6, 0.7, 0.8, 0.85, 0.9, 1), fc.double({ min: 0.05, max: 1, noNaN: true }));
  fc.assert(
    fc.property(texts, thresholds, (list, threshold) => {
      const found = similarPairs(list, threshold).map(({ a, b }) => `${a}-${b}`);
      expect(found.sort()).toEqual(bruteForce(list, threshold));
    }),
    { numRuns: 400 },
  );
});

test('a threshold that is met exactly is met in spite of rounding', () => {
  // 11 of 20 trigrams: the similarity is 0.55, but 0.55 x 20 comes out a little above 11.
  expect(similarPairs(['abcdefghijk lmnopqrs', 'abcdefghijk'], 0.55)).toEqual([{ a: 0, b: 1, similarity: 0.55 }]);
});
