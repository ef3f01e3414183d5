import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseHours } from '../../../src/domain/hours.ts';
import { duration, formatHours, languageName, plural } from '../../../src/web/desk/format.ts';
import { barsOf, lastDays, niceMaximum } from '../../../src/web/desk/periods.ts';
import { readPlace } from '../../../src/web/desk/place.ts';
import type { Strings } from '../../../src/web/desk/strings.ts';

const read = (code: string) => JSON.parse(readFileSync(join(import.meta.dirname, `../../../locales/${code}/desk.json`), 'utf8')) as Strings;

/** Every text by its path, without the notes for translators. */
function texts(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => (key.startsWith('_note') ? [] : texts(inner, `${path}.${key}`)));
}

describe("the desk's English words", () => {
  const [german, english] = [texts(read('de')), texts(read('en'))];

  test('are the same as the German ones, none missing and none empty', () => {
    expect(english.map(([path]) => path)).toEqual(german.map(([path]) => path));
    expect(english.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('keep every placeholder', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
    expect(english.map(([path, text]) => [path, placeholders(text)])).toEqual(german.map(([path, text]) => [path, placeholders(text)]));
  });
});

describe('times and numbers', () => {
  const strings = read('de');
  const minutes = (count: number) => count * 60_000;

  test('say how long somebody waits, as coarse as it matters', () => {
    expect([0, 59_999, minutes(7), minutes(83), minutes(60 * 24 * 2)].map((ms) => duration(ms, strings, 'de'))).toEqual([
      'unter 1 Min.',
      'unter 1 Min.',
      '7 Min.',
      '1 Std. 23 Min.',
      '2 Tage',
    ]);
  });

  test('count in the right number', () => {
    expect([0, 1, 2].map((count) => plural(strings.questions.count, count, 'de'))).toEqual(['0 Fragen', '1 Frage', '2 Fragen']);
  });

  test.each(['Mo-Fr 09:00-12:00, 13:00-17:00; Sa 10:00-13:00', 'Di 08:30-10:00; Do 14:00-18:00', ''])(
    'write working hours so that they can be read again: "%s"',
    (hours) => {
      expect(formatHours(parseHours(hours) ?? [])).toBe(hours);
    },
  );

  test('name languages, easy German among them', () => {
    expect(['tr', 'de-simple'].map((code) => languageName(code, undefined, 'en'))).toEqual(['Turkish', 'Easy German']);
    expect(languageName('not a code', undefined, 'de')).toBe('not a code');
  });
});

describe('the bars of a chart', () => {
  test('show days without anything, too', () => {
    const { bars, areWeeks } = barsOf({
      from: '2026-11-01',
      to: '2026-11-03',
      days: [{ day: '2026-11-02', outcomes: { answered: 4, smalltalk: 9, failed: 1 } }],
    });
    expect(areWeeks).toBe(false);
    expect(bars.map(({ day, total }) => [day, total])).toEqual([
      ['2026-11-01', 0],
      ['2026-11-02', 5],
      ['2026-11-03', 0],
    ]);
  });

  test('stand for weeks from Monday on where there are many days, and lose nothing', () => {
    const days = ['2026-09-01', '2026-09-06', '2026-09-07', '2026-11-30'].map((day) => ({ day, outcomes: { answered: 1 } }));
    const { bars, areWeeks } = barsOf({ from: '2026-09-01', to: '2026-11-30', days });
    expect(areWeeks).toBe(true);
    expect(bars.slice(0, 2).map(({ day, total }) => [day, total])).toEqual([
      ['2026-09-01', 2],
      ['2026-09-07', 1],
    ]);
    expect(bars.reduce((sum, { total }) => sum + total, 0)).toBe(4);
  });

  test('fit under a round number', () => {
    expect([0, 3, 5, 17, 61, 100, 4_200].map(niceMaximum)).toEqual([4, 4, 8, 20, 80, 100, 6_000]);
  });

  test('cover the last days up to today in Stuttgart', () => {
    expect(lastDays(7, Date.parse('2026-11-22T23:30:00Z'))).toEqual({ from: '2026-11-17', to: '2026-11-23' });
  });
});

test('the address names the area or the conversation; what it does not know is the list', () => {
  expect(readPlace('#conversations/abc')).toEqual({ view: 'conversations', handoff: 'abc' });
  expect(readPlace('#insights')).toEqual({ view: 'insights', handoff: undefined });
  expect(readPlace('#nonsense')).toEqual({ view: 'conversations', handoff: undefined });
});
