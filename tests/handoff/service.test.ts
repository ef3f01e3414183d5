import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, type Fixture, MINUTE, openFixture, request } from './fixture.ts';

let at: Fixture;
beforeEach(async () => {
  at = await openFixture();
  await at.counselor('Ayşe');
  await at.counselor('Jana', { languages: ['de', 'en'] });
});
afterEach(() => at.close());

const refused = (status: number, message: RegExp) => expect.objectContaining({ status, message: expect.stringMatching(message) });
const actions = async () => (await at.stores.counselors.auditLog({ limit: 50 })).map(({ action, detail }) => detail ?? action).toReversed();

describe('taking', () => {
  test('makes the counselor the owner, and tells the user in their language', async () => {
    await at.ask('c');
    at.clock.advance(2 * MINUTE);
    expect(await at.service.claim('c', 'Ayşe')).toMatchObject({ state: 'active', counselorId: 'Ayşe', takenAt: at.clock.iso() });
    expect((await at.said('c')).at(-1)).toContain('Ayşe');
    expect((await at.log('c')).at(-2)?.activity).toMatchObject({ type: 'message', locale: 'tr', from: { id: 'wegweiser', role: 'bot' } });
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'active', counselor: 'Ayşe' });
    expect(await actions()).toEqual(['claimed']);
  });

  test('twice by the same counselor changes nothing the second time', async () => {
    await at.ask('c');
    await at.service.claim('c', 'Ayşe');
    const before = await at.log('c');
    expect(await at.service.claim('c', 'Ayşe')).toMatchObject({ state: 'active', counselorId: 'Ayşe' });
    expect(await at.log('c')).toEqual(before);
  });

  test('by two at once gives it to one and names them to the other', async () => {
    await at.ask('c');
    const results = await Promise.allSettled([at.service.claim('c', 'Ayşe'), at.other.service.claim('c', 'Jana')]);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    const name = ['Ayşe', 'Jana'][winner]!;
    expect(results[1 - winner]).toEqual({ status: 'rejected', reason: refused(409, new RegExp(`inzwischen ${name} übernommen`)) });
    expect(await at.notices('c')).toEqual([
      { state: 'waiting', position: 1 },
      { state: 'active', counselor: name },
    ]);
  });

  test('ends at the capacity', async () => {
    for (const id of ['1', '2', '3', '4']) await at.ask(id);
    for (const id of ['1', '2', '3']) await at.service.claim(id, 'Ayşe');
    await expect(at.service.claim('4', 'Ayşe')).rejects.toEqual(refused(409, /nicht vorgesehen als 3/));
  });

  test('is for counselors with an active account', async () => {
    await at.ask('c');
    await at.counselor('editor', { roles: ['editor'] });
    await at.counselor('gone', { isActive: false });
    for (const id of ['editor', 'gone', 'nobody']) await expect(at.service.claim('c', id)).rejects.toEqual(refused(403, /keine Gespräche/));
  });

  test('makes the counselor be here', async () => {
    await at.ask('c');
    await at.service.setPresence('Ayşe', 'pause');
    at.heard();
    await at.service.claim('c', 'Ayşe');
    expect(await at.stores.counselors.find('Ayşe')).toMatchObject({ presence: 'here' });
    expect(at.heard()).toContainEqual({ kind: 'desk', change: 'presence' });
  });

  test('is too late when the user has left or had everything deleted', async () => {
    await at.ask('c');
    await at.desk.leave('c');
    await expect(at.service.claim('c', 'Ayşe')).rejects.toEqual(refused(409, /Warteschlange verlassen/));
    await at.stores.conversations.erase('c');
    await expect(at.service.claim('c', 'Ayşe')).rejects.toEqual(refused(404, /gibt es nicht mehr/));
  });
});

