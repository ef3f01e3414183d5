import type { Bot } from '../../src/bot/contract.ts';
import { createSerial } from '../../src/bot/serial.ts';
import type { Bus, DeskSignal } from '../../src/bus/bus.ts';
import { createLocalBus } from '../../src/bus/local.ts';
import { addConnector } from '../../src/channel/connector.ts';
import { createCourier } from '../../src/channel/courier.ts';
import { addDirectLine, type DirectLine } from '../../src/channel/directline/channel.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createOrigins } from '../../src/http/origins.ts';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import { botStorage } from '../../src/storage/bot-storage.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { ActivityJson, StoredActivity, Stores } from '../../src/storage/stores.ts';
import { buildHandoff } from '../contracts/samples.ts';
import { echoBot } from './echo-bot.ts';
import { startHttp } from './http.ts';
import { silentLog } from './log.ts';

export const SECRET = 's'.repeat(32);

/** Both channels on a server of their own, with the stores and the bus behind them in the test's hands. */
export interface TestChannels {
  readonly url: string;
  readonly stores: Stores;
  readonly bus: Bus;
  readonly directLine: DirectLine;
  /** What the desk was told. */
  readonly deskSignals: DeskSignal[];
  /** Puts a request for a counselor into the store; by default one that counselor `c` has. */
  handOver(conversationId: string, parts?: Partial<Handoff>): Promise<Handoff>;
  /** Says something as counselor `c`. */
  answer(handoff: Handoff, text: string): Promise<StoredActivity>;
  close(): Promise<void>;
}

export async function startChannels(
  options: { bot?: Bot; clock?: Clock; stores?: Stores; log?: Log; messagesPerMinute?: number } = {},
): Promise<TestChannels> {
  const { bot = echoBot, clock = systemClock, log = silentLog } = options;
  const stores = options.stores ?? (await openMemoryStores());
  const bus = createLocalBus();
  const serial = createSerial();
  const metrics = createMetrics();
  const botName = 'Wegweiser';
  const limit = (perMinute: number) => createRateLimit(perMinute, 'Too fast.', clock);
  const deskSignals: DeskSignal[] = [];
  bus.subscribeDesk({ onSignal: (signal) => signal.kind === 'desk' && deskSignals.push(signal), onGap: () => {} });
  let directLine!: DirectLine;
  let courier!: ReturnType<typeof createCourier>;
  const server = await startHttp((http) => {
    directLine = addDirectLine(http, {
      ...{ bot, botName, stores, serial, bus, clock, log, metrics },
      origins: createOrigins([], undefined),
      address: { publicUrl: undefined, trustedProxies: 0 },
      signingKey: 'k'.repeat(32),
      secret: SECRET,
      longestRetentionMs: 90 * 24 * 3_600_000,
      limits: { requests: limit(100_000), messages: limit(options.messagesPerMinute ?? 10_000), newConversations: limit(10_000) },
    });
    const storage = botStorage(stores.documents, clock);
    const connector = addConnector(http, { bot, botName, storage, stores, serial, bus, clock, metrics, authentication: undefined });
    courier = createCourier({ stores, bus, clock, log, deliver: connector.deliver });
  });
  await directLine.start();
  courier.start();

  return {
    ...{ url: server.url, stores, bus, directLine, deskSignals },
    async handOver(conversationId, parts = {}) {
      const now = clock.iso();
      const isTaken = { id: `h-${conversationId}`, state: 'active', counselorId: 'c', requestedAt: now, updatedAt: now } as const;
      const handoff = buildHandoff(conversationId, { ...isTaken, ...parts });
      return await stores.handoffs.request(handoff, [], now);
    },
    async answer({ id, conversationId }, text) {
      const activity: ActivityJson = {
        ...{ type: 'message', text, textFormat: 'plain', from: { id: 'counselor:c', name: 'Ayşe', role: 'bot' } },
        channelData: { counselor: { name: 'Ayşe' } },
      };
      const stored = await stores.conversations.append(conversationId!, activity, clock.iso());
      bus.publish({ kind: 'activities', conversationId: conversationId! });
      bus.publish({ kind: 'desk', change: 'activities', handoffId: id });
      return stored;
    },
    async close() {
      await courier.stop();
      await directLine.closeStreams();
      const closed = server.close();
      await directLine.finishTurns();
      await closed;
      await stores.close();
    },
  };
}
