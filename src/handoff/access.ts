import type { Counselor } from '../domain/counselor.ts';
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

/** What says goodbye is written a moment after the end is noted. */
const GOODBYE_MS = 1_000;

/**
 * Whether an entry of the conversation's log belongs to what the user agreed to show: from the position of the consent on, and not what they
 * say to the bot after a counselor has ended the conversation.
 */
export function isCovered({ state, fromSeq, endedAt }: Handoff, { seq, activity }: StoredActivity): boolean {
  if (seq < fromSeq) return false;
  if (state !== 'ended' || endedAt === undefined) return true;
  return Date.parse(String(activity['timestamp'])) <= Date.parse(endedAt) + GOODBYE_MS;
}
