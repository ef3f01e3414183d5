import { join } from 'node:path';
import type { DeskSignal, Signal } from '../../src/bus/bus.ts';
import { createLocalBus, type LocalBus } from '../../src/bus/local.ts';
import type { Counselor } from '../../src/domain/counselor.ts';
import { HANDOFF_NOTICE, type HandoffNotice } from '../../src/domain/handoff.ts';
import { parseHours } from '../../src/domain/hours.ts';
import { createHandoffs, createHub, type Handoffs, type HandoffsParts } from '../../src/handoff/create-handoffs.ts';
import type { HandoffRequest } from '../../src/handoff/desk.ts';
import type { ChannelHub } from '../../src/handoff/hub.ts';
import { createOfficeHours } from '../../src/handoff/office-hours.ts';
import { loadLanguages } from '../../src/knowledge/languages.ts';
import { createActions } from '../../src/reply/actions.ts';
import { createRenderer } from '../../src/reply/activity.ts';
import { loadTexts } from '../../src/reply/i18n.ts';
import { createVoice } from '../../src/reply/voice.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { StoredActivity, Stores } from '../../src/storage/stores.ts';
import { buildEntry, buildKnowledge } from '../support/builders.ts';
import { type FixedClock, fixedClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

const LOCALES = join(import.meta.dirname, '../../locales');
export const languages = await loadLanguages(LOCALES);
export const texts = await loadTexts(LOCALES, languages);
export const knowledge = buildKnowledge(buildEntry('work/wages', { de: 'Lohn', tr: 'Ücret' }));
export const BOT = { id: 'wegweiser', name: 'Wegweiser', role: 'bot' } as const;
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
/** A Monday, ten o'clock in Stuttgart. */
export const MONDAY = '2026-03-02T09:00:00.000Z';

export const settings = {
  waitLimitMs: 15 * MINUTE,
  vanishedMs: 3 * MINUTE,
  handoffRetentionMs: 30 * DAY,
  caseRetentionMs: 90 * DAY,
  conversationRetentionMs: DAY,
  maxTextLength: 100,
};

export interface Fixture extends Handoffs {
  readonly stores: Stores;
  readonly clock: FixedClock;
  readonly bus: LocalBus;
  /** A second instance on the same database. */
  readonly other: Handoffs;
  /** What the desk was told since the last call. */
  heard(): readonly Signal[];
  counselor(id: string, changes?: Partial<Counselor>): Promise<Counselor>;
  /** Makes a conversation and puts it into the queue; its id is the request's, too. */
  ask(id: string, changes?: Partial<HandoffRequest>): Promise<void>;
  /** Everything that is in the log, in order. */
  log(id: string): Promise<readonly StoredActivity[]>;
  /** The texts of the log. */
  said(id: string): Promise<readonly string[]>;
  /** The notices of the log. */
  notices(id: string): Promise<readonly HandoffNotice[]>;
  /** A conversation with this one that took so long, from request to end. */
  past(id: string, counselorId: string, waitMs: number, talkMs: number): Promise<void>;
  hub(): ChannelHub;
  close(): Promise<void>;
}

/** The rules, on a database in memory unless told otherwise: open Monday to Friday from 9 to 17, closed on 3 March. */
export async function openFixture(start = MONDAY, database = openMemoryStores()): Promise<Fixture> {
  const clock = fixedClock(start);
  const bus = createLocalBus();
  const stores = await database;
  const actions = createActions(knowledge, texts, languages);
  const voice = createVoice({ texts, render: createRenderer(texts, languages), actions, knowledge, languages, bot: BOT, clock });
  const office = createOfficeHours({ hours: parseHours('Mo-Fr 09:00-17:00')!, closedDays: ['2026-03-03'], holidays: new Set() });
  const parts: HandoffsParts = { stores, bus, clock, log: silentLog, voice, office, settings };
  const handoffs = createHandoffs(parts);
  const signals: Signal[] = [];
  bus.subscribeDesk({ onSignal: (signal) => signals.push(signal), onGap: () => {} });
  const log = (id: string) => stores.conversations.after(id, 0, 1_000);
  async function ask(id: string, changes: Partial<HandoffRequest> = {}): Promise<void> {
    const now = clock.iso();
    await stores.conversations.create({
      id,
      userId: 'user',
      channel: changes.channel ?? 'directline',
      createdAt: now,
      lastActivityAt: now,
    });
    await stores.conversations.append(id, { type: 'message', text: 'before', timestamp: now, from: { id: 'user', role: 'user' } }, now);
    await handoffs.desk.request({ ...request(id), ...changes });
  }

  return {
    ...handoffs,
    other: createHandoffs(parts),
    stores,
    clock,
    bus,
    heard: () => signals.splice(0) as DeskSignal[],
    async counselor(id, changes = {}) {
      const counselor: Counselor = {
        id,
        login: id,
        displayName: id,
        roles: ['counselor'],
        languages: ['de', 'tr'],
        topics: [],
        hours: [],
        capacity: 3,
        presence: 'here',
        seenAt: clock.iso(),
        isActive: true,
        createdAt: clock.iso(),
        ...changes,
      };
      await stores.counselors.add(counselor, {});
      return counselor;
    },
    ask,
    log,
    said: async (id) => (await log(id)).flatMap(({ activity }) => (activity['text'] as string | undefined) ?? []),
    notices: async (id) =>
      (await log(id)).flatMap(({ activity }) => (activity['name'] === HANDOFF_NOTICE ? (activity['value'] as HandoffNotice) : [])),
    async past(id, counselorId, waitMs, talkMs) {
      await ask(id);
      clock.advance(waitMs);
      await stores.counselors.update(counselorId, { seenAt: clock.iso() });
      await handoffs.service.claim(id, counselorId);
      clock.advance(talkMs);
      await handoffs.service.end(id, counselorId);
      await stores.counselors.update(counselorId, { seenAt: clock.iso() });
    },
    hub: () => createHub(parts, BOT),
    async close() {
      await bus.close();
      await stores.close();
    },
  };
}

/** What the bot asks for, in a conversation of the same id. */
export function request(id: string): HandoffRequest {
  return { id, conversationId: id, channel: 'directline', locale: 'tr', language: 'tr', reason: 'asked', fromSeq: 1 };
}
