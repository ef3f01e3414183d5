import type { TurnContext } from 'botbuilder';
import type { Interpretation } from '../src/domain/interpretation.ts';
import type { Action } from '../src/reply/actions.ts';
import type { TurnEvent } from '../src/storage/insights.ts';
import { AnswerDialog, type AnswerOptions, sayDanger } from './answer.ts';
import { ClarifyDialog } from './clarify.ts';
import { ELSEWHERE } from './kinds.ts';
import { LanguageDialog, switchLanguage } from './language.ts';
import { MessageDialog } from './message.ts';
import { NoneDialog } from './none.ts';
import { likelyNeed, OffersDialog } from './offers.ts';
import { isSomebodyHere, PersonDialog } from './person.ts';
import { EraseDialog, ShowDataDialog } from './privacy.ts';
import { LeaveQueueDialog, WaitingDialog } from './queue.ts';
import { DialogContext, DialogSet } from './sdk.ts';
import { attachTurn, type Turn } from './turn.ts';
import { UnsupportedDialog, type UnsupportedOptions, unsupportedLanguage, unsupportedText } from './unsupported.ts';
import { WelcomeDialog } from './welcome.ts';
import { asksFor, messageWords } from './word-lists.ts';

const MOST_CHOICES = 3;
/** A request about data or the queue has few words; in longer messages only the interpretation decides. */
const LONGEST_REQUEST_WORDS = 6;
/** In a row without an answer, after which the bot itself offers a counselor. */
const FAILURES_UNTIL_OFFER = 2;
/** What the bot still does for someone who waits for a counselor; everything else is kept for the counselor. */
const WHILE_WAITING: ReadonlySet<string> = new Set([
  WaitingDialog.ID,
  LeaveQueueDialog.ID,
  MessageDialog.ID,
  LanguageDialog.ID,
  EraseDialog.ID,
  ShowDataDialog.ID,
]);

/** Where a message goes: a dialog and what it is started with. */
interface Destination {
  readonly id: string;
  readonly options?: object;
}

/** Holds the conversation's dialogs and finds the one for each message. */
export interface Root {
  /** Lets the open question read the message, or starts the dialog that it calls for. */
  converse(context: TurnContext, turn: Turn): Promise<void>;
  welcome(context: TurnContext, turn: Turn): Promise<void>;
}

export function createRoot(): Root {
  const dialogs = new DialogSet();
  const all = [
    new WelcomeDialog(),
    new AnswerDialog(),
    new ClarifyDialog(),
    new LanguageDialog(),
    new UnsupportedDialog(),
    new PersonDialog(),
    new MessageDialog(),
    new WaitingDialog(),
    new LeaveQueueDialog(),
    new OffersDialog(),
    new EraseDialog(),
    new ShowDataDialog(),
    new NoneDialog(),
  ];
  for (const dialog of all) dialogs.add(dialog);

  const open = (context: TurnContext, turn: Turn) => {
    attachTurn(context, turn);
    const dc = new DialogContext(dialogs, context, turn.memory.dialogs);
    // A question of an earlier version of the bot: nobody can read its answer any more, so the conversation goes on without it.
    if (dc.stack.some(({ id }) => !dialogs.find(id))) dc.stack.length = 0;
    return dc;
  };

  return {
    async converse(context, turn) {
      const dc = open(context, turn);
      if (turn.status.state === 'active') {
        await besideCounselor(dc, turn);
        return;
      }
      if (turn.interpretation?.route === 'emergency') {
        if (dc.activeDialog?.id === MessageDialog.ID) {
          sayDanger(turn);
          await dc.continueDialog();
          return;
        }
        await dc.cancelAllDialogs();
      } else if (await settled(dc, turn)) return;
      const next = destination(turn);
      count(turn, next);
      const missing = unannounced(turn, next);
      const announce = () => missing && dc.beginDialog(UnsupportedDialog.ID, missing);
      // In danger the number to call comes first.
      const isEmergency = turn.interpretation?.route === 'emergency';
      if (!isEmergency) await announce();
      await dc.beginDialog(next.id, next.options);
      if (isEmergency) await announce();
      const hasFailed = next.id === NoneDialog.ID && turn.memory.failures === FAILURES_UNTIL_OFFER;
      if (hasFailed && (await isSomebodyHere(turn))) await dc.beginDialog(PersonDialog.ID, { reason: 'failed' });
    },
    async welcome(context, turn) {
      const dc = open(context, turn);
      await dc.cancelAllDialogs();
      await dc.beginDialog(WelcomeDialog.ID);
    },
  };
}

