import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LetterModel } from '../../../src/understanding/language/letter-model.ts';

const DISCOUNT = [0, 0, 30, 15, 12];
const UNSEEN = 0.2;

/** The same probabilities computed the slow and obvious way. */
function naive(training: ReadonlyMap<string, number>, word: string): number {
  const seen = new Map<string, number>();
  let total = 0;
  const add = (gram: string, weight: number) => seen.set(gram, (seen.get(gram) ?? 0) + weight);
  for (const [text, weight] of training) {
    const letters = ['^', ...text, '$'];
    add('^', weight);
    for (let at = 1; at < letters.length; at++) {
      total += weight;
      for (let order = 1; order <= 4 && at - order + 1 >= 0; order++) add(letters.slice(at - order + 1, at + 1).join(''), weight);
    }
  }
  const probability = (context: string[], letter: string): number => {
    if (context.length === 0) return ((seen.get(letter) ?? 0) + UNSEEN) / (total + UNSEEN * 256);
    const shorter = probability(context.slice(1), letter);
    const before = seen.get(context.join('')) ?? 0;
    if (before === 0) return shorter;
    const discount = DISCOUNT[context.length + 1]!;
    return ((seen.get([...context, letter].join('')) ?? 0) + discount * shorter) / (before + discount);
  };
  const letters = ['^', ...word, '$'];
  return letters
    .slice(1)
    .reduce((sum, letter, index) => sum + Math.log(probability(letters.slice(Math.max(0, index - 2), index + 1), letter)), 0);
}

test('agrees with the probabilities computed the obvious way', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ä'), minLength: 1, maxLength: 8 });
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, words, word, (first, second, asked) => {
      // Both varieties see all four letters, so that no letter is unknown to the model.
      const trainings = [first, second].map(
        (list) => new Map([['abcä', 1] as const, ...list.map((text, index) => [text, 1 + (index % 2)] as const)]),
      );
      const scores = new Float64Array(2);
      new LetterModel(new Map(trainings.entries())).score(asked, scores, 1);
      trainings.forEach((training, index) => {
        expect(scores[index]).toBeCloseTo(naive(training, asked), 1);
      });
    }),
    { numRuns: 200 },
  );
});

test('prefers the variety whose words look alike', () => {
  const model = new LetterModel(
    new Map([
      [3, new Map(['wohnung', 'zeitung', 'rechnung', 'heizung'].map((word) => [word, 1]))],
      [7, new Map(['housing', 'training', 'waiting', 'rating'].map((word) => [word, 1]))],
    ]),
  );
  const scores = new Float64Array(8);
  model.score('prüfung', scores, 1);
  expect(scores[3]).toBeGreaterThan(scores[7]!);
  scores.fill(0);
  model.score('parking', scores, 1);
  expect(scores[7]).toBeGreaterThan(scores[3]!);
});

test('letters never seen and very long words are no problem', () => {
  const model = new LetterModel(new Map([[0, new Map([['abc', 1]])]]));
  const scores = new Float64Array(1);
  model.score('字'.repeat(500), scores, 1);
  expect(scores[0]).toBeLessThan(0);
  expect(Number.isFinite(scores[0])).toBe(true);
});
