import { choose, chooseExactly } from '../../../dialogs/choice.ts';
import type { Interpretation, Interpreter } from '../../domain/interpretation.ts';
import type { Locale } from '../../domain/locale.ts';
import { type Action, comparable } from '../../reply/actions.ts';
import type { BotTurn, Step } from '../turn.ts';

/** Another service's view of which language a text is in; never fails, and keeps the turn only as long as its own time limit. */
export interface LanguageOpinion {
  language(text: string): Promise<string | undefined>;
}

/**
 * Finds out what a message means. A button or a choice is looked up, never interpreted, so it can't misfire; everything else is understood,
 * and danger goes before all that the words could mean otherwise.
 */
export function understand(interpreter: Interpreter, secondOpinion?: LanguageOpinion): Step {
  return async (turn) => {
    if (turn.context.activity.type !== 'message') return 'next';
    const { memory, services } = turn;
    // What is said to a counselor is not the bot's to interpret: a "yes" or "2" is no answer to what the bot has asked.
    if (turn.status.state === 'active') {
      turn.action = chooseExactly(turn.text, memory.options)?.action ?? services.actions.recognise(turn.text);
      return 'next';
    }
    if (turn.text.trim() === '') return turn.status.state === 'none' ? unreadable(turn) : 'next';
    const asked = memory.asked && memory.freely ? 'freely' : memory.asked;
    turn.action = choose(turn.text, memory.options, asked, turn.locale, services.wordLists)?.action;
    if (turn.action) return 'next';

    const context = { locale: memory.locale, localeChosen: memory.localeChosen, lastEntry: memory.lastEntry };
    turn.interpretation = interpreter.understand(turn.text, context);
    const other = await otherLanguage(turn.interpretation, turn, secondOpinion);
    if (other !== undefined) turn.interpretation = interpreter.understand(turn.text, { ...context, locale: other });
    if (!memory.freely) followLanguage(turn);
    if (turn.interpretation.route !== 'emergency') turn.action = command(turn);
    return 'next';
  };
}

/** Surer than this, our own detection is not questioned. */
const SURE = 0.6;

/** The locale that a second opinion, where there is one, finds for a message whose language we aren't sure of. Danger is not kept waiting. */
async function otherLanguage(
  { language, route }: Interpretation,
  { memory, services, text }: BotTurn,
  secondOpinion: LanguageOpinion | undefined,
): Promise<Locale | undefined> {
  if (!secondOpinion || memory.localeChosen || memory.freely || route === 'emergency') return undefined;
  if (language.confidence >= SURE || !/\p{L}{2}/u.test(text)) return undefined;
  const tag = await secondOpinion.language(text);
  return tag !== undefined && tag !== language.tag && services.texts.has(tag) ? tag : undefined;
}

/** The message's own language wins, unless the user chose one. */
function followLanguage(turn: BotTurn): void {
  const found = turn.interpretation?.locale;
  if (found !== undefined && !turn.memory.localeChosen && turn.services.texts.has(found)) turn.speak(found, false);
}

/** What means the same at any time: leaving a question, a language, an old button. */
function command(turn: BotTurn): Action | undefined {
  const { wordLists, languageNames, actions } = turn.services;
  const wanted = comparable(turn.text);
  const isInSomething = turn.memory.asked || turn.status.state === 'waiting';
  if (isInSomething && wordLists.from(turn.locale).some((lists) => lists.cancel.has(wanted))) return { do: 'cancel' };
  const request = languageNames.request(turn.text, turn.previousLocale);
  if (request) return request.kind === 'german' ? { do: 'german' } : { do: 'language', locale: request.locale };
  const button = actions.recognise(turn.text);
  // Where any words are an answer, a topic's title is one.
  return turn.memory.freely && button?.do === 'entry' ? undefined : button;
}

/** Pictures, files and voice messages come without text. */
function unreadable(turn: BotTurn): 'done' {
  const { texts, actions } = turn.services;
  const hasAttachment = (turn.context.activity.attachments ?? []).length > 0;
  const text = texts.t(turn.locale, hasAttachment ? 'none.attachment' : 'none.noWords');
  turn.say({ text }, [actions.standing('topics', turn.locale), actions.standing('person', turn.locale)]);
  return 'done';
}
