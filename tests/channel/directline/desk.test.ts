import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { logPositionOf } from '../../../src/bot/contract.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { buildCounselor } from '../../contracts/samples.ts';
import { SECRET, startChannels, type TestChannels } from '../../support/channels.ts';
import { Client, listen, send } from '../../support/direct-line.ts';
import { until } from '../../support/until.ts';

let channels: TestChannels;
let client: Client;
beforeEach(async () => {
  channels = await startChannels();
  client = await Client.start(channels.url);
  await client.heard('welcome');
});
afterEach(() => channels.close());

const deskHeard = (change: string) => channels.deskSignals.filter((signal) => signal.change === change).map(({ handoffId }) => handoffId);
const delivered = async (id: string) => (await channels.stores.handoffs.find(id))!.deliveredSeq;

describe('what the window has', () => {
  test("a counselor's message counts as delivered when the stream has written it", async () => {
    const handoff = await channels.handOver(client.conversationId);
    const stream = await listen(client.streamUrl);
    const { seq } = await channels.answer(handoff, 'Merhaba');
    await until(async () => (await delivered(handoff.id)) === seq);
    await until(() => stream.texts().includes('Merhaba'));
    expect(stream.activities.at(-1)).toMatchObject({ from: { id: 'counselor:c', name: 'Ayşe', role: 'bot' } });
    expect(deskHeard('delivered')).toEqual([handoff.id]);
    stream.socket.terminate();
  });

  test('without a stream it counts when the next poll says so, not before', async () => {
    const handoff = await channels.handOver(client.conversationId);
    const { seq } = await channels.answer(handoff, 'Merhaba');
    expect((await client.activities('2')).map(({ text }) => text)).toEqual(['Merhaba']);
    await client.activities('2');
    expect(await delivered(handoff.id)).toBeLessThan(seq);
    await client.activities(String(seq));
    await until(async () => (await delivered(handoff.id)) === seq);
    expect(deskHeard('delivered')).toContain(handoff.id);
  });

  test('what arrived before the service was started again is noted when the client comes back', async () => {
    const handoff = await channels.handOver(client.conversationId);
    const { seq } = await channels.answer(handoff, 'Merhaba');
    const stream = await listen((await client.reconnect(String(seq))).body.streamUrl);
    await until(async () => (await delivered(handoff.id)) === seq);
    stream.socket.terminate();
  });

  test('a server that reads along with the secret delivers nothing', async () => {
    const handoff = await channels.handOver(client.conversationId);
    const { seq } = await channels.answer(handoff, 'Merhaba');
    const server = new Client(channels.url, { ...client, token: SECRET, streamUrl: '' });
    await server.activities();
    await server.activities(String(seq));
    const stream = await listen((await server.reconnect()).body.streamUrl);
    await until(() => stream.texts().includes('Merhaba'));
    expect(await delivered(handoff.id)).toBe(0);
    stream.socket.terminate();
  });

  test('conversations without a counselor cost no question to the store', async () => {
    let asked = 0;
    const { handoffs } = channels.stores;
    const original = handoffs.handoffsOf;
    handoffs.handoffsOf = (conversationId) => {
      asked += 1;
      return original(conversationId);
    };
    const stream = await listen(client.streamUrl);
    for (const text of ['a', 'b', 'c']) await client.say(text);
    await until(() => stream.activities.length === 7);
    await client.activities();
    expect(asked).toBe(0);
    for (const watermark of ['2', '3', '4']) await client.activities(watermark);
    expect(asked).toBe(1); // once, because nobody knows what was there before this service was started
    stream.socket.terminate();
  });
});

describe('who is writing', () => {
  test('the user is shown to the counselor who has the conversation, once a second at most, and not to the window', async () => {
    const handoff = await channels.handOver(client.conversationId);
    const stream = await listen(client.streamUrl);
    for (let count = 0; count < 3; count += 1) expect((await client.post({ type: 'typing' })).status).toBe(200);
    await until(() => deskHeard('typing').length > 0);
    expect(deskHeard('typing')).toEqual([handoff.id]);
    await client.say('end');
    await until(() => stream.texts().includes('1: end'));
    expect(stream.activities.some(({ type }) => type === 'typing')).toBe(false);
    stream.socket.terminate();
  });

  test.each(['waiting', 'ended'] as const)('nobody is told while the request is %s', async (state) => {
    await channels.handOver(client.conversationId, { state });
    await client.post({ type: 'typing' });
    expect(deskHeard('typing')).toEqual([]);
  });

  test('saying so does not use up what may be sent', async () => {
    const strict = await startChannels({ messagesPerMinute: 1 });
    const writer = await Client.start(strict.url);
    for (let count = 0; count < 5; count += 1) expect((await writer.post({ type: 'typing' })).status).toBe(200);
    expect((await writer.say('one')).status).toBe(200);
    expect((await writer.say('two')).status).toBe(429);
    await strict.close();
  });

  test('the counselor is shown to the window by name; nobody else is', async () => {
    await channels.stores.counselors.add(buildCounselor({ id: 'c', displayName: 'Ayşe Yılmaz' }), {});
    const stream = await listen(client.streamUrl);
    for (const from of ['user', 'counselor:unknown', 'counselor:c', 'wegweiser']) {
      channels.bus.publish({ kind: 'typing', conversationId: client.conversationId, from });
    }
    await until(() => stream.activities.filter(({ type }) => type === 'typing').length === 2);
    const accounts = stream.activities.filter(({ type }) => type === 'typing').map(({ from }) => from);
    expect(accounts).toContainEqual({ id: 'counselor:c', name: 'Ayşe Yılmaz', role: 'bot' });
    expect(accounts).toContainEqual({ id: 'wegweiser', name: 'Wegweiser', role: 'bot' });
    stream.socket.terminate();
  });
});