/** While a counselor has the conversation, the bot keeps silent, except to show and to delete what is kept. */
async function besideCounselor(dc: DialogContext, turn: Turn): Promise<void> {
  const wanted = wantedLanguage(turn);
  if (wanted !== undefined && turn.services.texts.has(wanted)) turn.speak(wanted, true);
  else if (dc.activeDialog?.id === EraseDialog.ID && (await dc.continueDialog()).result !== ELSEWHERE) return;
  await dc.cancelAllDialogs();
  turn.stopAsking();
  if (turn.action?.do === 'erase' || aboutData(turn, undefined)?.id === EraseDialog.ID) await dc.beginDialog(EraseDialog.ID);
  else if (turn.action?.do === 'show') await dc.beginDialog(ShowDataDialog.ID);
}

/** Notes for the statistics what the bot does with a message. */
function count(turn: Turn, { id, options }: Destination): void {
  const { interpretation } = turn;
  switch (id) {
    case AnswerDialog.ID: {
      const { entry, route } = options as AnswerOptions;
      const isMeta = turn.services.knowledge.entries.get(entry)?.kind === 'meta';
      turn.happened({ outcome: route === 'emergency' ? 'danger' : isMeta ? 'smalltalk' : 'answered', entry });
      break;
    }
    case ClarifyDialog.ID:
    case OffersDialog.ID:
      turn.happened({ outcome: 'asked-back' });
      break;
    case UnsupportedDialog.ID:
    case NoneDialog.ID:
      turn.happened({ outcome: 'failed', question: interpretation && openQuestion(turn, interpretation) });
  }
}

/** A message that the bot had no answer to, if it is in words at all. */
function openQuestion({ text }: Turn, { entries, evidence }: Interpretation): TurnEvent['question'] {
  if (messageWords(text).length === 0) return undefined;
  return { text, guesses: entries.map(({ id }) => id), concepts: evidence.concepts.map(({ id }) => id) };
}

/** Whether the message was about the language, left the open question, or answered it. */
async function settled(dc: DialogContext, turn: Turn): Promise<boolean> {
  const { texts, actions } = turn.services;
  const wanted = wantedLanguage(turn);
  if (wanted !== undefined && texts.has(wanted)) {
    await switchLanguage(dc, turn, wanted);
    return true;
  }
  if (turn.action?.do === 'cancel' && (dc.activeDialog || turn.status.state !== 'waiting')) {
    await dc.cancelAllDialogs();
    turn.say({ text: texts.t(turn.locale, 'cancelled') }, [actions.standing('topics', turn.locale)]);
    return true;
  }
  return dc.activeDialog !== undefined && (await dc.continueDialog()).result !== ELSEWHERE;
}

/** The language that the message asks for, if it names exactly one other than the present one. */
function wantedLanguage(turn: Turn): string | undefined {
  if (turn.action) return turn.action.do === 'language' ? turn.action.locale : undefined;
  if (turn.interpretation?.route !== 'smalltalk' || turn.interpretation.entries[0]?.id !== 'meta/languages') return undefined;
  const named = turn.services.languageNames.find(turn.text);
  return named.length === 1 && named[0] !== turn.previousLocale ? named[0] : undefined;
}

/** Someone who writes in a language that we don't answer in is told so once, also when an answer was found all the same. */
function unannounced(turn: Turn, next: Destination): UnsupportedOptions | undefined {
  const language = unsupportedLanguage(turn);
  const isKnown = !language || next.id === UnsupportedDialog.ID || turn.memory.toldUnsupported === language.tag;
  return isKnown ? undefined : { tag: language.tag };
}

