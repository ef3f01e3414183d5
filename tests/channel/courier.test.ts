import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalBus } from '../../src/bus/local.ts';
import { createCourier, RefusedForGood } from '../../src/channel/courier.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { ActivityJson, Stores } from '../../src/storage/stores.ts';
import { message, record } from '../contracts/samples.ts';
import { type ChannelService, startChannelService } from '../support/channel-service.ts';
import { startChannels, type TestChannels } from '../support/channels.ts';
import { Client } from '../support/direct-line.ts';
import { capturedLog, silentLog } from '../support/log.ts';
import { until } from '../support/until.ts';

const ID = 'test/c1';

describe('through a channel', () => {
  let service: ChannelService;
  let channels: TestChannels;
  let handoff: Handoff;
  const { log, text: logText } = capturedLog();
  beforeEach(async () => {
    service = await startChannelService();
    channels = await startChannels({ log });
    await service.send(channels.url, { text: 'hello', locale: 'tr-TR' });
    handoff = await channels.handOver(ID, { channel: 'test' });
  });
  afterEach(async () => {
    await channels.close();
    await service.close();
  });

  const texts = () => service.replies.map(({ activity }) => activity['text']);
  const delivery = async (seq: number) => (await channels.stores.conversations.after(ID, seq - 1, 1))[0]!.delivery;

  test("a counselor's message reaches the user as the bot's, answering none, and the desk is told", async () => {
    const { seq } = await channels.answer(handoff, 'Merhaba');
    await until(async () => (await delivery(seq)) === 'delivered');
    expect(service.replies.at(-1)).toEqual({
      path: '/v3/conversations/c1/activities',
      activity: expect.objectContaining({
        type: 'message',
        text: 'Merhaba',
        from: expect.objectContaining({ id: 'b1' }),
        textFormat: 'plain',
      }),
    });
    expect(service.replies.at(-1)!.activity).toMatchObject({ recipient: { id: 'u1' }, conversation: { id: 'c1' } });
    expect(service.replies.at(-1)!.activity).not.toHaveProperty('channelData');
    expect(channels.deskSignals).toContainEqual({ kind: 'desk', change: 'delivered', handoffId: handoff.id });
  });

  test('messages come in order, each once, however fast they are written', async () => {
    const said = Array.from({ length: 30 }, (_, index) => `m${index}`);
    for (const text of said) await channels.answer(handoff, text);
    await until(() => service.replies.length === 31);
    expect(texts()).toEqual(['1: hello', ...said]);
  });

  test('a channel that is down gets them later, in order, without anybody asking', async () => {
    service.refuse(503);
    const { seq } = await channels.answer(handoff, 'one');
    await channels.answer(handoff, 'two');
    await until(() => service.refused() > 0);
    expect(await delivery(seq)).toBe('pending');
    service.refuse(undefined);
    await until(() => service.replies.length === 3);
    expect(texts()).toEqual(['1: hello', 'one', 'two']);
    expect(logText()).not.toContain('two');
  });

  test('a message that the channel refuses for good is marked as failed, and the next one goes its way', async () => {
    service.refuse(403);
    const first = await channels.answer(handoff, 'hush');
    await until(async () => (await delivery(first.seq)) === 'failed');
    expect(service.refused()).toBe(1);
    service.refuse(undefined);
    const second = await channels.answer(handoff, 'Merhaba');
    await until(async () => (await delivery(second.seq)) === 'delivered');
    expect(texts()).toEqual(['1: hello', 'Merhaba']);
    expect(logText()).toContain('403');
    expect(logText()).not.toContain('hush');
  });

  test('what the bot says in a turn, and conversations of our own window, are no concern of it', async () => {
    const client = await Client.start(channels.url);
    const own = await channels.handOver(client.conversationId);
    const { delivery: none } = await channels.answer(own, 'for the window');
    expect(none).toBeUndefined();
    await service.send(channels.url, { text: 'again' });
    await channels.answer(handoff, 'end');
    await until(() => texts().includes('end'));
    expect(texts()).toEqual(['1: hello', '2: again', 'end']);
  });
});

