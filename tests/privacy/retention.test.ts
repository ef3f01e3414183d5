import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Signal } from '../../src/bus/bus.ts';
import { createLocalBus } from '../../src/bus/local.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { createMetrics, type Metrics } from '../../src/http/metrics.ts';
import type { Log } from '../../src/platform/log.ts';
import { createRetention } from '../../src/privacy/retention.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { type FixedClock, fixedClock } from '../support/clock.ts';
import { capturedLog, silentLog } from '../support/log.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let stores: Stores;
let clock: FixedClock;
let metrics: Metrics;
const bus = createLocalBus();

beforeEach(async () => {
  stores = await openMemoryStores();
  clock = fixedClock();
  metrics = createMetrics();
});
afterEach(() => stores.close());

const converse = (id: string) =>
  stores.conversations.create({ id, userId: 'dl_1', channel: 'directline', createdAt: clock.iso(), lastActivityAt: clock.iso() });

async function clean(log: Log = silentLog, on: Stores = stores): Promise<void> {
  const retention = createRetention({
    ...{ stores: on, bus, clock, log, metrics },
    conversationMs: DAY_MS,
    questionMs: 90 * DAY_MS,
    auditMs: 365 * DAY_MS,
  });
  await retention.start();
  await retention.stop();
}

function handOver(conversationId: string, change: Partial<Handoff>): Promise<Handoff> {
  const now = clock.iso();
  const handoff: Handoff = {
    ...{ id: `of-${conversationId}`, kind: 'live', state: 'ended', conversationId, channel: 'directline', locale: 'tr', language: 'tr' },
    ...{ reason: 'asked', name: 'Ayşe', contact: '0711 1', fromSeq: 1, requestedAt: now, updatedAt: now, readSeq: 0, deliveredSeq: 0 },
    limitTold: false,
    ...change,
  };
  return stores.handoffs.request(handoff, [], now);
}

const inDays = (days: number) => new Date(clock.nowMs() + days * DAY_MS).toISOString();

test('what was said is deleted when its time is over, not before', async () => {
  for (let index = 0; index < 150; index += 1) await converse(`old-${index}`);
  await stores.documents.write('old', {}, undefined, clock.iso());
  clock.advance(60_000);
  await converse('fresh');
  await stores.documents.write('fresh', {}, undefined, clock.iso());
  const heard: Signal[] = [];
  bus.subscribe('old-7', { onSignal: (signal) => heard.push(signal), onGap: () => {} });

  clock.advance(DAY_MS - 60_000);
  await clean();
  expect(await stores.conversations.find('old-7')).toBeDefined();

  clock.advance(1);
  await clean();
  expect(await stores.conversations.idleSince('9999', 1_000, clock.iso())).toEqual(['fresh']);
  expect([...(await stores.documents.read(['old', 'fresh'])).keys()]).toEqual(['fresh']);
  expect(heard).toEqual([{ kind: 'erased', conversationId: 'old-7' }]);
});

test('a conversation in which somebody writes while others are deleted stays', async () => {
  await converse('old');
  clock.advance(2 * DAY_MS);
  const { handoffsOf } = stores.handoffs;
  const writing = {
    ...stores.handoffs,
    async handoffsOf(id: string) {
      await stores.conversations.append(id, { type: 'message', text: 'Ich bin wieder da' }, clock.iso());
      return handoffsOf(id);
    },
  };
  await clean(silentLog, { ...stores, handoffs: writing });
  expect(await stores.conversations.after('old', 0, 10)).toHaveLength(1);
});

