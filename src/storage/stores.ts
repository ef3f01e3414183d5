import type { CounselorStore } from './counselors.ts';
import type { HandoffStore } from './handoffs.ts';
import type { InsightStore } from './insights.ts';

/**
 * Narrow interfaces to what is kept, owned by those who use them. Implemented in `sql/` for SQLite (in a file, or in memory) and PostgreSQL.
 * One contract suite (`tests/contracts/`) runs on all of them. Everything is JSON-safe and cloned: what a
 * caller does with a returned object never changes what is stored. Times are ISO 8601 strings in UTC unless a name says `Ms`.
 */

/** A Bot Framework activity as JSON; only what storage itself reads is typed. */
export interface ActivityJson {
  type: string;
  id?: string;
  [key: string]: unknown;
}

export interface ConversationRecord {
  readonly id: string;
  /** Direct Line user id bound to the conversation's token. */
  readonly userId: string;
  readonly channel: string;
  readonly createdAt: string;
  /** Last message of the user or a counselor; what retention counts from. */
  readonly lastActivityAt: string;
  /** Where a proactive message goes: a Bot Framework conversation reference. */
  readonly reference?: Record<string, unknown> | undefined;
}

/** Whether a message that a counselor or the service wrote has reached the user's channel. */
export type Delivery = 'pending' | 'delivered' | 'failed';

/** An activity in a conversation's log. */
export interface StoredActivity {
  readonly conversationId: string;
  /** Position in the conversation, 1, 2, 3 ... without gaps (until something is forgotten): the Direct Line watermark. */
  readonly seq: number;
  readonly activity: ActivityJson;
  /** Absent if the sending turn or our own stream takes care of it: then clients fetch it. */
  readonly delivery?: Delivery | undefined;
}

/** A conversation's remembered state with its version (the eTag); version 0 means none was saved yet. */
export interface VersionedState {
  readonly version: number;
  readonly data: Record<string, unknown>;
}

/** Everything one successful turn leaves behind; stored in one transaction or not at all. */
export interface TurnOutcome {
  readonly conversationId: string;
  /** Sequence number of the activity that was answered. */
  readonly incomingSeq: number;
  /** The state's version that the turn started from. */
  readonly expectedVersion: number;
  readonly state: Record<string, unknown>;
  readonly replies: readonly ActivityJson[];
  /**
   * Delete the log before the replies are appended, but for what the user has sent since and waits for its turn; positions go on counting. The
   * conversation's handoffs are erased with it.
   */
  readonly forget?: boolean | undefined;
}

export interface ConversationStore {
  /** @throws {ConflictError} if the id is taken. */
  create(conversation: ConversationRecord): Promise<void>;
  find(conversationId: string): Promise<ConversationRecord | undefined>;
  /**
   * Stores a message from the user before it is acknowledged, as a turn that is still to be taken. A repeat with the same `clientId` stores nothing
   * and returns what was stored the first time, with `repeated: true`.
   * @throws {NotFoundError} if there is no such conversation.
   */
  receive(
    conversationId: string,
    activity: ActivityJson,
    clientId: string | undefined,
    now: string,
  ): Promise<StoredActivity & { repeated: boolean }>;
  /**
   * Appends an activity that starts no turn (a counselor's message, a notice). A message in a conversation with a `reference` waits for delivery.
   * @throws {NotFoundError} if there is no such conversation.
   */
  append(conversationId: string, activity: ActivityJson, now: string): Promise<StoredActivity>;
  /**
   * Notes what was said on a channel that takes care of turns and delivery itself: makes the conversation if there is none, else updates its
   * `reference`, and appends what isn't in the log yet. Survives a crash of the process, not a power failure.
   * @returns the entries as they stand in the log, in its order
   */
  record(
    conversation: ConversationRecord,
    entries: readonly { readonly activity: ActivityJson; readonly clientId?: string | undefined }[],
    now: string,
  ): Promise<readonly StoredActivity[]>;
  /** Of each conversation the first message that waits for delivery, oldest first: one that can't be reached holds up no other. */
  undelivered(limit: number): Promise<readonly StoredActivity[]>;
  /** Does nothing if the message was deleted meanwhile. */
  markDelivery(conversationId: string, seq: number, delivery: 'delivered' | 'failed'): Promise<void>;
  /** Activities with `seq > after`, in order. */
  after(conversationId: string, after: number, limit: number): Promise<readonly StoredActivity[]>;
  /** Received activities whose turn has not been taken, oldest first: of one conversation, or of all (after a restart). */
  pending(conversationId?: string): Promise<readonly StoredActivity[]>;
  /** Version 0 and no data if nothing was saved yet, or if there is no such conversation. */
  state(conversationId: string): Promise<VersionedState>;
  /**
   * Ends a turn: appends the replies, saves the state, marks the incoming activity as answered.
   * @throws {ConflictError} if the state's version has moved on, or the activity was answered or deleted meanwhile; nothing is stored then.
   */
  commit(outcome: TurnOutcome, now: string): Promise<readonly StoredActivity[]>;
  /** Deletes the conversation with all it holds and erases its handoffs; does nothing if there is none. */
  erase(conversationId: string): Promise<void>;
  /**
   * Ids of conversations whose last activity is older than `before`, longest idle first; without those that a handoff keeps: one that is open,
   * or to be kept longer than `now`.
   */
  idleSince(before: string, limit: number, now: string): Promise<readonly string[]>;
  /** Erases the conversation if it still is one of those. @returns false if somebody wrote meanwhile, or it is gone already */
  eraseIdle(conversationId: string, before: string, now: string): Promise<boolean>;
}

/** Keyed JSON documents with versions, for channels that have no conversation log of ours (Azure Bot Service). */
export interface DocumentStore {
  read(keys: readonly string[]): Promise<ReadonlyMap<string, VersionedState>>;
  /** `expectedVersion` undefined writes regardless. @throws {ConflictError} if the version has moved on. */
  write(key: string, data: Record<string, unknown>, expectedVersion: number | undefined, now: string): Promise<number>;
  remove(keys: readonly string[]): Promise<void>;
  /** Deletes what was last written before `before`. @returns how many documents that were */
  removeOlderThan(before: string): Promise<number>;
}

/** All stores of one database, with its life cycle. */
export interface Stores {
  readonly conversations: ConversationStore;
  readonly documents: DocumentStore;
  readonly handoffs: HandoffStore;
  readonly counselors: CounselorStore;
  readonly insights: InsightStore;
  /** Asks the database; rejects if it does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
