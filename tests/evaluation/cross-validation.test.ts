import { expect, test } from '@jest/globals';
import { FOLDS, judgeHeldOut } from '../../src/evaluation/cross-validation.ts';
import { CURVE_COLUMNS, learningCurve } from '../../src/evaluation/learning-curve.ts';
import { vocabularyOf } from '../../src/knowledge/interpreter.ts';
import { openSignals, trainModel } from '../../src/understanding/build.ts';
import { CueMatcher } from '../../src/understanding/cues.ts';
import { createLanguageDetector } from '../../src/understanding/language/detect.ts';
import { examplesOf, OUT_OF_SCOPE } from '../../src/understanding/signals.ts';
import { CALIBRATION } from '../../src/understanding/understand.ts';
import { KNOWLEDGE, LANGUAGES } from '../understanding/trained.ts';

const loaded = {
  knowledge: KNOWLEDGE,
  languages: LANGUAGES,
  parts: {
    signals: openSignals(KNOWLEDGE, trainModel(KNOWLEDGE)),
    detect: createLanguageDetector({ vocabulary: vocabularyOf(KNOWLEDGE) }),
    cues: new CueMatcher(KNOWLEDGE),
    languages: LANGUAGES,
    calibration: CALIBRATION,
  },
};

test('a fifth of the example messages is judged, each against its own entry, by signals that have not seen it', () => {
  const examples = examplesOf(KNOWLEDGE);
  const judged = judgeHeldOut(loaded);
  expect(Math.abs(judged.length - examples.length / FOLDS)).toBeLessThan(1);
  for (const { one } of judged) {
    const labels = examples.filter(({ text, locale }) => text === one.text && locale === one.locale).map(({ label }) => label);
    expect(labels).toContain(one.expect[0] ?? OUT_OF_SCOPE);
  }
  const nearest = judged.map(({ result }) => result.evidence.signals['examples']?.[0]?.score ?? 0);
  // A message that was learned is as near to itself as can be.
  expect(Math.min(...nearest)).toBeLessThan(0.7);
});

test('the learning curve has a row for every number of examples and every signal left out', () => {
  const rows = [...learningCurve(loaded, [])];
  expect(rows.map(([name]) => name)).toEqual([
    '5 examples',
    '10 examples',
    '15 examples',
    '20 examples',
    'all examples',
    'without the example index',
    'without the word index',
    'without concepts',
    'without the classifier',
  ]);
  for (const row of rows) expect(row).toHaveLength(CURVE_COLUMNS.length);
});
