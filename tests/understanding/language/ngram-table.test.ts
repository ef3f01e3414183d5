import { expect, test } from '@jest/globals';
import { eld } from 'eld/large';
import { loadNgramTable } from '../../../src/understanding/language/ngram-table.ts';
import { MESSAGES } from './messages.ts';

const table = loadNgramTable();

/** Languages with a score for one word, best first. */
function ranking(word: string): string[] {
  const scores = new Float64Array(table.languages.length);
  table.score(word, scores, 1);
  return [...scores.keys()]
    .filter((index) => scores[index]! > 0)
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((index) => table.languages[index]!);
}

test('gives each word the scores that the package gives it', () => {
  const words = Object.values(MESSAGES).flatMap((messages) =>
    messages.flatMap((text) => text.toLowerCase().match(/^\p{L}{2,20}(?=\s)/gu) ?? []),
  );
  expect(words.length).toBeGreaterThan(150);
  for (const word of new Set(words)) {
    const theirs = Object.entries(eld.detect(word).getScores());
    const ours = new Float64Array(table.languages.length);
    table.score(word, ours, 1);
    // The package reports s / n / (s / n + 25) for the sum s of n n-grams: ratios of sums are what can be compared.
    const sum = (scaled: number) => (25 * scaled) / (1 - scaled);
    const [best, ...others] = theirs;
    if (best === undefined) {
      expect(Math.max(...ours)).toBe(0);
      continue;
    }
    for (const [language, scaled] of others)
      expect(ours[table.languages.indexOf(language)]! / ours[table.languages.indexOf(best[0])]!).toBeCloseTo(sum(scaled) / sum(best[1]), 5);
  }
});

test('knows the shape of words', () => {
  expect(ranking('wohnung')[0]).toBe('de');
  expect(ranking('çalışıyorum')[0]).toBe('tr');
  expect(ranking('працюю')[0]).toBe('uk');
});

test('says how much of a word any language knows', () => {
  const scores = new Float64Array(table.languages.length);
  expect(table.score('wohnung', scores, 1)).toBe(1);
  expect(table.score('xqzvwkjq', scores, 1)).toBe(0);
  expect(table.score('', scores, 1)).toBe(0);
});
