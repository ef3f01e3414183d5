import type { Handoff, HandoffState } from '../domain/handoff.ts';
import type { ActivityJson, StoredActivity } from './stores.ts';

/** An activity to append to the handoff's conversation; a repeat with the same `clientId` changes nothing. */
export interface Said {
  readonly activity: ActivityJson;
  readonly clientId?: string | undefined;
}

/** What must be true for a change to happen. */
export interface When {
  readonly states: readonly HandoffState[];
  /** The owner. */
  readonly counselorId?: string | undefined;
  /** Not assigned to somebody else at this time. */
  readonly freeFor?: { readonly counselorId: string; readonly now: string } | undefined;
}

/** Fields that a change sets; `null` empties one. */
export type HandoffChange = {
  readonly [Field in keyof Omit<Handoff, 'id' | 'conversationId' | 'channel' | 'updatedAt'>]?: Handoff[Field] | null;
};

export interface Changed {
  readonly handoff: Handoff;
  /** What was appended, in order. */
  readonly said: readonly StoredActivity[];
  /** What `said` carries client ids had been there before: a repeat, and nothing was changed, whatever became of the handoff since. */
  readonly repeated: boolean;
}

export interface HandoffFilter {
  readonly states: readonly HandoffState[];
  readonly kind?: Handoff['kind'] | undefined;
  readonly counselorId?: string | undefined;
  /** Longest waiting first, or latest change first. */
  readonly order: 'requested' | 'updated';
  readonly limit: number;
}

/** Requests for a counselor. Every change is one durable transaction with what is said at the same moment. */
export interface HandoffStore {
  /**
   * Stores a new one with what is said at the same moment. The same id again changes nothing; a live one for a conversation that has an open live
   * one (`waiting`, `active`) already isn't stored. @returns the one that counts
   * @throws {NotFoundError} if there is no such conversation
   */
  request(handoff: Handoff, said: readonly Said[], now: string): Promise<Handoff>;
  find(id: string): Promise<Handoff | undefined>;
  /** The open live one of a conversation. */
  open(conversationId: string): Promise<Handoff | undefined>;
  /** All of a conversation, cases too, first request first. */
  handoffsOf(conversationId: string): Promise<readonly Handoff[]>;
  list(filter: HandoffFilter): Promise<readonly Handoff[]>;
  /**
   * Changes one and appends to its conversation's log, if it is as `when` says: of several at once, one wins.
   * @throws {ConflictError} if it isn't (any more), or if it would be a second open live one of its conversation
   * @throws {NotFoundError} if it doesn't exist or was erased
   */
  change(id: string, when: When, change: HandoffChange, said: readonly Said[], now: string): Promise<Changed>;
  /** Positions only go up; no conflict, no other effect. */
  mark(id: string, positions: { readonly readSeq?: number; readonly deliveredSeq?: number }): Promise<void>;
  /** Erases those whose `keepUntil` has passed: name, contact, conversation. @returns their ids */
  eraseDue(now: string, limit: number): Promise<readonly string[]>;
}
