import type { Locale } from '../domain/locale.ts';

/** What became of a message. */
export const OUTCOMES = [
  'answered',
  'asked-back',
  'failed',
  'danger',
  'smalltalk',
  'handed-over',
  'message-left',
  'helpful',
  'unhelpful',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of one message; reported when its turn has succeeded. */
export interface TurnEvent {
  readonly outcome: Outcome;
  /** The entry that was said. */
  readonly entry?: string | undefined;
  /** In which the bot spoke. */
  readonly locale: Locale;
  /** The message as it was written, if the bot had no answer to it. */
  readonly question?: { readonly text: string; readonly guesses: readonly string[]; readonly concepts: readonly string[] } | undefined;
}

/** How often something happened on a day; no texts, no persons. */
export interface Count {
  /** YYYY-MM-DD in Europe/Berlin. */
  readonly day: string;
  readonly outcome: Outcome;
  /** Entry id; empty where there is none. */
  readonly entry: string;
  readonly locale: Locale;
  readonly count: number;
}

/** A question that the bot could not answer, without personal data. */
export interface OpenQuestion {
  readonly id: string;
  readonly askedAt: string;
  readonly locale: Locale;
  /** After personal data were removed. */
  readonly text: string;
  /** Best guesses of the bot, entry ids, best first. */
  readonly guesses: readonly string[];
  /** Ids of the concepts found; similar questions are grouped by them. */
  readonly concepts: readonly string[];
  readonly state: 'open' | 'done';
}

export interface InsightStore {
  /** Adds to the counts. */
  add(counts: readonly Count[]): Promise<void>;
  /** Both days included; ratings count as `helpful` and `unhelpful`. */
  counts(from: string, to: string): Promise<readonly Count[]>;
  /** Counts a rating once for each id; a later one with the same id takes its place. Only a hash of the id is kept. */
  rate(rating: {
    readonly id: string;
    readonly day: string;
    readonly entry: string;
    readonly locale: Locale;
    readonly helpful: boolean;
  }): Promise<void>;
  /** The same id again changes nothing. */
  keepQuestion(question: OpenQuestion): Promise<void>;
  /** Latest first. */
  questions(filter: { readonly state: OpenQuestion['state']; readonly limit: number }): Promise<readonly OpenQuestion[]>;
  settleQuestions(ids: readonly string[], state: OpenQuestion['state']): Promise<void>;
  /** @returns how many were removed */
  removeQuestionsBefore(askedAt: string): Promise<number>;
}
