import { expect, test } from '@jest/globals';
import { fitCalibration, type Labelled } from '../../src/evaluation/calibration.ts';
import type { EvalCase } from '../../src/evaluation/cases.ts';
import { crossValidate } from '../../src/evaluation/cross-validation.ts';
import { DANGER_FEATURES } from '../../src/understanding/decision/danger.ts';
import { decide } from '../../src/understanding/decision/decide.ts';
import { rank } from '../../src/understanding/decision/ranker.ts';
import { examplesOf, OUT_OF_SCOPE } from '../../src/understanding/signals.ts';
import { KNOWLEDGE } from '../understanding/trained.ts';

const heldOut = crossValidate(KNOWLEDGE, 3);

/** Messages whose probabilities are what they are, whatever the calibration. */
function labelled(target: string, probabilities: Readonly<Record<string, number>>, times: number): Labelled[] {
  const one: EvalCase = { text: 'x', locale: 'de', style: 'short', expect: target === OUT_OF_SCOPE ? [] : [target], line: 2 };
  return Array.from({ length: times }, () => ({
    one,
    probabilities: () => new Map(Object.entries(probabilities)),
    features: () => new Float64Array(DANGER_FEATURES.length),
  }));
}

test('every example is read once, by signals that have not seen it', () => {
  const examples = examplesOf(KNOWLEDGE);
  expect(heldOut).toHaveLength(examples.length);
  expect(new Set(heldOut.map(({ example }) => `${example.label} ${example.locale} ${example.text}`)).size).toBe(
    new Set(examples.map(({ label, locale, text }) => `${label} ${locale} ${text}`)).size,
  );
  // A message that had been seen would be as near to itself as can be.
  const nearest = heldOut.map(({ reading }) => Math.max(0, ...reading.signals.examples.values()));
  expect(nearest.filter((similarity) => similarity > 0.75).length).toBeLessThan(nearest.length / 4);
});

test('the fitted ranker puts the right meaning first more often than one without weights', () => {
  const { ranker } = fitCalibration(heldOut, []);
  const flat = Object.fromEntries(Object.keys(ranker).map((name) => [name, 0])) as typeof ranker;
  const rightShare = (weights: typeof ranker) =>
    heldOut.filter(({ example, reading }) => {
      const shares = rank(reading.candidates, weights);
      return reading.candidates[shares.indexOf(Math.max(...shares))]?.label === example.label;
    }).length;
  expect(rightShare(ranker)).toBeGreaterThan(rightShare(flat));
});

test('thresholds avoid what costs most: unsure answers that are wrong are asked back, sure ones are given', () => {
  const cases = [
    ...labelled('a/sure', { 'a/sure': 0.9, 'a/other': 0.1 }, 20),
    ...labelled('a/second', { 'a/first': 0.55, 'a/second': 0.45 }, 20),
    ...labelled(OUT_OF_SCOPE, { [OUT_OF_SCOPE]: 0.8, 'a/first': 0.15, 'a/second': 0.05 }, 20),
  ];
  const { thresholds } = fitCalibration(heldOut, cases);
  expect(cases.map(({ probabilities }) => decide(probabilities({} as never), thresholds).route)).toEqual([
    ...Array(20).fill('answer'),
    ...Array(20).fill('clarify'),
    ...Array(20).fill('none'),
  ]);
});

test('a danger that is only half sure is not overlooked, as long as alarms elsewhere stay rare', () => {
  const cases = [
    ...labelled('safety/police', { 'safety/police': 0.2, 'a/other': 0.8 }, 5),
    ...labelled('a/other', { 'safety/police': 0.1, 'a/other': 0.9 }, 50),
  ];
  const { thresholds } = fitCalibration(heldOut, cases);
  expect(cases.map(({ probabilities }) => decide(probabilities({} as never), thresholds).route)).toEqual([
    ...Array(5).fill('emergency'),
    ...Array(50).fill('answer'),
  ]);
});
