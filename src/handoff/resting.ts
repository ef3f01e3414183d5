import type { HandoffNotice } from '../domain/handoff.ts';
import type { HandoffStore } from '../storage/handoffs.ts';

/**
 * What the chat window is told when a handoff is over: nothing is to be expected any more, unless another message that was left still waits for
 * its answer.
 */
export async function restingNotice(
  handoffs: Pick<HandoffStore, 'handoffsOf'>,
  conversationId: string,
  endedId?: string,
): Promise<HandoffNotice> {
  const others = (await handoffs.handoffsOf(conversationId)).filter(({ id }) => id !== endedId);
  return { state: others.some(({ state }) => state === 'open') ? 'message-left' : 'none' };
}
