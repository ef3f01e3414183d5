import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Stores } from '../storage/stores.ts';

export interface RetentionOptions {
  readonly stores: Stores;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  /** How long what was said is kept after the last message. */
  readonly conversationMs: number;
}

/** Deletes what people said when its time is over. */
export interface Retention {
  /** Does it now, and then again and again. */
  start(): Promise<void>;
  stop(): void;
}

const PAUSE_MS = 10 * 60_000;
const BATCH = 100;

export function createRetention(options: RetentionOptions): Retention {
  const { stores, bus, clock, log } = options;
  let timer: NodeJS.Timeout | undefined;

  async function deleteOld(): Promise<void> {
    const before = new Date(clock.nowMs() - options.conversationMs).toISOString();
    let conversations = 0;
    for (;;) {
      const idle = await stores.conversations.idleSince(before, BATCH, clock.iso());
      for (const conversationId of idle) {
        if (!(await stores.conversations.eraseIdle(conversationId, before, clock.iso()))) continue;
        bus.publish({ kind: 'erased', conversationId });
        conversations += 1;
      }
      if (idle.length < BATCH) break;
    }
    const documents = await stores.documents.removeOlderThan(before);
    if (conversations + documents > 0) log.info({ conversations, documents }, 'Deleted what was kept long enough.');
  }

  return {
    async start() {
      await deleteOld();
      timer = setInterval(() => {
        deleteOld().catch((error: unknown) =>
          log.error({ err: error }, 'Old conversations could not be deleted; the next attempt follows.'),
        );
      }, PAUSE_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
