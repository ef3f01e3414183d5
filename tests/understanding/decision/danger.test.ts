import { expect, test } from '@jest/globals';
import type { Reading } from '../../../src/understanding/decision/candidates.ts';
import {
  DANGER_FEATURES,
  type DangerCase,
  type DangerWeights,
  dangerFeatures,
  dangerProbability,
  fitDanger,
  settleDanger,
  UNFITTED_DANGER,
} from '../../../src/understanding/decision/danger.ts';
import { OUT_OF_SCOPE } from '../../../src/understanding/signals.ts';

type Scores = Readonly<Record<string, number>>;

function readingOf(signals: Partial<Record<'classifier' | 'examples' | 'words' | 'concepts', Scores>>): Reading {
  const scores = (name: keyof typeof signals) => new Map(Object.entries(signals[name] ?? {}));
  return {
    candidates: [],
    concepts: [],
    signals: { classifier: scores('classifier'), examples: scores('examples'), words: scores('words'), concepts: scores('concepts') },
    known: 0.9,
    coverage: 0.8,
  };
}

const ranked = (probabilities: Scores) => new Map(Object.entries(probabilities));

function named(features: Float64Array): DangerWeights {
  return Object.fromEntries(DANGER_FEATURES.map((name, i) => [name, features[i]])) as DangerWeights;
}

test('entries about danger count together, and a greeting around them takes nothing away', () => {
  const alone = named(dangerFeatures(readingOf({}), ranked({ 'safety/a': 0.3, 'safety/b': 0.3, 'a/b': 0.4 }), 0));
  const greeted = named(dangerFeatures(readingOf({}), ranked({ 'safety/a': 0.15, 'safety/b': 0.15, 'a/b': 0.2, 'meta/greeting': 0.5 }), 0));
  expect(alone.ranked).toBeCloseTo(Math.log(0.6 / 0.4));
  expect(greeted.ranked).toBeCloseTo(alone.ranked);
});

test('the nearest harmless message and the nearest one out of scope are held against the nearest about danger', () => {
  const examples = { 'safety/a': 0.5, 'safety/b': 0.2, 'a/b': 0.3, [OUT_OF_SCOPE]: 0.6 };
  const features = named(dangerFeatures(readingOf({ examples }), ranked({}), 0.4));
  expect(features).toMatchObject({ example: 0.5, lean: 0.4, noConcept: 1 });
  expect(features.exampleMargin).toBeCloseTo(0.2);
  expect(features.exampleOutMargin).toBeCloseTo(-0.1);
});

test('unfitted weights leave the ranked danger as it is', () => {
  const features = dangerFeatures(readingOf({}), ranked({ 'safety/a': 0.3, 'a/b': 0.7 }), 0);
  expect(dangerProbability(features, UNFITTED_DANGER)).toBeCloseTo(0.3);
});

test('whatever the signals say, even nothing at all, all features are finite', () => {
  for (const scores of [{}, { 'safety/a': 1 }, { [OUT_OF_SCOPE]: 1 }, { 'a/b': 0 }])
    for (const signals of [{}, { classifier: scores, examples: scores, words: scores, concepts: scores }])
      expect([...dangerFeatures(readingOf(signals), ranked(scores), 0)].every(Number.isFinite)).toBe(true);
});

test('settled danger is shared among its entries in proportion, the rest among the others', () => {
  const probabilities = ranked({ 'safety/a': 0.3, 'safety/b': 0.1, 'a/b': 0.45, [OUT_OF_SCOPE]: 0.15 });
  settleDanger(probabilities, 0.04);
  expect(probabilities.get('safety/a')).toBeCloseTo(0.03);
  expect(probabilities.get('safety/b')).toBeCloseTo(0.01);
  expect(probabilities.get('a/b')).toBeCloseTo(0.72);
  expect(probabilities.get(OUT_OF_SCOPE)).toBeCloseTo(0.24);
});

test('where no entry is about danger, or all are, nothing changes', () => {
  for (const scores of [{ 'a/b': 0.6, [OUT_OF_SCOPE]: 0.4 }, { 'safety/a': 1 }]) {
    const probabilities = ranked(scores);
    settleDanger(probabilities, 0.5);
    expect(Object.fromEntries(probabilities)).toEqual(scores);
  }
});

/** A message with one feature set besides the bias. */
function caseWith(name: (typeof DANGER_FEATURES)[number], value: number, danger: boolean, weight = 1): DangerCase {
  const features = Float64Array.from(DANGER_FEATURES, (other) => (other === 'bias' ? 1 : other === name ? value : 0));
  return { features, danger, weight };
}

test('learned probabilities are the shares that were observed', () => {
  const cases = [
    ...Array.from({ length: 100 }, (_, i) => caseWith('concepts', 1, i < 80)),
    ...Array.from({ length: 100 }, (_, i) => caseWith('concepts', 0, i < 5)),
  ];
  const weights = fitDanger(cases);
  expect(dangerProbability(caseWith('concepts', 1, true).features, weights)).toBeCloseTo(0.8, 1);
  expect(dangerProbability(caseWith('concepts', 0, true).features, weights)).toBeCloseTo(0.05, 1);
  expect(weights.lean).toBe(0);
});

test('a message that counts more than others is believed more', () => {
  const cases = (weight: number) => [caseWith('example', 1, true, weight), caseWith('example', 1, false), caseWith('example', 0, false)];
  const after = (weight: number) => dangerProbability(caseWith('example', 1, true).features, fitDanger(cases(weight)));
  expect(after(5)).toBeGreaterThan(after(1) + 0.2);
});
