import type { Bus } from '../bus/bus.ts';
import { type Counselor, counselorAccountId } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Speaker, Voice } from '../reply/voice.ts';
import type { Changed, HandoffChange, Said, When } from '../storage/handoffs.ts';
import type { Stores } from '../storage/stores.ts';
import type { Changes } from './changes.ts';
import { busyElsewhere, emptyText, explain, handoffGone, noPlaceLeft, notACounselor, tooLong } from './problems.ts';
import { takesConversations } from './situation.ts';

export interface ServiceParts {
  readonly stores: Pick<Stores, 'handoffs' | 'counselors' | 'conversations'>;
  readonly changes: Changes;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly voice: Voice;
  readonly handoffRetentionMs: number;
  readonly caseRetentionMs: number;
  /** Longest message of a counselor, in characters. */
  readonly maxTextLength: number;
}

/** What everything that counselors do has in common: who may, what it is done to, and what stands on the screen if it fails. */
export type Acting = ReturnType<typeof createActing>;

export function createActing({ stores, changes, bus, clock, maxTextLength }: ServiceParts) {
  const { handoffs, counselors } = stores;

  const later = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  const audit = (action: string, counselorId: string, handoffId: string, detail?: string) =>
    counselors.record({ at: clock.iso(), counselorId, action, handoffId, ...(detail === undefined ? {} : { detail }) });

  /** @throws {AppError} 403 if this account takes no conversations */
  async function counselorOf(id: string): Promise<Counselor> {
    const counselor = await counselors.find(id);
    if (!counselor || !takesConversations(counselor)) throw notACounselor();
    return counselor;
  }

  /** @throws {NotFoundError} */
  async function load(id: string): Promise<Handoff & { readonly conversationId: string }> {
    const handoff = await handoffs.find(id);
    if (handoff?.conversationId === undefined) throw handoffGone();
    return { ...handoff, conversationId: handoff.conversationId };
  }

  /** As `changes.change`, with failures that say on the counselor's screen what happened meanwhile. */
  async function attempt(id: string, counselorId: string, when: When, change: HandoffChange, said: readonly Said[]): Promise<Changed> {
    try {
      return await changes.change(id, when, change, said);
    } catch (error) {
      if (error instanceof NotFoundError) throw handoffGone();
      if (!(error instanceof ConflictError)) throw error;
      const present = await load(id);
      const names = new Map((await counselors.all()).map((one) => [one.id, one.displayName]));
      const open = present.state === 'ended' ? await handoffs.open(present.conversationId) : undefined;
      throw open ? busyElsewhere() : explain(present, counselorId, (other) => names.get(other ?? '') ?? 'jemand anderes');
    }
  }

  /** @throws {ConflictError} if the counselor has as many conversations as they want at once */
  async function requirePlace({ id, capacity }: Counselor): Promise<void> {
    const active = await handoffs.list({ states: ['active'], kind: 'live', counselorId: id, order: 'requested', limit: capacity });
    if (active.length >= capacity) throw noPlaceLeft(capacity);
  }

  /** Who takes a conversation is here, whatever the page said last; before that, or the keeper would give it back. */
  async function becomesHere(counselor: Counselor): Promise<void> {
    await counselors.update(counselor.id, { presence: 'here', seenAt: clock.iso() });
    if (counselor.presence !== 'here') bus.publish({ kind: 'desk', change: 'presence' });
  }

  /** @throws {AppError} 400, 413 */
  function checked(text: string): string {
    if (text.trim() === '') throw emptyText();
    if ([...text].length > maxTextLength) throw tooLong(maxTextLength);
    return text;
  }

  return { later, audit, counselorOf, load, attempt, requirePlace, becomesHere, checked };
}

export function speakerOf({ id, displayName }: Counselor): Speaker {
  return { id: counselorAccountId(id), name: displayName, role: 'bot' };
}

/** Ids of messages are the sender's own; so nobody's message is taken for a repeat of somebody else's. */
export function sentBy(counselorId: string, clientId: string): string {
  return `${counselorAccountId(counselorId)}/${clientId}`;
}