describe('talking', () => {
  beforeEach(async () => {
    await at.ask('c', { locale: 'ar', language: 'de-simple' });
    await at.service.claim('c', 'Ayşe');
  });

  test('puts what the counselor wrote into the log as it stands, once for each id', async () => {
    const first = await at.service.say('c', 'Ayşe', 'Guten *Tag*', 'm1');
    expect(await at.service.say('c', 'Ayşe', 'Guten *Tag*', 'm1')).toEqual(first);
    expect(first.activity).toEqual({
      type: 'message',
      text: 'Guten *Tag*',
      textFormat: 'plain',
      locale: 'de',
      from: { id: 'counselor:Ayşe', name: 'Ayşe', role: 'bot' },
      timestamp: at.clock.iso(),
      channelData: { counselor: { name: 'Ayşe' }, clientActivityID: 'm1' },
    });
    expect((await at.said('c')).filter((text) => text === 'Guten *Tag*')).toHaveLength(1);
  });

  test('tells the windows and the desk', async () => {
    const heard: string[] = [];
    at.bus.subscribe('c', { onSignal: ({ kind }) => heard.push(kind), onGap: () => {} });
    at.heard();
    await at.service.say('c', 'Ayşe', 'Hallo', 'm1');
    await at.service.typing('c', 'Ayşe');
    await at.service.typing('c', 'Jana');
    expect(heard).toEqual(['activities', 'typing']);
    expect(at.heard()).toEqual([{ kind: 'desk', change: 'activities', handoffId: 'c' }]);
  });

  test.each([
    ['nothing', '  \n', 400, /leer/],
    ['too much', '😀'.repeat(101), 413, /höchstens 100/],
  ])('refuses %s', async (_what, text, status, message) => {
    await expect(at.service.say('c', 'Ayşe', text, 'm1')).rejects.toEqual(refused(status, message));
  });

  test('takes exactly as many characters as allowed', async () => {
    await expect(at.service.say('c', 'Ayşe', '😀'.repeat(100), 'm1')).resolves.toBeDefined();
  });

  test('is only for the one who has it', async () => {
    await expect(at.service.say('c', 'Jana', 'Hallo', 'm1')).rejects.toEqual(refused(409, /inzwischen Ayşe übernommen/));
    await expect(at.service.end('c', 'Jana')).rejects.toEqual(refused(409, /inzwischen Ayşe übernommen/));
    await expect(at.service.transfer('c', 'Jana', { language: 'tr' })).rejects.toEqual(refused(409, /inzwischen Ayşe übernommen/));
    await at.service.end('c', 'Ayşe');
    await expect(at.service.say('c', 'Ayşe', 'noch was', 'm2')).rejects.toEqual(refused(409, /beendet/));
  });

  test("sends an entry in the user's language, from the counselor", async () => {
    const { activity } = await at.service.sendEntry('c', 'Ayşe', 'work/wages', 'm1');
    expect(activity).toMatchObject({
      locale: 'ar',
      from: { id: 'counselor:Ayşe' },
      entities: [{ type: 'wegweiser/answer', entry: 'work/wages', route: 'counselor' }],
      channelData: { counselor: { name: 'Ayşe' }, clientActivityID: 'm1', wegweiser: { feedback: false } },
    });
    await expect(at.service.sendEntry('c', 'Ayşe', 'work/gone', 'm2')).rejects.toEqual(refused(404, /Eintrag/));
  });
});

describe('passing on', () => {
  beforeEach(async () => {
    await at.ask('c');
    await at.service.claim('c', 'Ayşe');
    at.clock.advance(20 * MINUTE);
  });

  test('to a colleague reserves it for five minutes, before all who asked later', async () => {
    await at.ask('later');
    const moved = await at.service.transfer('c', 'Ayşe', { counselorId: 'Jana' });
    expect(moved).toMatchObject({ state: 'waiting', assignedTo: 'Jana', requestedAt: '2026-03-02T09:00:00.000Z' });
    expect((await at.service.list(['waiting'])).map(({ id }) => id)).toEqual(['c', 'later']);
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'waiting', position: 1 });
    expect(await actions()).toEqual(['claimed', 'Jana']);
    await expect(at.service.claim('c', 'Ayşe')).rejects.toEqual(refused(409, /für Jana vorgesehen/));
    at.clock.advance(5 * MINUTE);
    expect(await at.service.claim('c', 'Ayşe')).toMatchObject({ state: 'active', counselorId: 'Ayşe' });
  });

  test('to a colleague who is not here, is full, or is oneself is refused', async () => {
    await expect(at.service.transfer('c', 'Ayşe', { counselorId: 'Ayşe' })).rejects.toEqual(refused(409, /selbst/));
    await at.service.setPresence('Jana', 'pause');
    await expect(at.service.transfer('c', 'Ayşe', { counselorId: 'Jana' })).rejects.toEqual(refused(409, /Jana ist gerade nicht da/));
    await at.stores.counselors.update('Jana', { presence: 'here', capacity: 1 });
    await at.ask('other');
    await at.service.claim('other', 'Jana');
    await expect(at.service.transfer('c', 'Ayşe', { counselorId: 'Jana' })).rejects.toEqual(refused(409, /Jana hat gerade keinen Platz/));
    expect(await at.desk.status('c')).toEqual({ state: 'active', counselor: 'Ayşe' });
  });

  test('to a language puts it into the queue for those who write it', async () => {
    expect(await at.service.transfer('c', 'Ayşe', { language: 'en' })).toMatchObject({ state: 'waiting', language: 'en', locale: 'tr' });
    await expect(at.service.say('c', 'Ayşe', 'Hallo', 'm1')).rejects.toEqual(refused(409, /wieder in der Warteschlange/));
    expect(await at.service.claim('c', 'Jana')).toMatchObject({ counselorId: 'Jana', takenAt: '2026-03-02T09:00:00.000Z' });
  });

  test('to a language that nobody else here writes is refused', async () => {
    await expect(at.service.transfer('c', 'Ayşe', { language: 'tr' })).rejects.toEqual(refused(409, /niemand da/));
  });
});

