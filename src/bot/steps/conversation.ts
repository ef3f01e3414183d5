import type { Root } from '../../../dialogs/root.ts';
import { disclosure } from '../../../dialogs/welcome.ts';
import type { BotTurn, Step } from '../turn.ts';

/** Lets the dialogs answer. Who has not been greeted (many messengers don't announce a new user) learns first who is speaking. */
export function conversation(root: Root): Step {
  return async (turn) => {
    if (!turn.memory.greeted && isGreeting(turn)) {
      await root.welcome(turn.context, turn);
      return 'done' as const;
    }
    // In danger the number to call comes first; who is speaking can wait for the next message.
    if (!turn.memory.greeted && turn.context.activity.type === 'message' && turn.interpretation?.route !== 'emergency') introduce(turn);
    await root.converse(turn.context, turn);
    return 'done' as const;
  };
}

function isGreeting(turn: BotTurn): boolean {
  return turn.text.trim() === '/start' || (!turn.action && turn.interpretation?.entries[0]?.id === 'meta/greeting');
}

function introduce(turn: BotTurn): void {
  const { texts, service } = turn.services;
  const hello = texts.t(turn.locale, 'welcome.hello', { service: service.name });
  turn.memory.greeted = true;
  turn.say({ text: [hello, ...disclosure(turn)].join('\n\n') });
}
