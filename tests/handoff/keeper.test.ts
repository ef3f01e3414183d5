import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, type Fixture, MINUTE, openFixture, texts } from './fixture.ts';

let at: Fixture;
beforeEach(async () => {
  at = await openFixture();
});
afterEach(() => at.close());

/** Both instances look after the queue, at the same time, three times over. */
async function keep(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await Promise.all([at.keeper.tick(), at.other.keeper.tick()]);
}
const times = async (id: string, key: 'limit' | 'closing' | 'released') => {
  const text = texts.t('tr', `handoff.notice.${key}`);
  return (await at.said(id)).filter((said) => said.includes(text)).length;
};
const buttons = async (id: string) =>
  (
    (await at.log(id)).findLast(({ activity }) => activity.type === 'message')!.activity as {
      suggestedActions?: { actions: { title: string }[] };
    }
  ).suggestedActions?.actions.map(({ title }) => title) ?? [];
const INSTEAD = (['keepWaiting', 'leaveMessage', 'leaveQueue'] as const).map((name) => texts.t('tr', `button.${name}`));

describe('a counselor whose page is silent', () => {
  beforeEach(async () => {
    await at.counselor('Ayşe');
    await at.ask('c');
    await at.service.claim('c', 'Ayşe');
  });

  test('keeps the conversation until the limit', async () => {
    at.clock.advance(3 * MINUTE - 1);
    await keep();
    expect(await at.desk.status('c')).toEqual({ state: 'active', counselor: 'Ayşe' });
  });

  test('is away then, and the conversation waits again before all who asked later', async () => {
    at.clock.advance(2 * MINUTE);
    await at.ask('later');
    at.clock.advance(MINUTE);
    await keep();
    expect(await at.stores.counselors.find('Ayşe')).toMatchObject({ presence: 'away' });
    expect(await at.desk.status('c')).toEqual({ state: 'waiting', position: 1 });
    expect(await at.desk.status('later')).toEqual({ state: 'waiting', position: 2 });
    expect(await times('c', 'released')).toBe(1);
    expect(await buttons('c')).toEqual(INSTEAD);
    await expect(at.service.say('c', 'Ayşe', 'Bin wieder da', 'm1')).rejects.toMatchObject({ status: 409 });
  });

  test('keeps it with signs of life', async () => {
    for (let minute = 0; minute < 10; minute += 1) {
      at.clock.advance(MINUTE);
      await at.service.alive('Ayşe');
      await keep();
    }
    expect(await at.desk.status('c')).toEqual({ state: 'active', counselor: 'Ayşe' });
  });

  test.each([
    ['signs out', { presence: 'away' }],
    ['loses the account', { isActive: false }],
  ] as const)('or who %s gives it back at once', async (_how, change) => {
    await at.stores.counselors.update('Ayşe', change);
    await keep();
    expect(await at.desk.status('c')).toMatchObject({ state: 'waiting' });
  });

  test('or who takes a break keeps it', async () => {
    await at.service.setPresence('Ayşe', 'pause');
    await keep();
    expect(await at.desk.status('c')).toEqual({ state: 'active', counselor: 'Ayşe' });
  });
});

