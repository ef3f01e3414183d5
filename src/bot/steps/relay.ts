import type { Desk } from '../../handoff/desk.ts';
import type { Step } from '../turn.ts';

/** Finds out whether the conversation waits for a counselor or has one, and tells the desk when its user has written something. */
export function relayToDesk(desk: Desk | undefined): Step {
  return async (turn) => {
    if (!desk) return 'next' as const;
    const { conversationId } = turn.log;
    turn.status = await desk.status(conversationId);
    if (turn.status.state === 'none') delete turn.memory.noted;
    else if (turn.context.activity.type === 'message') await desk.relay(conversationId);
    return 'next' as const;
  };
}
