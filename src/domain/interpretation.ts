import type { Locale } from './locale.ts';

/**
 * What the bot does with a message.
 * - `emergency`: a danger; `entries[0]` is a `safety/*` entry, answered at once
 * - `answer`: `entries[0]` answers it
 * - `clarify`: one of `entries` (two or three) answers it; ask which
 * - `offers`: the person looks for an offer in general; start the offer finder
 * - `counselor`: the person wants a human
 * - `smalltalk`: `entries[0]` is a `meta/*` entry (greeting, thanks, ...)
 * - `none`: not understood or out of scope
 */
export type Route = 'emergency' | 'answer' | 'clarify' | 'offers' | 'counselor' | 'smalltalk' | 'none';

/** Which language a message is in. */
export interface LanguageGuess {
  /** BCP 47 tag (`tr`, `ar`, `zh`), or `und` when nothing speaks for a language. */
  readonly tag: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Written in Latin letters though the language has its own script (Arabizi, translit, ...). */
  readonly romanized: boolean;
  /** ISO 15924 code of the main script (`Latn`, `Arab`, `Cyrl`, `Grek`, ...), `Zyyy` when there are no letters. */
  readonly script: string;
  /** Other languages mixed in. */
  readonly mixed: readonly string[];
  /** Why, for people: "script Arab", "own vocabulary: kindergarten, anmeldung". */
  readonly because: readonly string[];
}

/** What is known before a message is read. Everything is optional. */
export interface UnderstandingContext {
  /** The conversation's language so far. */
  readonly locale?: Locale | undefined;
  /** True when the user chose it; then the language is not changed by evidence in a message. */
  readonly localeChosen?: boolean | undefined;
  /** The entry that was answered last, for follow-up questions. */
  readonly lastEntry?: string | undefined;
}

export interface RankedEntry {
  readonly id: string;
  /** Calibrated probability that this entry is what the person needs; 0 to 1. */
  readonly probability: number;
}

/** Everything understood about one message, with its evidence. */
export interface Interpretation {
  readonly text: string;
  readonly language: LanguageGuess;
  /** The locale to answer in: the language if we have it, else what the context says, else `undefined`. */
  readonly locale: Locale | undefined;
  readonly route: Route;
  /** Best first, at most 5. */
  readonly entries: readonly RankedEntry[];
  /** The message only makes sense after the last answer ("how much is it?"). */
  readonly followUp: boolean;
  readonly evidence: Evidence;
}

/** Why an interpretation came out as it did; read by editors, the desk and the tests. */
export interface Evidence {
  /** Concepts found: id and the words that led to it. */
  readonly concepts: readonly { readonly id: string; readonly words: string }[];
  /** Best entries of each signal, with that signal's own score. */
  readonly signals: Readonly<Record<string, readonly { readonly id: string; readonly score: number }[]>>;
  /** The decision's features and their values. */
  readonly features: Readonly<Record<string, number>>;
  /** One sentence: which rule or threshold decided. */
  readonly decision: string;
}

/** Reads messages. Pure: no I/O, no clock, the same answer for the same input. */
export interface Interpreter {
  understand(text: string, context?: UnderstandingContext): Interpretation;
}
