import type { Counselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Stores } from '../storage/stores.ts';

/** How it is at the desk at one moment; what routing and waiting times are worked out from. */
export interface Situation {
  /** Those with an active account who take conversations. */
  readonly counselors: readonly Counselor[];
  /** Who waits, in the queue's order. */
  readonly waiting: readonly Handoff[];
  readonly active: readonly Handoff[];
  /** The last conversations that ended. */
  readonly ended: readonly Handoff[];
}

/** Far more than ever wait or talk at once. */
const MOST = 1_000;
const LAST_CONVERSATIONS = 20;

export async function readSituation({ handoffs, counselors }: Pick<Stores, 'handoffs' | 'counselors'>): Promise<Situation> {
  const live = (states: readonly Handoff['state'][], order: 'requested' | 'updated', limit: number) =>
    handoffs.list({ states, kind: 'live', order, limit });
  const [all, waiting, active, ended] = await Promise.all([
    counselors.all(),
    live(['waiting'], 'requested', MOST),
    live(['active'], 'requested', MOST),
    live(['ended'], 'updated', LAST_CONVERSATIONS),
  ]);
  return { counselors: all.filter(takesConversations), waiting: waiting.toSorted(byQueueOrder), active, ended };
}

export function takesConversations({ isActive, roles }: Counselor): boolean {
  return isActive && roles.includes('counselor');
}

/** Who is in danger comes first, then who asked first. Sorting by it leaves those who asked at the same moment as they stand. */
export function byQueueOrder(a: Handoff, b: Handoff): number {
  const danger = Number(b.reason === 'danger') - Number(a.reason === 'danger');
  return danger || a.requestedAt.localeCompare(b.requestedAt);
}
