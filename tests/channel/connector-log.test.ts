import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LogPosition, logPositionOf } from '../../src/bot/contract.ts';
import { type ChannelService, startChannelService } from '../support/channel-service.ts';
import { startChannels, type TestChannels } from '../support/channels.ts';
import { echoBot } from '../support/echo-bot.ts';
import { until } from '../support/until.ts';

const ID = 'test/c1';

let service: ChannelService;
let channels: TestChannels;
let positions: LogPosition[];
beforeEach(async () => {
  positions = [];
  service = await startChannelService();
  channels = await startChannels({
    bot: {
      async onTurn(context, storage) {
        positions.push(logPositionOf(context));
        await echoBot.onTurn(context, storage);
      },
    },
  });
});
afterEach(async () => {
  await channels.close();
  await service.close();
});

const logged = async () => (await channels.stores.conversations.after(ID, 0, 100)).map(({ activity }) => activity);
const texts = async () => (await logged()).map(({ text }) => text);

test('what both sides say stands in the log before the call is answered, and the bot knows where', async () => {
  await service.send(channels.url, { text: 'hello' });
  await service.send(channels.url, { text: 'twice' });
  expect(await logged()).toEqual([
    { type: 'message', text: 'hello', timestamp: expect.any(String), from: { id: 'u1', name: 'Ada', role: 'user' } },
    expect.objectContaining({
      type: 'message',
      text: '1: hello',
      from: { id: 'wegweiser', name: 'Wegweiser', role: 'bot' },
      replyToId: 'm1',
    }),
    expect.objectContaining({ text: 'twice' }),
    expect.objectContaining({ text: 'once' }),
    expect.objectContaining({ text: '2: twice' }),
  ]);
  expect(positions).toEqual([1, 3].map((seq) => ({ conversationId: ID, seq })));
  expect(JSON.stringify(await logged())).not.toContain(service.url);
});

test('the way back to the user is kept, for messages that answer nothing', async () => {
  await service.send(channels.url, { text: 'hello' });
  const { reference, ...conversation } = (await channels.stores.conversations.find(ID))!;
  expect(conversation).toMatchObject({ userId: 'u1', channel: 'test' });
  expect(reference).toMatchObject({ serviceUrl: service.url, conversation: { id: 'c1' }, bot: { id: 'b1' }, user: { id: 'u1' } });
  expect(reference).not.toHaveProperty('activityId');
});

test('replies that go into the answer of the call are in the log too', async () => {
  await service.send(channels.url, { text: 'hello', deliveryMode: 'expectReplies' });
  expect(await texts()).toEqual(['hello', '1: hello']);
});

test('what a channel sends again stands in the log once', async () => {
  await service.send(channels.url, { text: 'hello', id: 'same' });
  await service.send(channels.url, { text: 'hello', id: 'same' });
  expect((await texts()).filter((text) => text === 'hello')).toHaveLength(1);
});

test('of files it is noted that there were some, not where they are; of traces and typing nothing', async () => {
  const photo = { contentType: 'image/jpeg', name: 'brief.jpg', contentUrl: 'https://files.example/hush', content: { hush: 1 } };
  await service.send(channels.url, { text: undefined, attachments: [photo], channelData: { hush: 1 } });
  await service.send(channels.url, { text: 'trace', channelId: 'test' });
  await service.send(channels.url, { type: 'typing' });
  expect((await logged())[0]).toMatchObject({ attachments: [{ contentType: 'image/jpeg', name: 'brief.jpg' }] });
  expect(JSON.stringify(await logged())).not.toContain('hush');
  expect((await logged()).filter(({ from }) => (from as { role: string }).role === 'user')).toHaveLength(2);
});

test('a message whose turn breaks is in the log, with what was sent before', async () => {
  expect((await service.send(channels.url, { text: 'fail' })).status).toBe(500);
  expect(await texts()).toEqual(['fail', '1: fail']);
});

test('forgetting deletes what was said, and the desk is told', async () => {
  await service.send(channels.url, { text: 'my name is Ada' });
  const handoff = await channels.handOver(ID, { channel: 'test' });
  await service.send(channels.url, { text: 'forget' });
  expect(await channels.stores.conversations.find(ID)).toBeUndefined();
  expect(await channels.stores.handoffs.find(handoff.id)).toMatchObject({ state: 'erased' });
  expect(channels.deskSignals).toContainEqual({ kind: 'desk', change: 'erased', handoffId: handoff.id });
  await service.send(channels.url, { text: 'again' });
  expect(await texts()).toEqual(['again', '1: again']);
});

test('a user who is writing is shown to the counselor who has the conversation', async () => {
  await service.send(channels.url, { text: 'hello' });
  const handoff = await channels.handOver(ID, { channel: 'test' });
  await service.send(channels.url, { type: 'typing' });
  await until(() => channels.deskSignals.some(({ change, handoffId }) => change === 'typing' && handoffId === handoff.id));
});

test('events of a handoff reach the bot: the channel vouches for who sends them', async () => {
  await service.send(channels.url, { type: 'event', name: 'handoff.status', value: { state: 'completed' } });
  expect(service.replies.map(({ activity }) => activity['text'])).toEqual(['event handoff.status']);
});
