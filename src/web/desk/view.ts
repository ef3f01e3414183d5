import { useEffect, useState } from 'preact/hooks';
import { addressOf, type Place, readPlace } from './place.ts';

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
