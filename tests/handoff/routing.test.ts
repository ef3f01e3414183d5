import { expect, test } from '@jest/globals';
import type { Counselor } from '../../src/domain/counselor.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { parseHours } from '../../src/domain/hours.ts';
import { createOfficeHours } from '../../src/handoff/office-hours.ts';
import { languagesNow, speakerFrom, takers } from '../../src/handoff/routing.ts';
import type { Situation } from '../../src/handoff/situation.ts';
import { placesOf } from '../../src/handoff/waiting-time.ts';
import { buildCounselor, buildHandoff } from '../contracts/samples.ts';
import { MONDAY } from './fixture.ts';

const here = (id: string, changes: Partial<Counselor> = {}) =>
  buildCounselor({ id, presence: 'here', languages: ['de'], hours: [], topics: [], capacity: 2, ...changes });
const waits = (id: string, changes: Partial<Handoff> = {}) => buildHandoff(id, { id, language: 'de', topic: undefined, ...changes });
const minutesLater = (minutes: number) => new Date(Date.parse(MONDAY) + minutes * 60_000).toISOString();
/** One that waited and talked for so many minutes. */
const ended = (id: string, wait: number, talk: number) =>
  waits(id, { state: 'ended', takenAt: minutesLater(wait), endedAt: minutesLater(wait + talk), requestedAt: MONDAY });
const situation = (parts: Partial<Situation>): Situation => ({ counselors: [], waiting: [], active: [], ended: [], ...parts });

test('the own language comes first, then English, then easy German', () => {
  const all = [here('a', { languages: ['de', 'hr'] }), here('b', { languages: ['en'] })];
  expect(languagesNow('hr', all)).toEqual(['hr', 'en', 'de-simple']);
  expect(languagesNow('tr', all)).toEqual(['en', 'de-simple']);
});

test('German and easy German are one language for those who write it, and named once', () => {
  expect(languagesNow('de', [here('a', { languages: ['de-simple'] })])).toEqual(['de']);
  expect(languagesNow('de-simple', [here('a')])).toEqual(['de-simple']);
});

test.each([
  ['on a break', { presence: 'pause' }],
  ['away', { presence: 'away' }],
  ['without any capacity', { capacity: 0 }],
] as const)('nobody is promised a colleague who is %s', (_how, changes) => {
  expect(languagesNow('de', [here('a', changes)])).toEqual([]);
});

test('who knows the topic is preferred, but nobody is left without', () => {
  const work = here('work', { topics: ['work'] });
  const housing = here('housing', { topics: ['housing'] });
  const ids = (topic: string) => takers({ language: 'de', topic }, [work, housing], MONDAY).map(({ id }) => id);
  expect(ids('work/wages')).toEqual(['work']);
  expect(ids('health/doctor')).toEqual(['work', 'housing']);
});

test('what is reserved for a colleague counts on that colleague alone, until the time is over', () => {
  const all = [here('a'), here('b')];
  const need = { language: 'de', assignedTo: 'b', assignedUntil: minutesLater(5) };
  expect(takers(need, all, MONDAY).map(({ id }) => id)).toEqual(['b']);
  expect(takers(need, all, minutesLater(5)).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('the next colleague comes by the hours of those who speak the language', () => {
  const office = createOfficeHours({ hours: parseHours('Mo-Fr 09:00-17:00')!, closedDays: [], holidays: new Set() });
  const all = [
    here('late', { languages: ['tr'], hours: parseHours('Mo 14:00-18:00')!, presence: 'away' }),
    here('tomorrow', { languages: ['tr'], hours: parseHours('Di 09:00-12:00')! }),
    here('other', { languages: ['ar'], hours: parseHours('Mo 11:00-12:00')! }),
  ];
  expect(speakerFrom('tr', all, office, MONDAY)).toBe('2026-03-02T13:00:00.000Z');
  expect(speakerFrom('uk', all, office, MONDAY)).toBeUndefined();
});

test('places count those before who may want the same counselor', () => {
  const queue = [
    waits('de-1'),
    waits('ar-1', { language: 'ar' }),
    waits('de-2', { language: 'de-simple' }),
    waits('tr-1', { language: 'tr' }),
  ];
  const counselors = [here('one', { languages: ['de', 'tr'] }), here('two', { languages: ['ar'] })];
  const places = placesOf(situation({ counselors, waiting: queue }), MONDAY);
  expect(Object.fromEntries([...places].map(([id, { position }]) => [id, position]))).toEqual({
    'de-1': 1,
    'ar-1': 1,
    'de-2': 2,
    'tr-1': 3,
  });
});

test('one who is in danger joins before all others', () => {
  const waiting = [waits('first')];
  const danger = waits('danger', { reason: 'danger', requestedAt: minutesLater(3) });
  const places = placesOf(situation({ counselors: [here('a')], waiting }), MONDAY, danger);
  expect([places.get('danger')?.position, places.get('first')?.position]).toEqual([1, 2]);
});

test.each([
  ['nothing is known of fewer than three conversations', 1, [ended('1', 2, 10), ended('2', 2, 10)], undefined],
  ['with places free, it takes what it usually takes', 1, [ended('1', 2, 10), ended('2', 4, 10), ended('3', 3, 10)], 3],
  ['a minute is the least', 1, [ended('1', 0, 10), ended('2', 0, 10), ended('3', 0, 10)], 1],
  ['with no place free, every place that becomes free takes its time', 4, [ended('1', 2, 12), ended('2', 2, 12), ended('3', 2, 12)], 15],
])('%s', (_what, position, past, minutes) => {
  const waiting = Array.from({ length: position }, (_, index) => waits(`w${index}`));
  const places = placesOf(situation({ counselors: [here('a')], waiting, ended: past }), MONDAY);
  expect(places.get(`w${position - 1}`)).toEqual({ position, ...(minutes === undefined ? {} : { minutes }) });
});

test('minutes are not promised where nobody is here who could take it', () => {
  const past = [ended('1', 2, 10), ended('2', 2, 10), ended('3', 2, 10)];
  const places = placesOf(situation({ counselors: [here('a')], waiting: [waits('w', { language: 'ar' })], ended: past }), MONDAY);
  expect(places.get('w')).toEqual({ position: 1 });
});
