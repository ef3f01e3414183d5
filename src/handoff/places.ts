import { HANDOFF_NOTICE, type Handoff, type HandoffNotice } from '../domain/handoff.ts';
import type { Voice } from '../reply/voice.ts';
import type { Said } from '../storage/handoffs.ts';
import { logPages } from '../storage/log-pages.ts';
import type { ActivityJson, ConversationStore, StoredActivity } from '../storage/stores.ts';
import type { Changes } from './changes.ts';
import type { QueuePlace } from './desk.ts';

export interface PlacesParts {
  readonly conversations: Pick<ConversationStore, 'after'>;
  readonly changes: Changes;
  readonly voice: Pick<Voice, 'notice' | 'place'>;
}

/** Tells those who wait when their place has changed. */
export interface Places {
  /** Says it if the last notice says something else. @throws {ConflictError} if the handoff doesn't wait any more */
  tell(handoff: Handoff, place: QueuePlace): Promise<void>;
  /** Forgets all others, for those don't wait any more. */
  keepOnly(ids: ReadonlySet<string>): void;
}

/** Our own window shows the notice's place; other channels show only messages. */
const WINDOW = 'directline';

/** The last notice in a conversation's log. */
interface LastNotice {
  readonly seq: number;
  readonly place: Partial<QueuePlace>;
  /** Changes when the handoff was taken and came back to the queue meanwhile: then other notices were said. */
  readonly stay: string;
}

/**
 * Every instance tells everybody, and yet each change is said once: a notice's id names the notice before it, so of several that follow the same
 * one the store takes the first, and the others learn of that one.
 */
export function createPlaces({ conversations, changes, voice }: PlacesParts): Places {
  const last = new Map<string, LastNotice>();

  async function lastOf(handoff: Handoff): Promise<LastNotice> {
    const known = last.get(handoff.id);
    if (known?.stay === stayOf(handoff)) return known;
    let found: LastNotice = { seq: 0, place: {}, stay: stayOf(handoff) };
    for await (const page of logPages(conversations, handoff.conversationId ?? '', handoff.fromSeq - 1)) {
      found = noticeIn(page, handoff) ?? found;
    }
    return found;
  }

  return {
    async tell(handoff, place) {
      const before = await lastOf(handoff);
      last.set(handoff.id, before);
      if (before.place.position === place.position && before.place.minutes === place.minutes) return;
      const clientId = `place/${handoff.id}/${before.seq}`;
      const inWords = handoff.channel !== WINDOW && before.place.position !== place.position;
      const said: Said[] = [
        ...(inWords ? [{ activity: voice.place(handoff, place), clientId: `${clientId}/words` }] : []),
        { activity: voice.notice({ state: 'waiting', ...place }), clientId },
      ];
      const changed = await changes.change(handoff.id, { states: ['waiting'] }, {}, said);
      last.set(handoff.id, noticeIn(changed.said, handoff) ?? before);
    },

    keepOnly(ids) {
      for (const id of last.keys()) if (!ids.has(id)) last.delete(id);
    },
  };
}

function noticeIn(stored: readonly StoredActivity[], handoff: Handoff): LastNotice | undefined {
  const found = stored.findLast(({ activity }) => isOurs(activity));
  if (!found) return undefined;
  const { position, minutes } = found.activity['value'] as HandoffNotice;
  return { seq: found.seq, place: { ...(position === undefined ? {} : { position }), minutes }, stay: stayOf(handoff) };
}

/** Users of other channels can send events of any name. */
function isOurs({ type, name, from }: ActivityJson): boolean {
  return type === 'event' && name === HANDOFF_NOTICE && (from as { role?: unknown } | undefined)?.role === 'bot';
}

function stayOf({ counselorId, takenAt, assignedUntil, language }: Handoff): string {
  return [counselorId, takenAt, assignedUntil, language].join(' ');
}
