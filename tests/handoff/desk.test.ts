import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Fixture, MINUTE, MONDAY, openFixture, request } from './fixture.ts';

let at: Fixture;
beforeEach(async () => {
  at = await openFixture();
});
afterEach(() => at.close());

test('where there are no accounts there is no desk', async () => {
  await at.counselor('editor', { roles: ['editor', 'admin'] });
  await at.counselor('gone', { isActive: false });
  expect(await at.desk.availability({ locale: 'tr' })).toEqual({ exists: false, isOpen: true, now: [] });
});

test('says in which languages somebody is here and how long it takes', async () => {
  await at.counselor('Ayşe', { languages: ['tr', 'en'] });
  await at.ask('first');
  expect(await at.desk.availability({ locale: 'tr', topic: 'work/wages' })).toEqual({
    exists: true,
    isOpen: true,
    now: [
      { language: 'tr', position: 2 },
      { language: 'en', position: 2 },
    ],
  });
});

test('names the next best language and when the own one is here, if nobody speaks it now', async () => {
  await at.counselor('Jana', { languages: ['de'] });
  await at.counselor('Olena', { languages: ['uk'], presence: 'away', hours: [{ weekday: 1, from: '14:00', to: '16:00' }] });
  expect(await at.desk.availability({ locale: 'uk' })).toEqual({
    exists: true,
    isOpen: true,
    now: [{ language: 'de-simple', position: 1 }],
    ownLanguageFrom: '2026-03-02T13:00:00.000Z',
  });
});

test('when more wait than can be talked to today, nobody else is sent into the queue', async () => {
  await at.counselor('Ayşe', { languages: ['tr'] });
  for (let index = 0; index < 19; index += 1) await at.ask(`c${index}`);
  expect((await at.desk.availability({ locale: 'tr' })).now).toEqual([{ language: 'tr', position: 20 }]);
  await at.ask('last');
  expect(await at.desk.availability({ locale: 'tr' })).toEqual({ exists: true, isOpen: true, now: [] });
  await at.counselor('Jana', { languages: ['de'] });
  expect((await at.desk.availability({ locale: 'tr' })).now).toHaveLength(2);
});

test('closed, nobody is offered, and the next opening is named', async () => {
  await at.counselor('Ayşe');
  at.clock.advance(8 * 60 * MINUTE);
  expect(await at.desk.availability({ locale: 'tr' })).toEqual({
    exists: true,
    isOpen: false,
    opensAt: '2026-03-04T08:00:00.000Z',
    now: [],
    ownLanguageFrom: '2026-03-04T08:00:00.000Z',
  });
});

test('a request waits, tells the window its place, and a repeat changes nothing', async () => {
  await at.counselor('Ayşe');
  await at.ask('c');
  expect(at.heard()).toEqual([
    { kind: 'desk', change: 'state', handoffId: 'c' },
    { kind: 'desk', change: 'queue' },
  ]);
  expect(await at.desk.request(request('c'))).toEqual({ position: 1 });
  expect(await at.desk.status('c')).toEqual({ state: 'waiting', position: 1 });
  expect(await at.notices('c')).toEqual([{ state: 'waiting', position: 1 }]);
});

test('a second request of a conversation that waits already keeps the first', async () => {
  await at.ask('c');
  await at.desk.request({ ...request('c'), id: 'second' });
  expect(await at.stores.handoffs.find('second')).toBeUndefined();
});

test('leaving the queue is told, kept for a day, and works once', async () => {
  await at.ask('c');
  expect(await at.desk.leave('c')).toBe(true);
  expect(await at.desk.leave('c')).toBe(false);
  expect(await at.desk.status('c')).toEqual({ state: 'none' });
  expect(await at.stores.handoffs.find('c')).toMatchObject({ state: 'left', keepUntil: '2026-03-03T09:00:00.000Z' });
  expect((await at.notices('c')).at(-1)).toEqual({ state: 'none' });
});

test('nobody leaves the queue who has been taken meanwhile', async () => {
  await at.counselor('Ayşe');
  await at.ask('c');
  await at.service.claim('c', 'Ayşe');
  expect(await at.desk.leave('c')).toBe(false);
  expect(await at.desk.status('c')).toEqual({ state: 'active', counselor: 'Ayşe' });
});

test('a message left becomes a case, takes the conversation out of the queue, and is left once', async () => {
  await at.ask('c');
  const left = { ...request('c'), id: 'case', contact: '0711 123' };
  await at.desk.leaveMessage(left);
  await at.desk.leaveMessage(left);
  expect(await at.stores.handoffs.find('case')).toMatchObject({
    kind: 'case',
    state: 'open',
    contact: '0711 123',
    keepUntil: expect.any(String),
  });
  expect(await at.stores.handoffs.find('c')).toMatchObject({ state: 'left' });
  expect(await at.notices('c')).toEqual([{ state: 'waiting', position: 1 }, { state: 'message-left' }]);
});

test('what the user writes while waiting is told to the desk; after that it is between them and the bot', async () => {
  await at.ask('c');
  at.heard();
  await at.desk.relay('c');
  expect(at.heard()).toEqual([{ kind: 'desk', change: 'activities', handoffId: 'c' }]);
  await at.desk.leave('c');
  at.heard();
  await at.desk.relay('c');
  expect(at.heard()).toEqual([]);
});

test('the waiting time comes from the last conversations', async () => {
  await at.counselor('Ayşe', { capacity: 1 });
  for (const id of ['1', '2', '3']) await at.past(id, 'Ayşe', 2 * MINUTE, 12 * MINUTE);
  await at.ask('c');
  expect(await at.desk.status('c')).toEqual({ state: 'waiting', position: 1, minutes: 2 });
  await at.ask('d');
  expect(await at.desk.status('d')).toEqual({ state: 'waiting', position: 2, minutes: 15 });
  expect(Date.parse(at.clock.iso())).toBe(Date.parse(MONDAY) + 3 * 14 * MINUTE);
});
