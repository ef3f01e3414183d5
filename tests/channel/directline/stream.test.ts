import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { createLocalBus } from '../../../src/bus/local.ts';
import { createStreams } from '../../../src/channel/directline/stream.ts';
import { createTokens } from '../../../src/channel/directline/tokens.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openMemoryStores } from '../../../src/storage/sql/open.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { Client, type Listening, listen, send } from '../../support/direct-line.ts';
import { startHttp } from '../../support/http.ts';
import { silentLog } from '../../support/log.ts';
import { until } from '../../support/until.ts';

let app: TestApp;
const open: Listening[] = [];
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.terminate();
});
afterAll(() => app.stop());

async function follow(streamUrl: string): Promise<Listening> {
  const listening = await listen(streamUrl);
  open.push(listening);
  return listening;
}

/** The status with which a stream is refused. */
async function refusal(streamUrl: string): Promise<number> {
  const socket = new WebSocket(streamUrl);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.on('error', () => {});
  socket.terminate();
  return response.statusCode;
}

test('everything arrives once, in order, with growing watermarks: the greeting, the echo, the replies', async () => {
  const client = await Client.start(app.url);
  const { activities, watermarks, texts } = await follow(client.streamUrl);
  for (const text of ['a', 'b', 'c']) await client.say(text, `id-${text}`);
  await until(() => activities.length === 7);
  expect(texts().sort()).toEqual(['1: a', '2: b', '3: c', 'a', 'b', 'c', 'welcome']);
  const ids = activities.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(watermarks.map(Number)).toEqual(watermarks.map(Number).sort((a, b) => a - b));
  expect(activities.find((activity) => activity['text'] === 'b')).toMatchObject({ channelData: { clientActivityID: 'id-b' } });
  expect(activities).toEqual(await client.activities());
});

test('a client that comes back gets what it missed, and only that', async () => {
  const client = await Client.start(app.url);
  const before = await follow(client.streamUrl);
  await client.say('a');
  await until(() => before.activities.length === 3);
  before.socket.terminate();
  await client.say('b');
  await client.heard('2: b');
  const { body } = await client.reconnect(before.watermarks.at(-1));
  expect(body.streamUrl).toContain(`watermark=${before.watermarks.at(-1)}`);
  const after = await follow(body.streamUrl);
  await until(() => after.activities.length === 2);
  expect(after.texts()).toEqual(['b', '2: b']);
});

test('a long log comes whole', async () => {
  const client = await Client.start(app.url);
  await Promise.all(Array.from({ length: 150 }, (_, index) => client.say(`${index}`)));
  await until(async () => (await client.activities('250')).length > 50);
  const { activities } = await follow((await client.reconnect()).body.streamUrl);
  await until(() => activities.length === 301);
  expect(new Set(activities.map(({ id }) => id)).size).toBe(301);
});

test('two windows on one conversation see the same', async () => {
  const client = await Client.start(app.url);
  const [one, two] = [await follow(client.streamUrl), await follow((await client.reconnect()).body.streamUrl)];
  await client.say('hello');
  await until(() => one.activities.length === 3 && two.activities.length === 3);
  expect(two.activities).toEqual(one.activities);
});

test('the bot writing is shown at once and not kept', async () => {
  const client = await Client.start(app.url);
  const { activities } = await follow(client.streamUrl);
  await client.say('typing');
  await until(() => activities.length === 4);
  expect(activities.find(({ type }) => type === 'typing')).toMatchObject({ from: { id: 'wegweiser', role: 'bot' } });
  expect((await client.activities()).some(({ type }) => type === 'typing')).toBe(false);
});

test('what a client sends through the stream changes nothing, but too much of it ends the stream', async () => {
  const client = await Client.start(app.url);
  const { socket, activities } = await follow(client.streamUrl);
  socket.send('');
  socket.send('{"activities":[{"type":"message","text":"forged"}]}');
  await client.say('hello');
  await until(() => activities.length === 3);
  socket.send('x'.repeat(2_000));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
  expect(await client.texts()).not.toContain('forged');
});

test('deleting a conversation ends its streams', async () => {
  const client = await Client.start(app.url);
  const { socket } = await follow(client.streamUrl);
  const closed = once(socket, 'close');
  await send('DELETE', client.path, client.token);
  expect((await closed)[0]).toBe(1000);
  expect((await client.reconnect()).status).toBe(404);
});

test('a stream opens only with its own token, while the conversation is there', async () => {
  const [client, other] = [await Client.start(app.url), await Client.start(app.url)];
  expect(await refusal(client.streamUrl.replace(/t=.*/, ''))).toBe(403);
  expect(await refusal(client.streamUrl.replace(/t=.*/, `t=${client.token}`))).toBe(403);
  expect(await refusal(client.streamUrl.replace(client.conversationId, other.conversationId))).toBe(403);
  expect(await refusal(client.streamUrl.replace('watermark=-', 'watermark=x'))).toBe(400);
  expect(await refusal(client.streamUrl.replace('/stream', '/other'))).toBe(404);
  await send('DELETE', other.path, other.token);
  expect(await refusal(other.streamUrl)).toBe(404);
});

test('a conversation has a limited number of streams', async () => {
  const client = await Client.start(app.url);
  for (let count = 0; count < 10; count += 1) await follow(client.streamUrl);
  expect(await refusal(client.streamUrl)).toBe(429);
  open.pop()!.socket.close();
  await until(async () => (await follow(client.streamUrl).catch(() => undefined)) !== undefined);
});

test('what an instance stored, and was stopped before telling of it, arrives with the next sign of life', async () => {
  const stores = await openMemoryStores();
  const tokens = createTokens('k'.repeat(32), systemClock);
  const streams = createStreams({
    ...{ conversations: stores.conversations, counselors: stores.counselors, tokens, log: silentLog, metrics: createMetrics() },
    receipts: { written: () => {}, confirmed: () => {} },
    bus: createLocalBus(),
    botName: 'Wegweiser',
    limit: () => {},
    keepAliveMs: 50,
  });
  const http = await startHttp((server) => {
    server.node.on('upgrade', streams.upgrade);
  });
  const now = systemClock.iso();
  await stores.conversations.create({ id: 'c', userId: 'dl_1', channel: 'directline', createdAt: now, lastActivityAt: now });
  const token = await tokens.issueForStream({ conversationId: 'c', userId: 'dl_1' });
  const { texts } = await follow(`${http.url.replace('http', 'ws')}/v3/directline/conversations/c/stream?t=${token}`);
  await stores.conversations.append('c', { type: 'message', text: 'Sind Sie noch da?' }, now);
  await until(() => texts().includes('Sind Sie noch da?'));
  await streams.close();
  await http.close();
  await stores.close();
});
