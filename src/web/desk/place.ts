/** The page's areas; the address's hash names one, or a conversation. */
export const VIEWS = ['conversations', 'insights', 'questions', 'accounts', 'audit'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  readonly view: View;
  /** The conversation that is open. */
  readonly handoff: string | undefined;
}

const OPEN = '#conversations/';

export function readPlace(hash: string): Place {
  if (hash.startsWith(OPEN)) return { view: 'conversations', handoff: hash.slice(OPEN.length) || undefined };
  return { view: VIEWS.find((view) => hash === `#${view}`) ?? 'conversations', handoff: undefined };
}

/** The address of a conversation, or of the list without one. */
export function addressOf(handoff: string | undefined): string {
  return handoff === undefined ? '#conversations' : OPEN + handoff;
}
