import { HANDOFF_STATUS } from '../../domain/handoff.ts';
import type { Desk } from '../../handoff/desk.ts';
import type { Step } from '../turn.ts';

/** What another hub says of a conversation that was handed over to it. Where there is none, such an event means nothing. */
export function hubStatus(desk: Desk | undefined): Step {
  return async ({ context, log }) => {
    const { type, name, value } = context.activity;
    if (type !== 'event' || name !== HANDOFF_STATUS) return 'next' as const;
    await desk?.onStatus?.(log.conversationId, value);
    return 'done' as const;
  };
}