test('a conversation stays as long as a handoff keeps it; then both go, and the desk hears of it', async () => {
  await converse('ended');
  await converse('waiting');
  await handOver('ended', { keepUntil: inDays(30) });
  await handOver('waiting', { state: 'waiting' });
  const heard: Signal[] = [];
  const unsubscribe = bus.subscribeDesk({ onSignal: (signal) => heard.push(signal), onGap: () => {} });

  clock.advance(29 * DAY_MS);
  await clean();
  expect(await stores.conversations.find('ended')).toBeDefined();
  expect((await stores.handoffs.find('of-ended'))?.name).toBe('Ayşe');

  clock.advance(DAY_MS);
  await clean();
  expect(await stores.conversations.find('ended')).toBeUndefined();
  expect(await stores.handoffs.find('of-ended')).toMatchObject({ state: 'erased', reason: 'asked' });
  expect(await stores.handoffs.find('of-ended')).not.toHaveProperty('name');
  expect(heard).toEqual([{ kind: 'desk', change: 'erased', handoffId: 'of-ended' }]);
  expect(await stores.conversations.find('waiting')).toBeDefined();
  unsubscribe();
});

test('questions, the audit log and sessions have periods of their own', async () => {
  const question = { locale: 'de', text: 'Hund?', guesses: [], concepts: [], state: 'open' } as const;
  await stores.insights.keepQuestion({ id: 'q1', askedAt: clock.iso(), ...question });
  await stores.counselors.record({ at: clock.iso(), action: 'signed-in' });
  await stores.counselors.openSession({ idHash: 'h', counselorId: 'c', csrf: 'x', createdAt: clock.iso(), expiresAt: inDays(1) });
  clock.advance(90 * DAY_MS);
  await clean();
  expect(await stores.insights.questions({ state: 'open', limit: 9 })).toHaveLength(1);
  clock.advance(1);
  await clean();
  expect(await stores.insights.questions({ state: 'open', limit: 9 })).toEqual([]);
  expect(await stores.counselors.session('h', '2026-03-02T09:00:00.000Z')).toBeUndefined();
  expect(await stores.counselors.auditLog({ limit: 9 })).toHaveLength(1);
  clock.advance(275 * DAY_MS);
  await clean();
  expect(await stores.counselors.auditLog({ limit: 9 })).toEqual([]);
});

test('it reports how much it deleted, in the log and in the metrics, and nothing about whom', async () => {
  await converse('secret-1');
  await converse('secret-2');
  clock.advance(DAY_MS + 1);
  const { log, lines } = capturedLog('info');
  await clean(log);
  await clean(log);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ conversations: 2 });
  expect(lines[0]).not.toContain('secret');
  const printed = await metrics.print();
  expect(printed).toContain('wegweiser_deleted_total{kind="conversations"} 2');
  expect(printed).toContain(`wegweiser_retention_last_run_seconds ${Math.floor(clock.nowMs() / 1_000)}`);
});

test('two processes at once do no harm', async () => {
  for (let index = 0; index < 20; index += 1) {
    await converse(`c${index}`);
    await handOver(`c${index}`, { keepUntil: inDays(0.5) });
  }
  clock.advance(2 * DAY_MS);
  await Promise.all([clean(), clean(), clean()]);
  expect(await stores.conversations.idleSince('9999', 100, '9999')).toEqual([]);
  expect(await stores.handoffs.list({ states: ['erased'], order: 'requested', limit: 100 })).toHaveLength(20);
});

test('what cannot be deleted is said in the log and does not keep the rest from being deleted', async () => {
  await converse('old');
  clock.advance(2 * DAY_MS);
  stores = { ...stores, handoffs: { ...stores.handoffs, eraseDue: () => Promise.reject(new Error('no connection')) } };
  const { log, text } = capturedLog('info');
  await clean(log);
  expect(text()).toContain('could not be deleted');
  expect(await stores.conversations.find('old')).toBeUndefined();
});

test('who comes back while it deletes keeps the conversation', async () => {
  await converse('back');
  clock.advance(2 * DAY_MS);
  const { conversations } = stores;
  const idleSince: typeof conversations.idleSince = async (...limits) => {
    const idle = await conversations.idleSince(...limits);
    if (idle.length > 0) await conversations.receive('back', { type: 'message', text: 'again' }, undefined, clock.iso());
    return idle;
  };
  stores = { ...stores, conversations: { ...conversations, idleSince } };
  await clean();
  expect(await conversations.find('back')).toBeDefined();
});
