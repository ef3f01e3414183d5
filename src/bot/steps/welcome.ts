import type { Root } from '../../../dialogs/root.ts';
import type { Step } from '../turn.ts';

/** Greets whoever joins, once. Activities that are neither messages nor events need no answer. */
export function welcome(root: Root): Step {
  return async (turn) => {
    const { type, membersAdded, recipient } = turn.context.activity;
    if (type === 'message' || type === 'event') return 'next';
    const userJoined = type === 'conversationUpdate' && (membersAdded ?? []).some(({ id }) => id !== recipient?.id);
    if (userJoined && !turn.memory.greeted) await root.welcome(turn.context, turn);
    return 'done';
  };
}
