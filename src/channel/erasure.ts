import type { Bus } from '../bus/bus.ts';
import type { HandoffStore } from '../storage/handoffs.ts';

/**
 * Looks up what the desk has of a conversation that is about to be deleted: afterwards nothing leads from the one to the other.
 * @returns tells the desk, once it is deleted
 */
export async function prepareErasure(handoffs: Pick<HandoffStore, 'handoffsOf'>, bus: Bus, conversationId: string): Promise<() => void> {
  const known = await handoffs.handoffsOf(conversationId);
  return () => {
    for (const { id } of known) bus.publish({ kind: 'desk', change: 'erased', handoffId: id });
  };
}
