import type { DeskSignal } from '../bus/bus.ts';
import type { HandoffStore } from '../storage/handoffs.ts';

/** Whom a signal concerns: one counselor, or all. */
export interface Audience {
  of(signal: DeskSignal): Promise<string | 'all'>;
  /** Signals may have been missed. */
  forget(): void;
}

/** Far more than are ever open at once. */
const MOST_KNOWN = 5_000;

/**
 * What is said in a conversation that somebody has is theirs to look at: with all pages asking for every message of everybody, twenty counselors
 * would ask twenty times as often. Who has it is remembered until its state changes.
 */
export function createAudience(handoffs: Pick<HandoffStore, 'find'>): Audience {
  const owners = new Map<string, Promise<string | 'all'>>();

  async function ownerOf(id: string): Promise<string | 'all'> {
    const handoff = await handoffs.find(id);
    return handoff?.state === 'active' ? (handoff.counselorId ?? 'all') : 'all';
  }

  return {
    async of({ change, handoffId }) {
      if (handoffId === undefined) return 'all';
      if (change === 'state' || change === 'erased') {
        owners.delete(handoffId);
        return 'all';
      }
      if (owners.size >= MOST_KNOWN) owners.clear();
      const owner = owners.get(handoffId) ?? ownerOf(handoffId);
      owners.set(handoffId, owner);
      // A failure isn't remembered.
      owner.catch(() => owners.delete(handoffId));
      return owner;
    },
    forget: () => owners.clear(),
  };
}
