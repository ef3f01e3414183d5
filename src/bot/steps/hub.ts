import { otherHelp, paragraphs } from '../../../dialogs/contacts.ts';
import { type Hub, handoffStatus } from '../handoff-events.ts';
import type { BotTurn, Step } from '../turn.ts';

/**
 * Obeys another counselors' hub: from `accepted` on the bot keeps silent, after `completed` or `failed` it speaks again. Channels take these
 * events from trusted callers only.
 */
export function obeyHub(hub: Hub | undefined): Step {
  return (turn) => {
    if (!hub) return 'next';
    const state = handoffStatus(turn.context.activity);
    if (state === 'accepted') {
      turn.memory.hub = 'accepted';
      turn.memory.dialogs = { dialogStack: [] };
      turn.stopAsking();
      return 'done';
    }
    if (state) {
      // A repeat, or the end of something that nobody has begun, is no news.
      if (turn.memory.hub !== undefined) tellEnd(turn, state);
      return 'done';
    }
    if (turn.memory.hub === 'accepted') turn.status = { state: 'active', counselor: '' };
    return 'next';
  };
}

function tellEnd(turn: BotTurn, state: 'failed' | 'completed'): void {
  const { texts, actions } = turn.services;
  delete turn.memory.hub;
  const topics = actions.standing('topics', turn.locale);
  if (state === 'completed') {
    turn.say({ text: texts.t(turn.locale, 'handoff.hub.completed') }, [topics]);
    return;
  }
  const { line, contacts } = otherHelp(turn);
  turn.say({ text: paragraphs(texts.t(turn.locale, 'handoff.hub.failed'), line), contacts }, [topics]);
}
