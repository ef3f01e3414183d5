import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Activity, TestAdapter, TurnContext } from 'botbuilder';
import { EventFactory } from 'botbuilder/lib/eventFactory.js';
import { HandoffEventNames } from 'botbuilder/lib/handoffEventNames.js';
import type { ChannelHub } from '../../src/handoff/hub.ts';
import { BOT, type Fixture, MINUTE, openFixture, request, texts } from './fixture.ts';

const REFERENCE = {
  channelId: 'msteams',
  serviceUrl: 'https://channel.example',
  conversation: { id: '19:teams' },
  user: { id: '29:user' },
  bot: { id: '28:bot' },
};

let at: Fixture;
let hub: ChannelHub;
beforeEach(async () => {
  at = await openFixture();
  hub = at.hub();
  const now = at.clock.iso();
  await at.stores.conversations.create({
    id: 'c',
    userId: '29:user',
    channel: 'msteams',
    createdAt: now,
    lastActivityAt: now,
    reference: REFERENCE,
  });
  for (const text of ['before the consent', 'Chef zahlt nicht', 'Das steht Ihnen zu. https://bot.example/api/data/a.b-c'])
    await at.stores.conversations.append('c', { type: 'message', text, timestamp: now }, now);
});
afterEach(() => at.close());

const asked = { ...request('c'), channel: 'msteams', topic: 'work/wages', name: 'Sara', fromSeq: 2 };
const initiation = async () => (await at.log('c')).find(({ activity }) => activity['name'] === HandoffEventNames.InitiateHandoff);
/** The value of the event that a hub built on the SDK sends. */
const status = (state: string, message?: string) =>
  EventFactory.createHandoffStatus({ id: 'c' } as Activity['conversation'], state, message).value;

test('a request is the event that the Bot Framework documents, with context and transcript', async () => {
  expect(await hub.request(asked)).toEqual({ position: 0 });
  const transcript = (await initiation())!.activity['attachments'] as { content: { activities: Activity[] } }[];
  const value = { skill: 'work', topic: 'work/wages', language: 'tr', locale: 'tr', reason: 'asked', name: 'Sara' };
  const incoming = {
    type: 'message',
    id: 'm',
    channelId: 'msteams',
    serviceUrl: REFERENCE.serviceUrl,
    conversation: REFERENCE.conversation,
    from: REFERENCE.user,
    recipient: REFERENCE.bot,
  } as Activity;
  const context = new TurnContext(new TestAdapter(async () => {}), incoming);
  const documented = EventFactory.createHandoffInitiation(context, value, transcript[0]!.content);
  expect((await initiation())!.activity).toMatchObject({
    type: documented.type,
    name: documented.name,
    value: documented.value,
    attachments: documented.attachments,
    relatesTo: { channelId: 'msteams', serviceUrl: REFERENCE.serviceUrl, conversation: documented.conversation, user: incoming.from },
    from: BOT,
  });
});

test('the transcript holds what the consent covers, as whole activities of the channel', async () => {
  await hub.request(asked);
  const { activity, delivery } = (await initiation())!;
  const [attachment] = activity['attachments'] as { name: string; contentType: string; content: { activities: unknown[] } }[];
  expect(attachment).toMatchObject({ name: 'Transcript', contentType: 'application/json' });
  expect(attachment!.content.activities).toEqual([
    {
      id: '2',
      type: 'message',
      text: 'Chef zahlt nicht',
      timestamp: at.clock.iso(),
      channelId: 'msteams',
      conversation: { id: '19:teams' },
    },
    {
      id: '3',
      type: 'message',
      text: 'Das steht Ihnen zu. …', // without the link to the user's file
      timestamp: at.clock.iso(),
      channelId: 'msteams',
      conversation: { id: '19:teams' },
    },
  ]);
  expect(delivery).toBe('pending');
});

test('a repeat asks once', async () => {
  await hub.request(asked);
  await hub.request(asked);
  expect((await at.log('c')).filter(({ activity }) => activity['name'] === HandoffEventNames.InitiateHandoff)).toHaveLength(1);
});

test('accepted, the bot is told to keep silent; completed, it speaks again and says so once', async () => {
  await hub.request(asked);
  expect(await hub.status('c')).toEqual({ state: 'waiting', position: 0 });
  await hub.onStatus('c', status('accepted'));
  expect(await hub.status('c')).toEqual({ state: 'active', counselor: '' });
  await hub.onStatus('c', status('completed'));
  await hub.onStatus('c', status('completed'));
  expect(await hub.status('c')).toEqual({ state: 'none' });
  expect((await at.said('c')).slice(3)).toEqual([texts.t('tr', 'handoff.hub.completed')]);
  expect((await at.notices('c')).map(({ state }) => state)).toEqual(['waiting', 'active', 'none']);
});

test('failed, the user is told and may ask again', async () => {
  await hub.request(asked);
  await hub.onStatus('c', status('failed', "Can't find agent with requested skill"));
  expect(await hub.status('c')).toEqual({ state: 'none' });
  expect((await at.said('c')).at(-1)).toContain(texts.t('tr', 'handoff.hub.failed'));
  await hub.request({ ...asked, id: 'again' });
  expect(await hub.status('c')).toEqual({ state: 'waiting', position: 0 });
});

test.each([[undefined], ['accepted'], [{}], [{ state: 'queued' }], [{ state: 1 }]])(
  'a status %j that is not documented is passed over',
  async (value) => {
    await hub.request(asked);
    const before = await at.log('c');
    await hub.onStatus('c', value);
    expect(await at.log('c')).toEqual(before);
  },
);

test('a status for a conversation that asked for nothing is passed over', async () => {
  await expect(hub.onStatus('c', status('accepted'))).resolves.toBeUndefined();
  expect(await hub.status('c')).toEqual({ state: 'none' });
});

test('a human who accepts after the user has given up has the conversation', async () => {
  await hub.request(asked);
  expect(await hub.leave('c')).toBe(true);
  await hub.onStatus('c', status('accepted'));
  expect(await hub.status('c')).toEqual({ state: 'active', counselor: '' });
});

test('a hub that never answers has failed after the limit', async () => {
  await hub.request(asked);
  at.clock.advance(15 * MINUTE - 1);
  await hub.keeper.tick();
  expect(await hub.status('c')).toMatchObject({ state: 'waiting' });
  at.clock.advance(1);
  await hub.keeper.tick();
  expect(await hub.status('c')).toEqual({ state: 'none' });
});

test('out of office hours nobody is promised', async () => {
  expect(await hub.availability({ locale: 'tr' })).toEqual({ exists: true, isOpen: true, now: [{ language: 'tr', position: 0 }] });
  at.clock.advance(8 * 60 * MINUTE);
  expect(await hub.availability({ locale: 'tr' })).toEqual({ exists: false, isOpen: false, opensAt: '2026-03-04T08:00:00.000Z', now: [] });
});