describe('ending', () => {
  beforeEach(async () => {
    await at.ask('c');
    await at.service.claim('c', 'Ayşe');
    await at.service.end('c', 'Ayşe');
  });

  test('gives the conversation back to the bot and says until when it is kept', async () => {
    expect(await at.stores.handoffs.find('c')).toMatchObject({ state: 'ended', keepUntil: '2026-04-01T09:00:00.000Z' });
    expect(await at.desk.status('c')).toEqual({ state: 'none' });
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'none' });
  });

  test('can be taken back by the one who had it, as long as nothing new has begun', async () => {
    await expect(at.service.reopen('c', 'Jana')).rejects.toEqual(refused(409, /Ayşe geführt/));
    const reopened = await at.service.reopen('c', 'Ayşe');
    expect(reopened).toMatchObject({ state: 'active' });
    expect(reopened).not.toHaveProperty('keepUntil');
    await at.service.end('c', 'Ayşe');
    await at.desk.request({ ...request('c'), id: 'new' });
    await expect(at.service.reopen('c', 'Ayşe')).rejects.toEqual(refused(409, /neue Anfrage/));
    await at.stores.conversations.erase('c');
    await expect(at.service.reopen('c', 'Ayşe')).rejects.toEqual(refused(404, /gibt es nicht mehr/));
  });
});

describe('messages left', () => {
  beforeEach(async () => {
    await at.ask('c');
    await at.desk.leaveMessage({ ...request('c'), id: 'case' });
  });

  test('are answered in the conversation, once for each id', async () => {
    const answered = await at.service.answerCase('case', 'Jana', { text: 'Bitte kommen Sie vorbei.' }, 'm1');
    await at.service.answerCase('case', 'Jana', { text: 'Bitte kommen Sie vorbei.' }, 'm1');
    expect(answered).toMatchObject({ state: 'answered', counselorId: 'Jana', keepUntil: '2026-05-31T09:00:00.000Z' });
    const [notice, text, hint] = (await at.said('c')).slice(-3);
    expect(notice).toContain('Jana');
    expect(text).toBe('Bitte kommen Sie vorbei.');
    expect(hint).toContain('mesaj bırakın');
    expect((await at.notices('c')).slice(-2)).toEqual([{ state: 'message-left' }, { state: 'none' }]);
    expect(await at.said('c')).toHaveLength(4);
  });

  test('that wait for their answer are still shown when something else is over', async () => {
    await at.desk.leaveMessage({ ...request('c'), id: 'second' });
    await at.desk.request({ ...request('c'), id: 'live' });
    await at.desk.leave('c');
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'message-left' });
    await at.service.answerCase('case', 'Jana', { text: 'Hier ist die Antwort.' }, 'm1');
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'message-left' });
    await at.service.setCase('second', 'Jana', 'answered');
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'none' });
    await at.service.setCase('second', 'Jana', 'open');
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'message-left' });
  });

  test('can be answered with an entry, in the language of whoever left it', async () => {
    const answered = await at.service.answerCase('case', 'Jana', { entry: 'work/wages' }, 'm1');
    expect(answered).toMatchObject({ state: 'answered' });
    const [said] = (await at.stores.conversations.after('c', 0, 100)).filter(({ activity }) => activity['entities']);
    expect(said?.activity).toMatchObject({ locale: 'tr', from: { id: 'counselor:Jana' }, entities: [{ entry: 'work/wages' }] });
    await expect(at.service.answerCase('case', 'Jana', { entry: 'work/gone' }, 'm2')).rejects.toEqual(refused(404, /Eintrag/));
  });

  test('do not end what the window shows of a conversation that goes on', async () => {
    await at.desk.request({ ...request('c'), id: 'live' });
    await at.service.answerCase('case', 'Jana', { text: 'Hier ist die Antwort.' }, 'm1');
    expect((await at.notices('c')).at(-1)).toEqual({ state: 'waiting', position: 1 });
  });

  test('are set to answered and back', async () => {
    expect(await at.service.setCase('case', 'Jana', 'answered')).toMatchObject({ state: 'answered', counselorId: 'Jana' });
    at.clock.advance(1);
    const open = await at.service.setCase('case', 'Ayşe', 'open');
    expect(open.state).toBe('open');
    expect(open).not.toHaveProperty('counselorId');
    expect(await actions()).toEqual(['case-answered', 'case-opened']);
  });

  test('are no conversations', async () => {
    await expect(at.service.claim('case', 'Jana')).rejects.toEqual(refused(409, /hinterlassene Nachricht/));
    await expect(at.service.setCase('c', 'Jana', 'answered')).rejects.toEqual(refused(409, /Warteschlange verlassen/));
  });
});

