import type { Bus } from '../../bus/bus.ts';
import { isByCounselor } from '../../domain/counselor.ts';
import type { Log } from '../../platform/log.ts';
import type { HandoffStore } from '../../storage/handoffs.ts';
import type { StoredActivity } from '../../storage/stores.ts';

/**
 * Tells the desk which of the counselors' messages the user's window has. Most conversations never see a counselor, so the store is asked only
 * where a counselor has written.
 */
export interface Receipts {
  /** These were written to a stream. */
  written(conversationId: string, stored: readonly StoredActivity[]): void;
  /** These were given as the answer to a poll: whether they arrived, its next watermark tells. */
  handedOut(conversationId: string, stored: readonly StoredActivity[]): void;
  /** The client names the last activity that it has. */
  confirmed(conversationId: string, watermark: number): void;
}

/** Beyond this the conversations seen first are forgotten; each then costs one question to the store. */
const MOST_REMEMBERED = 20_000;
const NOTHING = 0;

export function createReceipts(options: {
  readonly handoffs: Pick<HandoffStore, 'handoffsOf' | 'mark'>;
  readonly bus: Bus;
  readonly log: Log;
}): Receipts {
  const { handoffs, bus, log } = options;
  /** By conversation: the last message of a counselor that was handed out and not confirmed. Absent: unknown, as after a restart. */
  const unconfirmed = new Map<string, number>();

  function remember(conversationId: string, seq: number): void {
    unconfirmed.set(conversationId, seq);
    if (unconfirmed.size > MOST_REMEMBERED) unconfirmed.delete(unconfirmed.keys().next().value!);
  }

  function mark(conversationId: string, seq: number): void {
    store(conversationId, seq).catch((error: unknown) => {
      log.error({ err: error, conversationId, seq }, 'That a message arrived could not be noted.');
    });
  }

  async function store(conversationId: string, seq: number): Promise<void> {
    for (const { id, state, deliveredSeq } of await handoffs.handoffsOf(conversationId)) {
      if (state === 'erased' || deliveredSeq >= seq) continue;
      await handoffs.mark(id, { deliveredSeq: seq });
      bus.publish({ kind: 'desk', change: 'delivered', handoffId: id });
    }
  }

  return {
    written(conversationId, stored) {
      const seq = lastOfCounselor(stored);
      if (seq > NOTHING) mark(conversationId, seq);
    },
    handedOut(conversationId, stored) {
      const seq = lastOfCounselor(stored);
      if (seq > NOTHING) remember(conversationId, seq);
    },
    confirmed(conversationId, watermark) {
      if (watermark <= NOTHING) return;
      const waiting = unconfirmed.get(conversationId);
      if (waiting !== undefined && (waiting === NOTHING || watermark < waiting)) return;
      remember(conversationId, NOTHING);
      mark(conversationId, watermark);
    },
  };
}

function lastOfCounselor(stored: readonly StoredActivity[]): number {
  return stored.findLast(({ activity }) => isByCounselor(activity))?.seq ?? NOTHING;
}
