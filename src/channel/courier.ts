import type { Bus, DeskSignal } from '../bus/bus.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { logPages } from '../storage/log-pages.ts';
import type { ActivityJson, StoredActivity, Stores } from '../storage/stores.ts';

/** The channel will never take this message: the user has left it, or blocked the bot. */
export class RefusedForGood extends Error {
  override readonly name = 'RefusedForGood';
}

export interface CourierOptions {
  readonly stores: Pick<Stores, 'conversations' | 'documents' | 'handoffs'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends one message to its channel. @throws {RefusedForGood} if that will never succeed, anything else if it may later */
  readonly deliver: (reference: Record<string, unknown>, activity: ActivityJson) => Promise<void>;
}

/**
 * Carries what counselors and the service say to channels other than our own, in each conversation's order. What can't be sent now is tried again with
 * growing pauses, also after a restart. After a crash between sending and noting it, a message is sent twice rather than never.
 */
export interface Courier {
  start(): void;
  /** Begins nothing new and waits for what is being sent. */
  stop(): Promise<void>;
}

const SWEEP_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Conversations; far more than ever wait at once, those of a channel that is down among them. */
const MOST_FOUND = 5_000;
const MOST_AT_ONCE = 20;
/** Longer than one message may take to be sent; when it is over, another instance may go on with the conversation. */
const LEASE_MS = 60_000;

/** Signals that never mean a new message. */
const NOTHING_NEW: readonly DeskSignal['change'][] = ['delivered', 'typing', 'presence', 'erased'];

export function createCourier(options: CourierOptions): Courier {
  const { stores, bus, clock, log, deliver } = options;
  const { conversations, documents, handoffs } = stores;
  /** By conversation: what is being sent. */
  const working = new Map<string, Promise<void>>();
  /** By conversation: how long the last pause is or was, and its timer while it lasts. */
  const pauses = new Map<string, { lengthMs: number; timer: NodeJS.Timeout | undefined }>();
  let sweeper: NodeJS.Timeout | undefined;
  let unsubscribe = () => {};
  let sweeping: Promise<void> | undefined;
  /** Something may be waiting that the last look has not seen, or had to leave. */
  let isStale = false;
  let isStopping = false;

  function wake(): void {
    isStale = true;
    if (sweeping || isStopping) return;
    sweeping = sweep()
      .catch((error: unknown) => log.error({ err: error }, 'Messages to other channels could not be looked up; the next attempt follows.'))
      .finally(() => {
        sweeping = undefined;
        if (isStale) wake();
      });
  }

  async function sweep(): Promise<void> {
    while (isStale && !isStopping) {
      isStale = false;
      for (const { conversationId, seq } of await conversations.undelivered(MOST_FOUND)) {
        if (pauses.get(conversationId)?.timer || working.has(conversationId) || working.size >= MOST_AT_ONCE || isStopping) continue;
        working.set(conversationId, work(conversationId, seq));
      }
    }
  }

  async function work(conversationId: string, firstSeq: number): Promise<void> {
    try {
      const isDone = await withLease(conversationId, (renew) => sendAll(conversationId, firstSeq, renew));
      if (isDone) pauses.delete(conversationId);
      else pause(conversationId);
    } catch (error) {
      pause(conversationId);
      // The error itself may quote the request, and with it the message.
      log.warn({ conversationId, status: statusOf(error) }, 'A message did not reach its channel; it is tried again.');
    } finally {
      working.delete(conversationId);
      wake();
    }
  }

  function pause(conversationId: string): void {
    const lengthMs = Math.min(LONGEST_PAUSE_MS, 2 * (pauses.get(conversationId)?.lengthMs ?? FIRST_PAUSE_MS / 2));
    const timer = setTimeout(() => {
      pauses.set(conversationId, { lengthMs, timer: undefined });
      wake();
    }, lengthMs);
    pauses.set(conversationId, { lengthMs, timer: timer.unref() });
  }

  /** One instance at a time sends to a conversation. @returns false if another one does */
  async function withLease(conversationId: string, task: (renew: () => Promise<void>) => Promise<void>): Promise<boolean> {
    const key = `courier/${conversationId}`;
    const held = (await documents.read([key])).get(key);
    if (held && Number(held.data['untilMs']) > clock.nowMs()) return false;
    let version = held?.version ?? 0;
    let isOurs = false;
    const renew = async () => {
      isOurs = false;
      version = await documents.write(key, { untilMs: clock.nowMs() + LEASE_MS }, version, clock.iso());
      isOurs = true;
    };
    try {
      await renew();
      await task(renew);
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    } finally {
      if (isOurs) await documents.remove([key]);
    }
    return true;
  }

  /** Sends what waits, oldest first, until nothing does. @throws what `deliver` throws, if it may succeed later */
  async function sendAll(conversationId: string, firstSeq: number, renew: () => Promise<void>): Promise<void> {
    const conversation = await conversations.find(conversationId);
    if (!conversation?.reference) return; // deleted meanwhile
    for await (const page of logPages(conversations, conversationId, firstSeq - 1)) {
      for (const stored of page) {
        if (isStopping) return;
        if (stored.delivery !== 'pending') continue;
        await renew();
        await sendOne(conversation.reference, stored);
      }
    }
  }

  async function sendOne(reference: Record<string, unknown>, { conversationId, seq, activity }: StoredActivity): Promise<void> {
    try {
      await deliver(reference, activity);
      await conversations.markDelivery(conversationId, seq, 'delivered');
    } catch (error) {
      if (!(error instanceof RefusedForGood)) throw error;
      log.warn({ conversationId, seq, status: statusOf(error.cause) }, 'A channel refused a message for good.');
      await conversations.markDelivery(conversationId, seq, 'failed');
    }
    await tellDesk(conversationId);
  }

  async function tellDesk(conversationId: string): Promise<void> {
    for (const handoff of await handoffs.handoffsOf(conversationId)) {
      bus.publish({ kind: 'desk', change: 'delivered', handoffId: handoff.id });
    }
  }

  return {
    start() {
      unsubscribe = bus.subscribeDesk({
        onSignal: (signal) => {
          if (signal.kind === 'desk' && !NOTHING_NEW.includes(signal.change)) wake();
        },
        onGap: wake,
      });
      sweeper = setInterval(wake, SWEEP_MS);
      sweeper.unref();
      wake();
    },
    async stop() {
      isStopping = true;
      unsubscribe();
      clearInterval(sweeper);
      for (const { timer } of pauses.values()) clearTimeout(timer);
      await sweeping;
      await Promise.all(working.values());
    },
  };
}

/** The HTTP status with which a channel refused, where there is one. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}
