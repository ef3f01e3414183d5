import type { Contact, EntryKind, Source } from './entry.ts';
import type { Route } from './interpretation.ts';
import type { Locale } from './locale.ts';

/** A next step that the user can take with one tap: shown as a button, or as a numbered line where there are no buttons. */
export interface Suggestion {
  /** What the button says, in the reply's locale. */
  readonly title: string;
  /** What is sent when it is tapped; shown as the user's message, so it reads like one. */
  readonly value: string;
}

/** Which entry was said and how sure the bot was; travels with the activity so that clients and statistics know. */
export interface AnswerMark {
  readonly entry: string;
  readonly route: Route;
  readonly language: Locale;
  readonly confidence: number;
}

/** What the bot says, before any channel has rendered it. */
export interface Reply {
  readonly locale: Locale;
  /** Markdown with paragraphs, lists, links and bold only. */
  readonly text: string;
  /** Heading of a knowledge answer. */
  readonly title?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly contacts?: readonly Contact[] | undefined;
  readonly sources?: readonly Source[] | undefined;
  /** Date of the last editorial review, YYYY-MM-DD. */
  readonly reviewed?: string | undefined;
  readonly suggestions?: readonly Suggestion[] | undefined;
  readonly answer?: AnswerMark | undefined;
  /** Ask "was this helpful?" below the reply. */
  readonly feedback?: boolean | undefined;
}

/**
 * The structured form of a reply for our own clients, in `activity.channelData.wegweiser`. An activity's `text` is always complete
 * (contacts and sources included), so any other Direct Line client shows everything as well.
 */
export interface ReplyChannelData {
  readonly version: 1;
  readonly title?: string | undefined;
  readonly kind?: EntryKind | undefined;
  /** The answer without contacts and sources; same Markdown subset as `Reply.text`. */
  readonly body: string;
  readonly direction: 'ltr' | 'rtl';
  readonly contacts: readonly Contact[];
  readonly sources: readonly Source[];
  readonly reviewed?: string | undefined;
  readonly feedback: boolean;
}
