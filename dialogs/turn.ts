import type { TurnContext } from 'botbuilder';
import type { Knowledge } from '../src/domain/entry.ts';
import type { Interpretation } from '../src/domain/interpretation.ts';
import type { LanguageInfo, Locale } from '../src/domain/locale.ts';
import type { Reply } from '../src/domain/reply.ts';
import type { Desk, DeskStatus } from '../src/handoff/desk.ts';
import type { Action, Actions, Option } from '../src/reply/actions.ts';
import type { Texts } from '../src/reply/i18n.ts';
import type { UnsupportedLanguages } from '../src/reply/unsupported.ts';
import type { TurnEvent } from '../src/storage/insights.ts';
import type { LanguageNames } from './language-names.ts';
import type { DialogInstance } from './sdk.ts';
import type { AllWordLists } from './word-lists.ts';

/** What the bot remembers of a conversation between turns. JSON-safe; its stored form has a version, see `src/bot/state.ts`. */
export interface Memory {
  locale?: Locale;
  /** The user chose the locale: messages in other languages don't change it. */
  localeChosen: boolean;
  /** The user was told that this is a program and what it does with data. */
  greeted: boolean;
  /** The entry that was answered last. */
  lastEntry?: string;
  /** How often in a row the bot had no answer. */
  failures: number;
  /** The buttons of the last reply. */
  options: readonly Option[];
  /** Those buttons are the answers of a question, so "the second one" and "no" refer to them. */
  asked: boolean;
  /** The open question takes any words (a name, a telephone number), so they tell nothing about the conversation's language. */
  freely?: boolean;
  /** The user asked for a person: when (ISO 8601, UTC), and after which entry. */
  wish?: { at: string; entry?: string };
  /** While the user waits for a counselor: they were told that what they write is kept for the counselor. */
  noted?: boolean;
  /** The user left a message for the counselors: when (ISO 8601, UTC). */
  case?: { at: string };
  /** Tag of the language in which the user was told that we don't answer in it. */
  toldUnsupported?: string;
  /** Open questions: the dialog stack. */
  dialogs: { dialogStack: DialogInstance[] };
}

export function freshMemory(): Memory {
  return { localeChosen: false, greeted: false, failures: 0, options: [], asked: false, dialogs: { dialogStack: [] } };
}

/** Whose service this is. */
export interface ServiceInfo {
  readonly name: string;
  /** Said before our own first sentence. */
  readonly greeting?: string | undefined;
  readonly privacyUrl?: string | undefined;
  /** Hours after the last message until a conversation is deleted; not mentioned if not known. */
  readonly retentionHours?: number | undefined;
  /** Days for which a conversation with a counselor is kept after its end, a message left for them, and a question without an answer. */
  readonly handoffDays?: number | undefined;
  readonly caseDays?: number | undefined;
  readonly questionDays?: number | undefined;
}

/** Makes a file of everything that is kept of a conversation. */
export interface DataFile {
  /** @returns an address that works for 15 minutes */
  link(conversationId: string, locale: Locale): Promise<string>;
}

/** What dialogs work with; the same for all conversations. */
export interface Services {
  readonly knowledge: Knowledge;
  readonly languages: readonly LanguageInfo[];
  readonly languageNames: LanguageNames;
  readonly unsupported: UnsupportedLanguages;
  readonly texts: Texts;
  readonly wordLists: AllWordLists;
  readonly actions: Actions;
  readonly service: ServiceInfo;
  /** The counselors' desk; absent where there is none. */
  readonly desk?: Desk | undefined;
  readonly dataFile?: DataFile | undefined;
  now(): Date;
}

/** A reply without its buttons; in the turn's locale unless it names one. */
export type Spoken = Omit<Reply, 'locale' | 'suggestions'> & { readonly locale?: Locale };

/** One message on its way through the bot. */
export interface Turn {
  readonly services: Services;
  readonly memory: Memory;
  /** The locale of this turn's replies. */
  readonly locale: Locale;
  /** The conversation's locale before this message, if there was one. */
  readonly previousLocale: Locale | undefined;
  /** What the user wrote. */
  readonly text: string;
  /** What was understood; absent for a tapped button, a choice and an event. */
  readonly interpretation?: Interpretation | undefined;
  /** What a tapped button or a choice means. */
  readonly action?: Action | undefined;
  /** Where the message stands in the log that the channel keeps. */
  readonly log: { readonly conversationId: string; readonly seq: number };
  readonly channelId: string;
  /** The same each time this turn is taken, and no other turn's. */
  readonly id: string;
  /** Whether the conversation waits for a counselor or has one. */
  readonly status: DeskStatus;
  /**
   * Queues a reply. All replies of a turn are sent together at its end, and only if it succeeds.
   * @param asks the bot waits for an answer; `freely` if any words can be one
   */
  say(reply: Spoken, options?: readonly Option[], asks?: boolean | 'freely'): void;
  /** Nothing that was asked or offered counts any more. */
  stopAsking(): void;
  /** Notes for the statistics what became of the message; counts only if the turn succeeds. */
  happened(event: Omit<TurnEvent, 'locale'>): void;
  /** Starts to forget everything: the conversation's log when the turn ends, the memory now. */
  forget(): void;
  /** Answers in another locale from now on. */
  speak(locale: Locale, chosen: boolean): void;
}

const TURN = Symbol('wegweiser/turn');

export function attachTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn);
}

/** The turn that a dialog is called in. @throws {Error} if the bot did not attach one */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new Error('This dialog was started outside a turn of the bot.');
  return turn;
}
