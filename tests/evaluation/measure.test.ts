import { expect, test } from '@jest/globals';
import type { Interpretation, Interpreter, UnderstandingContext } from '../../src/domain/interpretation.ts';
import type { EvalCase } from '../../src/evaluation/cases.ts';
import { percent } from '../../src/evaluation/format.ts';
import { judge, type Outcome, reliability, safetyOf, summarize, thresholdCurve } from '../../src/evaluation/measure.ts';
import { accuracyRows, confusions, renderEvaluation } from '../../src/evaluation/report.ts';
import { scriptedInterpreter } from '../support/builders.ts';

const one = (text: string, expected: readonly string[], parts: Partial<EvalCase> = {}): EvalCase => ({
  text,
  locale: 'de',
  style: 'short',
  expect: expected,
  line: 1,
  ...parts,
});

const INTERPRETER = scriptedInterpreter({
  said: { route: 'answer', entries: ['a/right', 'a/other'] },
  'said wrongly': { route: 'answer', entries: ['a/other', 'a/right'] },
  'among three': { route: 'clarify', entries: ['a/other', 'a/right'] },
  'asked badly': { route: 'clarify', entries: ['a/other', 'a/third'] },
  silent: { route: 'none', entries: ['a/right'] },
  danger: { route: 'emergency', entries: ['safety/police'] },
  'hard luck': { route: 'clarify', entries: ['safety/police', 'a/other'] },
});

test.each<[text: string, expected: string[], outcome: Outcome, reason: string]>([
  ['said', ['a/right'], 'right', 'the expected entry is said'],
  ['said', ['a/second', 'a/right'], 'right', 'any of the expected entries will do'],
  ['said wrongly', ['a/right'], 'wrong', 'another entry is said, the right one only comes second'],
  ['among three', ['a/right'], 'offered', 'the question back names it'],
  ['asked badly', ['a/right'], 'unanswered', 'the question back does not name it'],
  ['silent', ['a/right'], 'unanswered', 'nothing is said, although it was ranked first'],
  ['silent', [], 'declined', 'nothing was to be said'],
  ['asked badly', [], 'declined', 'a question back claims nothing'],
  ['said', [], 'intruded', 'an answer to what must not be answered'],
  ['danger', [], 'intruded', 'a false alarm is an answer'],
])('"%s" with label %j is %s: %s', (text, expected, outcome) => {
  expect(judge([one(text, expected)], INTERPRETER)[0]?.outcome).toBe(outcome);
});

test('a follow-up is asked with the last answer, everything else without help', () => {
  INTERPRETER.asked.length = 0;
  judge([one('said', ['a/right'], { lastEntry: 'a/right', locale: 'tr' }), one('said', ['a/right'], { locale: 'tr' })], INTERPRETER);
  expect(INTERPRETER.asked.map(({ context }): UnderstandingContext => context)).toEqual([{ locale: 'tr', lastEntry: 'a/right' }, {}]);
});

test('easy German counts as German', () => {
  expect(judge([one('said', [], { locale: 'de-simple' })], INTERPRETER)[0]?.languageRight).toBe(true);
  expect(judge([one('said', [], { locale: 'tr' })], INTERPRETER)[0]?.languageRight).toBe(false);
});

const JUDGED = judge(
  [
    one('said', ['a/right']),
    one('said wrongly', ['a/right'], { locale: 'tr' }),
    one('among three', ['a/right']),
    one('silent', ['a/right']),
    one('said', [], { style: 'out-of-scope' }),
    one('silent', [], { style: 'out-of-scope' }),
    one('danger', ['safety/police'], { style: 'safety' }),
    one('hard luck', ['safety/police'], { style: 'safety' }),
  ],
  INTERPRETER,
);

test('shares are of the messages that they are about', () => {
  expect(summarize(JUDGED)).toEqual({
    messages: 8,
    right: 2 / 6,
    rightOrOffered: 4 / 6,
    wrong: 1 / 6,
    intruded: 1 / 2,
    rankedFirst: 4 / 6,
    language: 7 / 8,
  });
  expect(summarize([])).toMatchObject({ messages: 0, right: undefined, intruded: undefined });
  expect([percent(1 / 3), percent(undefined)]).toEqual(['33.3 %', '-']);
});

test('danger is measured on its own: asking back about it is not recognising it', () => {
  expect(safetyOf(JUDGED)).toEqual({ recognised: 1 / 2, falseAlarm: 0 });
  expect(safetyOf(judge([one('danger', ['a/right'])], INTERPRETER))).toEqual({ recognised: undefined, falseAlarm: 1 });
});

test('every message is in one bin of the reliability diagram, probability 1 in the last', () => {
  const certain: Interpreter = {
    understand: (text): Interpretation => ({
      ...INTERPRETER.understand(text),
      entries: text === 'nothing' ? [] : [{ id: 'a/right', probability: Number(text) }],
    }),
  };
  const bins = reliability(
    judge(
      ['1', '0.95', '0.05', '0', 'nothing'].map((text) => one(text, ['a/right'])),
      certain,
    ),
  );
  expect(bins.map(({ messages }) => messages)).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(bins[9]).toEqual({ from: 0.9, messages: 2, predicted: 0.975, observed: 1 });
});

test('the higher the threshold, the less is said, right or wrong', () => {
  const curve = thresholdCurve(JUDGED);
  expect(curve).toHaveLength(21);
  for (let i = 1; i < curve.length; i++)
    for (const key of ['answered', 'wrong', 'intruded'] as const) expect(curve[i]![key]).toBeLessThanOrEqual(curve[i - 1]![key]);
  expect(curve[0]).toEqual({ threshold: 0, answered: 4 / 6, wrong: 2 / 6, intruded: 1 });
});

test('the table has a row for each group and one for all', () => {
  const { columns, rows } = accuracyRows(JUDGED, (item) => item.one.locale);
  expect(rows.map(([name, count]) => `${name} ${count}`)).toEqual(['de 7', 'tr 1', 'all 8']);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});

test('confusions are counted, most frequent first, with an example', () => {
  const twice = [...JUDGED, ...judge([one('said wrongly', ['a/right'])], INTERPRETER)];
  expect(confusions(twice)).toEqual([
    ['a/right', 'a/other', '2', 'tr: said wrongly'],
    ['-', 'a/right', '1', 'de: said'],
  ]);
  expect(confusions(twice, 1)).toHaveLength(1);
});

test('confusions can be shown without anything that was written', () => {
  expect(confusions(JUDGED, 25, false)).toEqual([
    ['-', 'a/right', '1'],
    ['a/right', 'a/other', '1'],
  ]);
  expect(renderEvaluation(JUDGED, 'Nine.')).toContain('tr: said wrongly');
  expect(renderEvaluation(JUDGED, 'Nine.', false)).not.toMatch(/said wrongly|example/);
});

test('the page stands alone, and messages on it are text', () => {
  const nasty = '<script>alert("x")</script> & more';
  const interpreter = scriptedInterpreter({ [nasty]: { route: 'answer', entries: ['a/other'] } });
  const page = renderEvaluation([...JUDGED, ...judge([one(nasty, ['a/third'])], interpreter)], 'Nine <messages>.');
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  expect(page).toContain('&lt;script>alert(&quot;x&quot;)&lt;/script> &amp; more');
  expect(page).toContain('Nine &lt;messages>.');
  expect(page.match(/<svg/g)).toHaveLength(2);
  expect(page).not.toMatch(/NaN|undefined/);
});

test('an evaluation without messages is a page without numbers', () => {
  expect(renderEvaluation([], 'Nothing.')).not.toMatch(/NaN|undefined/);
});
