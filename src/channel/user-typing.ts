import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { HandoffStore } from '../storage/handoffs.ts';

/** Shows the counselor who has the conversation that the user is writing. */
export type UserTyping = (conversationId: string) => Promise<void>;

/** Clients say it every few seconds; more often it tells nothing new. */
const PAUSE_MS = 1_000;
const MOST_REMEMBERED = 10_000;

export function createUserTyping(options: {
  readonly handoffs: Pick<HandoffStore, 'open'>;
  readonly bus: Bus;
  readonly clock: Clock;
}): UserTyping {
  const { handoffs, bus, clock } = options;
  const lastMs = new Map<string, number>();

  return async (conversationId) => {
    const nowMs = clock.nowMs();
    if (nowMs - (lastMs.get(conversationId) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS) return;
    if (lastMs.size >= MOST_REMEMBERED) lastMs.clear();
    lastMs.set(conversationId, nowMs);
    const handoff = await handoffs.open(conversationId);
    if (handoff?.state === 'active') bus.publish({ kind: 'desk', change: 'typing', handoffId: handoff.id });
  };
}
