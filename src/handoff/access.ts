import type { Counselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import { takesConversations } from './situation.ts';

/** Whether a counselor may read what was said: who waits and what was left, every counselor; a conversation, only who has or had it last. */
export function mayRead(handoff: Handoff, counselor: Counselor): boolean {
  if (handoff.conversationId === undefined || !takesConversations(counselor)) return false;
  return handoff.kind === 'case' || handoff.state === 'waiting' || isOwner(handoff, counselor.id);
}

function isOwner({ state, counselorId }: Handoff, id: string): boolean {
  return counselorId === id && (state === 'active' || state === 'ended');
}
