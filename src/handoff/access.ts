import { type Counselor, isByCounselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { StoredActivity } from '../storage/stores.ts';
import { takesConversations } from './situation.ts';

/** Whether a counselor may read what was said: who waits and what was left, every counselor; a conversation, only who has or had it last. */
export function mayRead(handoff: Handoff, counselor: Counselor): boolean {
  if (handoff.conversationId === undefined || !takesConversations(counselor)) return false;
  return handoff.kind === 'case' || handoff.state === 'waiting' || isOwner(handoff, counselor.id);
}

function isOwner({ state, counselorId }: Handoff, id: string): boolean {
  return counselorId === id && (state === 'active' || state === 'ended');
}

/** What belongs to a change of state is written a moment after the change is noted, and what the user wrote just before a reopening is for the counselor. */
const MOMENT_MS = 1_000;

/**
 * Whether an entry of the conversation's log belongs to what the user agreed to show: from the position of the consent on, and not what they
 * say to the bot after a counselor has ended the conversation (also if it is reopened later), or after they have left their message. What
 * counselors wrote is theirs to see.
 */
export function isCovered(handoff: Handoff, { seq, activity }: StoredActivity): boolean {
  if (seq < handoff.fromSeq) return false;
  const until = coveredUntil(handoff);
  const pauses = [...(handoff.pauses ?? []), ...(until === undefined ? [] : [{ from: until }])];
  return pauses.length === 0 || isByCounselor(activity) || !pauses.some((pause) => isWithin(pause, String(activity['timestamp'])));
}

/** What was said at an unknown time counts as said meanwhile. */
function isWithin({ from, to }: { readonly from: string; readonly to?: string }, timestamp: string): boolean {
  const at = Date.parse(timestamp);
  return !(at <= Date.parse(from) + MOMENT_MS || (to !== undefined && at >= Date.parse(to) - MOMENT_MS));
}

function coveredUntil({ kind, state, requestedAt, endedAt }: Handoff): string | undefined {
  if (kind === 'case') return requestedAt;
  return state === 'ended' ? endedAt : undefined;
}
