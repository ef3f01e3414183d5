import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Candidate, FEATURES } from '../../../src/understanding/decision/candidates.ts';
import { fitRanker, type RankerWeights, rank } from '../../../src/understanding/decision/ranker.ts';

const ZERO = Object.fromEntries(FEATURES.map((name) => [name, 0])) as RankerWeights;
const candidate = (label: string, values: Partial<Record<(typeof FEATURES)[number], number>>): Candidate => ({
  label,
  features: Float64Array.from(FEATURES, (name) => values[name] ?? 0),
});

test('without weights all candidates are equal; with them the better one is likelier, the sharper the more', () => {
  const candidates = [candidate('a', { words: 1 }), candidate('b', { words: 0.5 })];
  expect([...rank(candidates, ZERO)]).toEqual([0.5, 0.5]);
  const soft = rank(candidates, { ...ZERO, words: 2 });
  expect(soft[0]).toBeGreaterThan(soft[1]!);
  expect(rank(candidates, { ...ZERO, words: 2 }, 2)[0]).toBeGreaterThan(soft[0]!);
});

test('probabilities add up, however large the scores', () => {
  const values = fc.record({
    words: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    concepts: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 12 }), (list) => {
      const shares = rank(
        list.map((one, i) => candidate(String(i), one)),
        { ...ZERO, words: 5, concepts: -3 },
      );
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    }),
  );
});

test('fitting finds out which feature tells and which only makes noise, and how often it is right', () => {
  // "words" points to the right one in three of four cases; "concepts" is the same for both.
  const cases = Array.from({ length: 40 }, (_, i) => ({
    candidates: [
      candidate('right', { words: i % 4 === 0 ? 0 : 1, concepts: 1 }),
      candidate('wrong', { words: i % 4 === 0 ? 1 : 0, concepts: 1 }),
    ],
    target: 'right',
  }));
  const weights = fitRanker(cases);
  expect(weights.words).toBeGreaterThan(0.5);
  expect(Math.abs(weights.concepts)).toBeLessThan(0.01);
  const [probability] = rank([candidate('x', { words: 1 }), candidate('y', {})], weights);
  expect(probability).toBeCloseTo(0.75, 1);
});

test('a case whose right answer nobody proposed teaches nothing', () => {
  const good = { candidates: [candidate('a', { words: 1 }), candidate('b', {})], target: 'a' };
  const lost = { candidates: [candidate('a', {}), candidate('b', { words: 1 })], target: 'gone' };
  expect(fitRanker([good, lost], 50)).toEqual(fitRanker([good], 50));
});
