import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Route } from '../../../src/domain/interpretation.ts';
import { decide } from '../../../src/understanding/decision/decide.ts';
import { OUT_OF_SCOPE } from '../../../src/understanding/signals.ts';

const THRESHOLDS = { emergency: 0.3, answer: 0.5, clarify: 0.4 };
const decideOn = (probabilities: Readonly<Record<string, number>>) => decide(new Map(Object.entries(probabilities)), THRESHOLDS);

test.each<[what: string, probabilities: Record<string, number>, route: Route, first: string | undefined]>([
  ['one entry is sure', { 'a/b': 0.6, 'a/c': 0.2 }, 'answer', 'a/b'],
  ['exactly at the threshold is sure enough', { 'a/b': 0.5 }, 'answer', 'a/b'],
  ['three together are sure enough to ask', { 'a/b': 0.2, 'a/c': 0.15, 'a/d': 0.1, [OUT_OF_SCOPE]: 0.55 }, 'clarify', 'a/b'],
  ['a single unsure entry leaves nothing to choose from', { 'a/b': 0.45, [OUT_OF_SCOPE]: 0.55 }, 'none', 'a/b'],
  ['probably out of scope', { 'a/b': 0.2, 'a/c': 0.1, [OUT_OF_SCOPE]: 0.7 }, 'none', 'a/b'],
  ['danger comes before a surer answer', { 'a/b': 0.65, 'safety/police': 0.3 }, 'emergency', 'safety/police'],
  [
    'several dangers together count as danger, the likeliest first',
    { 'a/b': 0.5, 'safety/a': 0.1, 'safety/b': 0.2 },
    'emergency',
    'safety/b',
  ],
  ['a little danger is no emergency', { 'a/b': 0.8, 'safety/police': 0.2 }, 'answer', 'a/b'],
  ['a greeting', { 'meta/greeting': 0.9 }, 'smalltalk', 'meta/greeting'],
  ['a human is wanted', { 'meta/talk-to-human': 0.9 }, 'counselor', 'meta/talk-to-human'],
  ['nothing was proposed', { [OUT_OF_SCOPE]: 1 }, 'none', undefined],
  ['nothing at all', {}, 'none', undefined],
])('%s', (_, probabilities, route, first) => {
  const decision = decideOn(probabilities);
  expect([decision.route, decision.entries[0]?.id]).toEqual([route, first]);
  expect(decision.because).not.toBe('');
});

test('of equals, the order is always the same', () => {
  expect(decideOn({ 'a/z': 0.2, 'a/a': 0.2, 'a/m': 0.2 }).entries.map(({ id }) => id)).toEqual(['a/a', 'a/m', 'a/z']);
});

test('whatever the probabilities, no out of scope, no repeats, at most five entries, and danger is never hidden', () => {
  const label = fc.constantFrom('a/b', 'a/c', 'a/d', 'a/e', 'a/f', 'a/g', 'safety/a', 'safety/b', 'meta/x', OUT_OF_SCOPE);
  fc.assert(
    fc.property(fc.dictionary(label, fc.double({ min: 0, max: 1, noNaN: true })), (probabilities) => {
      const { route, entries } = decideOn(probabilities);
      const ids = entries.map(({ id }) => id);
      expect(ids).not.toContain(OUT_OF_SCOPE);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeLessThanOrEqual(5);
      if (route === 'clarify') expect([2, 3]).toContain(ids.length);
      const danger = (probabilities['safety/a'] ?? 0) + (probabilities['safety/b'] ?? 0);
      expect(route === 'emergency').toBe(danger >= THRESHOLDS.emergency);
    }),
  );
});
