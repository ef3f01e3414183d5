import { expect, test } from '@jest/globals';
import { parseHours } from '../../src/domain/hours.ts';
import { loadHolidays } from '../../src/handoff/holidays.ts';
import { createOfficeHours } from '../../src/handoff/office-hours.ts';

const holidays = await loadHolidays(2026, 2027);
const hoursOf = (text: string) => {
  const hours = parseHours(text);
  if (!hours) throw new Error(`Not hours: ${text}`);
  return hours;
};
const office = createOfficeHours({ hours: hoursOf('Mo-Fr 09:00-12:00, 13:00-17:00'), closedDays: ['2026-12-24'], holidays });

test('the holidays are those of Baden-Württemberg and nothing else', () => {
  const of2026 = [...holidays].filter((day) => day.startsWith('2026'));
  expect(of2026).toEqual([
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-06-04',
    '2026-10-03',
    '2026-11-01',
    '2026-12-25',
    '2026-12-26',
  ]);
});

test.each([
  ['before it opens', '2026-03-02T07:59:59.999Z', false],
  ['the minute it opens, in winter time', '2026-03-02T08:00:00.000Z', true],
  ['at lunch', '2026-03-02T11:30:00.000Z', false],
  ['in the last minute', '2026-03-02T15:59:59.999Z', true],
  ['when it closes', '2026-03-02T16:00:00.000Z', false],
  ['on a Saturday', '2026-03-07T10:00:00.000Z', false],
  ['on Epiphany, a holiday in this state', '2026-01-06T10:00:00.000Z', false],
  ['on Corpus Christi, a holiday in this state', '2026-06-04T10:00:00.000Z', false],
  ["on Women's Day, a holiday in Berlin", '2027-03-08T10:00:00.000Z', true],
  ['on Good Friday', '2026-04-03T10:00:00.000Z', false],
  ['on a day that the settings close', '2026-12-24T10:00:00.000Z', false],
  ['at eight in summer, which is nine less an hour in winter', '2026-07-01T07:00:00.000Z', true],
  ['at half past six in summer', '2026-07-01T06:30:00.000Z', false],
])('%s the gate says what the clock on the wall says', (_when, at, isOpen) => {
  expect(office.isOpen(at)).toBe(isOpen);
});

test.each([
  ['the same morning', '2026-03-02T05:00:00.000Z', '2026-03-02T08:00:00.000Z'],
  ['after lunch', '2026-03-02T11:10:00.000Z', '2026-03-02T12:00:00.000Z'],
  ['on Monday, after a Friday', '2026-03-06T18:00:00.000Z', '2026-03-09T08:00:00.000Z'],
  ['after Christmas Eve, both holidays and a Sunday', '2026-12-23T17:00:00.000Z', '2026-12-28T08:00:00.000Z'],
  ['an hour earlier in UTC once summer time began on 29 March', '2026-03-27T18:00:00.000Z', '2026-03-30T07:00:00.000Z'],
  ['an hour later in UTC once summer time ended on 25 October', '2026-10-23T18:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ['at the next beginning, if it is open already', '2026-03-02T08:00:00.000Z', '2026-03-02T12:00:00.000Z'],
])('it opens next %s', (_when, at, next) => {
  expect(office.opensAt(at)).toBe(next);
});

test('a colleague comes within their own hours and those of the office', () => {
  const own = hoursOf('Mo 14:00-20:00; Mi 08:00-10:00');
  expect(office.opensAt('2026-03-02T09:00:00.000Z', own)).toBe('2026-03-02T13:00:00.000Z');
  expect(office.opensAt('2026-03-02T18:00:00.000Z', own)).toBe('2026-03-04T08:00:00.000Z');
  expect(office.isOpen('2026-03-02T17:30:00.000Z', own)).toBe(false);
  expect(office.isOpen('2026-03-02T13:30:00.000Z', own)).toBe(true);
});

test('a colleague whose hours never meet those of the office never comes', () => {
  expect(office.opensAt('2026-03-02T09:00:00.000Z', hoursOf('So 10:00-12:00'))).toBeUndefined();
});
