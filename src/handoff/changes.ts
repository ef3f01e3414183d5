import type { Bus } from '../bus/bus.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Changed, HandoffChange, HandoffStore, Said, When } from '../storage/handoffs.ts';

export interface ChangesParts {
  readonly handoffs: HandoffStore;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
}

/** Changes handoffs and tells whom it concerns: the conversation's windows, the desk. */
export interface Changes {
  /** As `HandoffStore.request`. */
  request(handoff: Handoff, said: readonly Said[]): Promise<Handoff>;
  /** As `HandoffStore.change`. */
  change(id: string, when: When, change: HandoffChange, said?: readonly Said[]): Promise<Changed>;
  /** The same where somebody else may well be faster. @returns whether it was as `when` says, and so was changed */
  tryChange(id: string, when: When, change: HandoffChange, said: readonly Said[]): Promise<boolean>;
}

export function createChanges({ handoffs, bus, clock }: ChangesParts): Changes {
  function tell({ id, conversationId }: Handoff, change: 'state' | 'activities', hasSaid: boolean): void {
    if (hasSaid && conversationId !== undefined) bus.publish({ kind: 'activities', conversationId });
    bus.publish({ kind: 'desk', change, handoffId: id });
    if (change === 'state') bus.publish({ kind: 'desk', change: 'queue' });
  }

  async function changeIt(id: string, when: When, change: HandoffChange, said: readonly Said[] = []): Promise<Changed> {
    const changed = await handoffs.change(id, when, change, said, clock.iso());
    // A repeat is told as well: whoever did it first may have been stopped before telling.
    tell(changed.handoff, Object.keys(change).length > 0 ? 'state' : 'activities', said.length > 0);
    return changed;
  }

  return {
    change: changeIt,

    async tryChange(id, when, change, said) {
      try {
        await changeIt(id, when, change, said);
        return true;
      } catch (error) {
        if (error instanceof ConflictError || error instanceof NotFoundError) return false;
        throw error;
      }
    },

    async request(handoff, said) {
      const stored = await handoffs.request(handoff, said, clock.iso());
      if (stored.id === handoff.id) tell(stored, 'state', said.length > 0);
      return stored;
    },
  };
}
