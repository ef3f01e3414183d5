import type { Activity } from 'botbuilder';
import type { Step } from '../turn.ts';

/** The live desk, as far as the bot knows it. */
export interface Relay {
  /**
   * Hands what the user sent to the counselor who has the conversation.
   * @returns `false` if nobody has it: then the bot answers
   */
  relay(activity: Activity): Promise<boolean>;
}

/** While a counselor has the conversation, the bot keeps silent. */
export function relayToDesk(desk: Relay | undefined): Step {
  return async (turn) => (desk && (await desk.relay(turn.context.activity)) ? 'done' : 'next');
}