describe('events of a handoff', () => {
  const status = { type: 'event', name: 'handoff.status', value: { state: 'completed' } };

  test.each(['handoff.status', 'handoff.initiate', 'Handoff.Status', 'wegweiser/handoff'])(
    '%s is refused from a window and taken with the secret',
    async (name) => {
      const refused = await client.post({ ...status, name });
      expect([refused.status, refused.body.error.code]).toEqual([403, 'SecretRequired']);
      expect(refused.body.error.message).toMatch(/\.$/);
      const server = new Client(channels.url, { ...client, token: SECRET, streamUrl: '' });
      expect((await server.post({ ...status, name })).status).toBe(200);
      await client.heard(`event ${name}`);
    },
  );

  test('a window sees what became of its request, but not what is said to a hub', async () => {
    const { conversations } = channels.stores;
    const event = (name: string) => ({ type: 'event', name, value: { secret: 'hush' }, from: { id: 'wegweiser', role: 'bot' } });
    for (const name of ['handoff.initiate', 'wegweiser/handoff'])
      await conversations.append(client.conversationId, event(name), systemClock.iso());
    const server = new Client(channels.url, { ...client, token: SECRET, streamUrl: '' });
    const [mine, theirs] = [
      await listen((await client.reconnect()).body.streamUrl),
      await listen((await server.reconnect()).body.streamUrl),
    ];
    await until(() => mine.activities.length === 2 && theirs.activities.length === 3);
    const names = (activities: readonly { [key: string]: unknown }[]) => activities.flatMap(({ name }) => name ?? []);
    for (const seen of [mine.activities, await client.activities()]) expect(names(seen)).toEqual(['wegweiser/handoff']);
    for (const seen of [theirs.activities, await server.activities()])
      expect(names(seen)).toEqual(['handoff.initiate', 'wegweiser/handoff']);
    for (const { socket } of [mine, theirs]) socket.terminate();
  });
});

describe('deleting', () => {
  test.each([
    ['the conversation', () => send('DELETE', client.path, client.token)],
    ['what was said, through the bot', () => client.say('forget')],
  ])('%s is told to the desk, for every request that came of it', async (_what, act) => {
    const live = await channels.handOver(client.conversationId);
    const left = await channels.handOver(client.conversationId, { id: 'left', kind: 'case', state: 'open' });
    await act();
    await until(() => deskHeard('erased').length === 2);
    expect(deskHeard('erased').sort()).toEqual([live.id, left.id].sort());
    expect(await channels.stores.handoffs.find(live.id)).toMatchObject({ state: 'erased' });
    expect(await channels.stores.handoffs.handoffsOf(client.conversationId)).toEqual([]);
  });
});

test('a conversation of another channel cannot be entered here, not even with the secret', async () => {
  const now = systemClock.iso();
  const other = {
    id: 'telegram-c1',
    userId: 'u',
    channel: 'telegram',
    createdAt: now,
    lastActivityAt: now,
    reference: { channelId: 'telegram' },
  };
  await channels.stores.conversations.create(other);
  const { status } = await send('POST', `${channels.url}/v3/directline/conversations/${other.id}/activities`, SECRET, {
    type: 'message',
    text: 'x',
  });
  expect(status).toBe(404);
});

test('the bot is told where its turn stands in the log', async () => {
  const seen: unknown[] = [];
  const watched = await startChannels({ bot: { onTurn: async (context) => void seen.push(logPositionOf(context)) } });
  const writer = await Client.start(watched.url);
  await writer.say('hello');
  await until(() => seen.length === 2);
  expect(seen).toEqual([1, 2].map((seq) => ({ conversationId: writer.conversationId, seq })));
  await watched.close();
});
