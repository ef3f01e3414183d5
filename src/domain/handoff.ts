import type { Locale } from './locale.ts';

/**
 * A handoff is one person's request for a counselor. Live: `waiting` -> `active` -> `ended`; the user may have `left` the queue; given back or
 * transferred, it is `waiting` again; reopened, it is `active` again. A case (a message left): `open` -> `answered`. `erased`: the person had
 * everything deleted, or its time was over; only what statistics count is kept.
 */
export const HANDOFF_STATES = ['waiting', 'active', 'ended', 'left', 'open', 'answered', 'erased'] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];
export type HandoffKind = 'live' | 'case';

/** Why a person was offered: they asked, the entry recommends it, the bot failed, or they are in danger. */
export const HANDOFF_REASONS = ['asked', 'entry', 'failed', 'danger'] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

export interface Handoff {
  readonly id: string;
  readonly kind: HandoffKind;
  readonly state: HandoffState;
  /** Absent once erased. */
  readonly conversationId?: string | undefined;
  readonly channel: string;
  /** The locale that the user writes and reads. */
  readonly locale: Locale;
  /** The locale in which the user agreed to speak with the counselor; the user's own if somebody speaks it. */
  readonly language: Locale;
  /** The entry that was talked about last. */
  readonly topic?: string | undefined;
  readonly reason: HandoffReason;
  /** How the user wants to be called. */
  readonly name?: string | undefined;
  /** How the user can be reached outside the chat; as they wrote it. */
  readonly contact?: string | undefined;
  /** First position of the conversation's log that the user's consent covers; counselors see nothing before it. */
  readonly fromSeq: number;
  /** Who has it, or had it last, or answered it. */
  readonly counselorId?: string | undefined;
  /** Only this counselor may take it, until `assignedUntil`. */
  readonly assignedTo?: string | undefined;
  readonly assignedUntil?: string | undefined;
  readonly requestedAt: string;
  readonly takenAt?: string | undefined;
  readonly endedAt?: string | undefined;
  /** Last message of a counselor, notice or change of state. */
  readonly updatedAt: string;
  /** Up to here the counselor has read. */
  readonly readSeq: number;
  /** Up to here the user's client has fetched. */
  readonly deliveredSeq: number;
  /** The user was told that the waiting limit is over. */
  readonly limitTold: boolean;
  /** Until when what was written is kept; absent while somebody waits or talks. */
  readonly keepUntil?: string | undefined;
  /** From each end to the reopening after it: what the user said to the bot meanwhile isn't for the counselor. */
  readonly pauses?: readonly { readonly from: string; readonly to: string }[] | undefined;
}

/** What the chat window is told of a handoff: the value of a `wegweiser/handoff` event in the conversation's log. The last one counts. */
export interface HandoffNotice {
  readonly state: 'waiting' | 'active' | 'message-left' | 'none';
  /** 1 is next. */
  readonly position?: number | undefined;
  /** Estimated minutes of waiting; absent when the last conversations don't allow an honest guess. */
  readonly minutes?: number | undefined;
  /** How the counselor is called. */
  readonly counselor?: string | undefined;
}

export const HANDOFF_NOTICE = 'wegweiser/handoff';

/** The Bot Framework's events by which a bot asks another hub to take a conversation, and the hub says what became of it. */
export const HANDOFF_INITIATE = 'handoff.initiate';
export const HANDOFF_STATUS = 'handoff.status';