function destination(turn: Turn): Destination {
  const found = turn.action ? forAction(turn.action, turn) : forInterpretation(turn);
  if (turn.status.state !== 'waiting' || turn.interpretation?.route === 'emergency' || WHILE_WAITING.has(found.id)) return found;
  if (!turn.action && asksToLeave(turn)) return { id: LeaveQueueDialog.ID };
  return { id: WaitingDialog.ID, options: { wanted: turn.action?.do === 'person' || turn.action?.do === 'cancel' } };
}

function asksToLeave({ text, services, locale }: Turn): boolean {
  const found = messageWords(text);
  const [lists] = services.wordLists.from(locale);
  return lists !== undefined && found.length <= LONGEST_REQUEST_WORDS && asksFor(found, lists.leave);
}

function forAction(action: Action, turn: Turn): Destination {
  switch (action.do) {
    case 'entry':
      return forEntry(action.entry, 'answer', 1, turn);
    case 'language': {
      const missing = unsupportedText(action.locale, turn);
      return missing ? { id: UnsupportedDialog.ID, options: { tag: missing.tag } } : { id: LanguageDialog.ID };
    }
    case 'languages':
      return { id: LanguageDialog.ID };
    case 'german':
      return { id: LanguageDialog.ID, options: { courseOrChat: true } };
    case 'person':
      return { id: PersonDialog.ID };
    case 'leaveQueue':
      return { id: LeaveQueueDialog.ID };
    case 'leaveMessage':
      return { id: MessageDialog.ID };
    case 'keepWaiting':
      return { id: WaitingDialog.ID, options: { wanted: true } };
    case 'offers':
      return { id: OffersDialog.ID, options: OffersDialog.start(action.need) };
    case 'erase':
      return { id: EraseDialog.ID };
    case 'show':
      return { id: ShowDataDialog.ID };
    default:
      // An answer to a question that is no longer open.
      return forEntry('meta/what-can-you-do', 'smalltalk', 1, turn);
  }
}

function forInterpretation(turn: Turn): Destination {
  const { interpretation } = turn;
  const [best] = interpretation?.entries ?? [];
  const request = aboutData(turn, best?.id);
  if (request) return request;
  switch (interpretation?.route) {
    case 'emergency':
    case 'answer':
    case 'smalltalk':
      return best ? forEntry(best.id, interpretation.route, best.probability, turn) : { id: NoneDialog.ID };
    case 'clarify':
      return clarify(turn);
    case 'offers':
      return { id: OffersDialog.ID, options: OffersDialog.start(likelyNeed(interpretation, turn)) };
    case 'counselor':
      return { id: PersonDialog.ID };
    default: {
      const language = unsupportedLanguage(turn);
      return language ? { id: UnsupportedDialog.ID, options: { tag: language.tag } } : { id: NoneDialog.ID };
    }
  }
}

/** Entries that are more than a text. */
function forEntry(id: string, route: 'answer' | 'emergency' | 'smalltalk', confidence: number, turn: Turn): Destination {
  if (id === 'meta/talk-to-human') return { id: PersonDialog.ID };
  if (id === 'meta/languages') {
    const named = turn.services.languageNames.find(turn.text).filter((code) => turn.services.texts.has(code));
    return { id: LanguageDialog.ID, options: named.length > 1 ? { among: named } : {} };
  }
  if (!turn.services.knowledge.entries.has(id)) return { id: NoneDialog.ID };
  return { id: AnswerDialog.ID, options: { entry: id, route, confidence } };
}

function clarify(turn: Turn): Destination {
  const entries = (turn.interpretation?.entries ?? []).map(({ id }) => id).filter((id) => turn.services.knowledge.entries.has(id));
  if (entries.length === 0) return { id: NoneDialog.ID };
  return { id: ClarifyDialog.ID, options: { entries: entries.slice(0, MOST_CHOICES), again: turn.memory.failures > 0 } };
}

function aboutData(turn: Turn, best: string | undefined): Destination | undefined {
  const found = messageWords(turn.text);
  if (best !== 'meta/privacy' && found.length > LONGEST_REQUEST_WORDS) return undefined;
  if (turn.interpretation?.route === 'emergency') return undefined;
  const [lists] = turn.services.wordLists.from(turn.locale);
  if (lists && asksFor(found, lists.erase)) return { id: EraseDialog.ID };
  if (lists && asksFor(found, lists.show)) return { id: ShowDataDialog.ID };
  return undefined;
}