describe('who waits', () => {
  test('is offered once to do something else when it takes too long', async () => {
    await at.ask('c');
    at.clock.advance(15 * MINUTE - 1);
    await keep();
    expect(await times('c', 'limit')).toBe(0);
    at.clock.advance(1);
    await keep();
    at.clock.advance(60 * MINUTE);
    await keep();
    expect(await times('c', 'limit')).toBe(1);
    expect(await buttons('c')).toEqual(INSTEAD);
    expect(await at.desk.status('c')).toMatchObject({ state: 'waiting' });
  });

  test('is told once each time that the desk closes, and nothing at night', async () => {
    await at.ask('c');
    at.clock.advance(7 * 60 * MINUTE);
    for (let hours = 0; hours < 24; hours += 1) {
      await keep();
      at.clock.advance(60 * MINUTE);
    }
    expect(await times('c', 'closing')).toBe(1);
    expect(await times('c', 'limit')).toBe(0);
    at.clock.advance(24 * 60 * MINUTE);
    await keep();
    expect(await times('c', 'closing')).toBe(2);
  });

  test('who asks when the desk has just closed is told so', async () => {
    at.clock.advance(7 * 60 * MINUTE);
    await at.ask('c');
    await keep();
    expect(await times('c', 'closing')).toBe(1);
  });

  test('hears of a new place once, and only when it is new', async () => {
    await at.counselor('Ayşe');
    await at.ask('first');
    await at.ask('second');
    await keep();
    await at.service.claim('first', 'Ayşe');
    await keep();
    await at.ask('danger', { reason: 'danger' });
    await keep();
    expect((await at.notices('second')).map(({ position }) => position)).toEqual([2, 1, 2]);
  });

  test('in another channel hears of it in words', async () => {
    await at.ask('first', { channel: 'telegram' });
    await at.ask('second', { channel: 'telegram' });
    await keep();
    await at.desk.leave('first');
    await keep();
    expect(await at.said('second')).toEqual(['before', texts.t('tr', 'handoff.notice.place', { position: 1 })]);
  });

  test('keeps hearing after having been taken and passed on', async () => {
    await at.counselor('Ayşe');
    await at.counselor('Jana');
    await at.ask('c');
    await keep();
    await at.service.claim('c', 'Ayşe');
    await at.service.transfer('c', 'Ayşe', { counselorId: 'Jana' });
    await keep();
    await at.ask('danger', { reason: 'danger' });
    await keep();
    const waiting = (await at.notices('c')).filter(({ state }) => state === 'waiting');
    expect(waiting.map(({ position }) => position)).toEqual([1, 1, 2]);
  });

  test('for a colleague waits for everybody when the colleague has not come', async () => {
    for (const id of ['Ayşe', 'Jana']) await at.counselor(id);
    await at.ask('c');
    await at.service.claim('c', 'Ayşe');
    await at.service.transfer('c', 'Ayşe', { counselorId: 'Jana' });
    await keep();
    expect(await at.stores.handoffs.find('c')).toHaveProperty('assignedTo', 'Jana');
    at.clock.advance(5 * MINUTE);
    await keep();
    expect(await at.stores.handoffs.find('c')).not.toHaveProperty('assignedTo');
  });

  test('and has been gone for a week is taken out; who can be reached becomes a case', async () => {
    await at.ask('gone');
    await at.ask('reachable', { contact: '0711 123' });
    at.clock.advance(DAY);
    const waited = { type: 'message', text: 'while waiting', timestamp: at.clock.iso(), from: { id: 'user', role: 'user' } };
    await at.stores.conversations.append('reachable', waited, at.clock.iso());
    at.clock.advance(6 * DAY - 1);
    await keep();
    expect(await at.desk.status('gone')).toMatchObject({ state: 'waiting' });
    at.clock.advance(1);
    await keep();
    expect(await at.stores.handoffs.find('gone')).toMatchObject({ state: 'left' });
    expect(await at.stores.handoffs.find('reachable')).toMatchObject({ kind: 'case', state: 'open', contact: '0711 123' });
    expect((await at.notices('reachable')).at(-1)).toEqual({ state: 'message-left' });
    await at.counselor('Ayşe');
    const shown = (await at.service.transcript('reachable', 'Ayşe', 0, 100)).map(({ activity }) => activity['text']);
    expect(shown).toContain('while waiting');
  });
});

test('what was deleted meanwhile disturbs nobody else', async () => {
  await at.ask('deleted');
  await at.ask('c');
  await at.stores.conversations.erase('deleted');
  at.clock.advance(15 * MINUTE);
  await keep();
  expect(await times('c', 'limit')).toBe(1);
});

test('it looks by itself once started, and stops', async () => {
  await at.ask('c');
  at.clock.advance(15 * MINUTE);
  at.keeper.start();
  await at.keeper.tick();
  await at.keeper.stop();
  expect(await times('c', 'limit')).toBe(1);
});

test('an event that a user of another channel makes up changes nothing of what they are told of their place', async () => {
  await at.counselor('Ayşe', { capacity: 1 });
  await at.ask('first');
  await at.ask('c');
  for (const value of [undefined, { state: 'waiting', position: 1 }]) {
    const forged = { type: 'event', name: 'wegweiser/handoff', value, from: { id: 'user', role: 'user' } };
    await at.stores.conversations.append('c', forged, at.clock.iso());
  }
  await at.desk.leave('first');
  await keep();
  expect((await at.log('c')).at(-1)?.activity).toMatchObject({ value: { state: 'waiting', position: 1 }, from: { role: 'bot' } });
});
