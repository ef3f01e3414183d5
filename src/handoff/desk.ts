import type { Handoff } from '../domain/handoff.ts';
import type { Locale } from '../domain/locale.ts';

/** Where a conversation is. */
export type DeskStatus =
  | { readonly state: 'none' }
  | ({ readonly state: 'waiting' } & QueuePlace)
  /** A counselor has it: the bot keeps silent. */
  | { readonly state: 'active'; readonly counselor: string };

export interface QueuePlace {
  /** 1 is next; 0 if not known, because another hub has the queue. */
  readonly position: number;
  /** Estimated minutes of waiting; absent when the last conversations don't allow an honest guess. */
  readonly minutes?: number | undefined;
}

/** What the desk can do for somebody right now. Times are ISO 8601 in UTC. */
export interface Availability {
  /** There is a desk with counselors at all. Where there is none, nobody may be promised one. */
  readonly exists: boolean;
  /** Office hours, without holidays. */
  readonly isOpen: boolean;
  /** When the desk opens next; absent while it is open. */
  readonly opensAt?: string | undefined;
  /** The languages in which somebody is here, best for the user first: their own, or the next best (English, easy German). Empty when closed. */
  readonly now: readonly ({ readonly language: Locale } & QueuePlace)[];
  /** When a colleague who speaks the user's own language is here next, if nobody is now. */
  readonly ownLanguageFrom?: string | undefined;
}

/** The id is the same for a repeat of the same turn, so that a turn that is taken again asks once. */
export type HandoffRequest = Pick<
  Handoff,
  'id' | 'channel' | 'locale' | 'language' | 'topic' | 'reason' | 'name' | 'contact' | 'fromSeq'
> & {
  readonly conversationId: string;
};

/** The counselors' desk as the bot sees it. `createDesk` is ours; another hub can take its place (`hub.ts`). */
export interface Desk {
  status(conversationId: string): Promise<DeskStatus>;
  availability(need: { readonly locale: Locale; readonly topic?: string | undefined }): Promise<Availability>;
  /** Puts the conversation into the queue; a repeat changes nothing. */
  request(request: HandoffRequest): Promise<QueuePlace>;
  /** Takes the conversation out of the queue. @returns false if it isn't in it (any more) */
  leave(conversationId: string): Promise<boolean>;
  /** Leaves the conversation's words as a case; a repeat changes nothing. Takes it out of the queue if it is in it. */
  leaveMessage(request: HandoffRequest): Promise<void>;
  /** Tells the desk that the user has written something, which is in the log already. */
  relay(conversationId: string): Promise<void>;
  /** Only where another hub has the desk's place: reads the value of its `handoff.status` event. */
  onStatus?(conversationId: string, value: unknown): Promise<void>;
}
