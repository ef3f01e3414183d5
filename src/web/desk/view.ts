import { useEffect, useState } from 'preact/hooks';

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

/** Goes to a conversation: one step back leads to the list, however many were looked at. */
export function goTo(handoff: string | undefined): void {
  if (readPlace(location.hash).handoff !== undefined) location.replace(addressOf(handoff));
  else location.hash = addressOf(handoff);
}

/** Where the address says that we are. */
export function usePlace(): Place {
  const [place, setPlace] = useState(readPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}