describe('by itself', () => {
  let stores: Stores;
  const running: { stop(): Promise<void> }[] = [];
  beforeEach(async () => {
    stores = await openMemoryStores();
  });
  afterEach(async () => {
    for (const courier of running.splice(0)) await courier.stop();
    await stores.close();
  });

  const make = async (id: string) => stores.conversations.create(record(id, { channel: 'test', reference: { channelId: 'test' } }));
  const say = (id: string, text: string) => stores.conversations.append(id, message(text), systemClock.iso());

  function start(deliver: (activity: ActivityJson) => Promise<void>) {
    const bus = createLocalBus();
    const courier = createCourier({
      ...{ stores, bus, clock: systemClock, log: silentLog },
      deliver: (_reference, activity) => deliver(activity),
    });
    courier.start();
    running.push(courier);
    return { bus, courier };
  }

  test('what the last run left is sent at the start', async () => {
    await make('a');
    await say('a', 'left over');
    const sent: unknown[] = [];
    start(async ({ text }) => void sent.push(text));
    await until(() => sent.length === 1);
    await until(async () => (await stores.conversations.undelivered(10)).length === 0);
    expect(sent).toEqual(['left over']);
  });

  test('two instances on one database send each message once', async () => {
    for (const id of ['a', 'b', 'c']) await make(id);
    const sent: string[] = [];
    const deliver = async ({ text }: ActivityJson) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      sent.push(String(text));
    };
    const instances = [start(deliver), start(deliver)];
    for (let count = 0; count < 10; count += 1) {
      for (const id of ['a', 'b', 'c']) await say(id, `${id}${count}`);
      for (const { bus } of instances) bus.publish({ kind: 'desk', change: 'activities' });
    }
    await until(async () => (await stores.conversations.undelivered(100)).length === 0);
    for (const id of ['a', 'b', 'c']) {
      expect(sent.filter((text) => text.startsWith(id))).toEqual(Array.from({ length: 10 }, (_, count) => `${id}${count}`));
    }
  });

  test('a conversation whose channel hangs does not hold up others', async () => {
    for (const id of ['hanging', 'fine']) await make(id);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sent: unknown[] = [];
    const { bus } = start(async ({ text }) => {
      if (text === 'held') await held;
      sent.push(text);
    });
    await say('hanging', 'held');
    await say('fine', 'goes');
    bus.publish({ kind: 'desk', change: 'activities' });
    await until(() => sent.includes('goes'));
    release();
    await until(() => sent.includes('held'));
  });

  test('stopping waits for the message that is being sent and begins no other', async () => {
    await make('a');
    for (const text of ['one', 'two']) await say('a', text);
    const sent: unknown[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { courier } = start(async ({ text }) => {
      await held;
      sent.push(text);
    });
    await until(async () => (await stores.documents.read(['courier/a'])).size === 1);
    const stopped = courier.stop();
    release();
    await stopped;
    expect(sent.length).toBeLessThanOrEqual(1);
    expect((await stores.conversations.undelivered(10)).map(({ activity }) => activity['text'])).toContain('two');
    expect((await stores.documents.read(['courier/a'])).size).toBe(0);
  });

  test('after a crash in the middle of sending, the conversation goes on when the time of the dead instance is over', async () => {
    await make('a');
    await say('a', 'Merhaba');
    const nowMs = systemClock.nowMs();
    await stores.documents.write('courier/a', { untilMs: nowMs + 1_500 }, undefined, systemClock.iso());
    const sentMs: number[] = [];
    start(async () => void sentMs.push(systemClock.nowMs()));
    await until(() => sentMs.length === 1);
    expect(sentMs[0]).toBeGreaterThanOrEqual(nowMs + 1_500);
  });

  test('what was deleted meanwhile is not sent', async () => {
    await make('a');
    await say('a', 'hush');
    const sent: unknown[] = [];
    const { find } = stores.conversations;
    stores.conversations.find = async (id) => {
      await stores.conversations.erase(id);
      return find(id);
    };
    start(async ({ text }) => void sent.push(text));
    await until(async () => (await stores.conversations.undelivered(10)).length === 0);
    expect(sent).toEqual([]);
  });

  test('pauses between attempts grow, and end when one succeeds', async () => {
    await make('a');
    await say('a', 'Merhaba');
    const atMs: number[] = [];
    start(async () => {
      atMs.push(performance.now());
      if (atMs.length < 3) throw new Error('down');
    });
    await until(() => atMs.length === 3);
    expect(atMs[1]! - atMs[0]!).toBeGreaterThanOrEqual(990);
    expect(atMs[2]! - atMs[1]!).toBeGreaterThanOrEqual(1_990);
    await until(async () => (await stores.conversations.undelivered(10)).length === 0);
  });

  test('a refusal for good of one message is none of the next', async () => {
    await make('a');
    for (const text of ['bad', 'good']) await say('a', text);
    start(async ({ text }) => {
      if (text === 'bad') throw new RefusedForGood('no');
    });
    await until(async () => (await stores.conversations.undelivered(10)).length === 0);
    expect((await stores.conversations.after('a', 0, 10)).map(({ delivery }) => delivery)).toEqual(['failed', 'delivered']);
  });
});