describe('reading', () => {
  test('begins where the consent does', async () => {
    await at.ask('c', { fromSeq: 2 });
    expect((await at.service.transcript('c', 'Jana', 0, 10)).map(({ seq }) => seq)).toEqual([2]);
  });

  test('of a message left ends with the message, but for what counselors answered', async () => {
    await at.ask('c');
    await at.desk.leaveMessage({ ...request('c'), id: 'case' });
    const say = (text: string) => at.stores.conversations.append('c', { type: 'message', text, timestamp: at.clock.iso() }, at.clock.iso());
    at.clock.advance(MINUTE);
    await say('for the bot only');
    await at.service.answerCase('case', 'Jana', { text: 'Die Antwort' }, 'm1');
    await say('for the bot again');
    const texts = (await at.service.transcript('case', 'Ayşe', 0, 50)).flatMap(({ activity }) => activity['text'] ?? []);
    expect(texts).toEqual(['before', 'Die Antwort']);
  });

  test('is for every counselor while it waits, then for the one who has it', async () => {
    await at.ask('c');
    await expect(at.service.transcript('c', 'Jana', 0, 10)).resolves.toHaveLength(2);
    await at.service.claim('c', 'Ayşe');
    await expect(at.service.transcript('c', 'Jana', 0, 10)).rejects.toEqual(refused(403, /wer es führt/));
    await at.service.end('c', 'Ayşe');
    await expect(at.service.transcript('c', 'Ayşe', 0, 10)).resolves.toHaveLength(6);
    await expect(at.service.transcript('c', 'Jana', 0, 10)).rejects.toEqual(refused(403, /wer es führt/));
  });

  test('is noted once an hour for each counselor', async () => {
    await at.ask('c');
    await at.service.transcript('c', 'Jana', 0, 10);
    await at.service.transcript('c', 'Jana', 0, 10);
    await at.service.transcript('c', 'Ayşe', 0, 10);
    expect(await actions()).toEqual(['read', 'read']);
    at.clock.advance(60 * MINUTE);
    await at.service.transcript('c', 'Jana', 0, 10);
    expect(await actions()).toEqual(['read', 'read', 'read']);
  });

  test('is written down even if that failed the first time', async () => {
    await at.ask('c');
    const { record } = at.stores.counselors;
    at.stores.counselors.record = () => Promise.reject(new Error('The disk is full.'));
    await expect(at.service.transcript('c', 'Ayşe', 0, 10)).rejects.toThrow('The disk is full.');
    at.stores.counselors.record = record;
    await at.service.transcript('c', 'Ayşe', 0, 10);
    expect(await actions()).toEqual(['read']);
  });

  test('marks only what the owner has read', async () => {
    await at.ask('c');
    await at.service.markRead('c', 'Jana', 2);
    expect(await at.stores.handoffs.find('c')).toMatchObject({ readSeq: 0 });
    await at.service.claim('c', 'Ayşe');
    await at.service.markRead('c', 'Ayşe', 2);
    expect(await at.stores.handoffs.find('c')).toMatchObject({ readSeq: 2 });
    await expect(at.service.markRead('c', 'Jana', 3)).rejects.toEqual(refused(403, /wer es führt/));
  });
});

test('the queue comes in its order: danger, then who asked first; the rest by the last change', async () => {
  for (const id of ['ended-first', 'ended-last']) {
    await at.ask(id);
    await at.service.claim(id, 'Ayşe');
  }
  await at.ask('first');
  at.clock.advance(MINUTE);
  await at.ask('danger', { reason: 'danger' });
  await at.service.end('ended-first', 'Ayşe');
  at.clock.advance(MINUTE);
  await at.service.end('ended-last', 'Ayşe');
  const ids = async (states: Parameters<typeof at.service.list>[0]) => (await at.service.list(states)).map(({ id }) => id);
  expect(await ids(['ended', 'waiting'])).toEqual(['danger', 'first', 'ended-last', 'ended-first']);
  expect(await ids([])).toEqual([]);
});

test('a sign of life is noted without a change of presence', async () => {
  await at.service.setPresence('Jana', 'away');
  at.clock.advance(DAY);
  await at.service.alive('Jana');
  expect(await at.stores.counselors.find('Jana')).toMatchObject({ presence: 'away', seenAt: at.clock.iso() });
});
