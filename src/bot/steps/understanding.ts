import { choose } from '../../../dialogs/choice.ts';
import type { Interpreter } from '../../domain/interpretation.ts';
import { type Action, comparable } from '../../reply/actions.ts';
import type { BotTurn, Step } from '../turn.ts';

/**
 * Finds out what a message means. A button or a choice is looked up, never interpreted, so it can't misfire; everything else is understood,
 * and danger goes before all that the words could mean otherwise.
 */
export function understand(interpreter: Interpreter): Step {
  return (turn) => {
    if (turn.context.activity.type !== 'message') return 'next';
    if (turn.text.trim() === '') return unreadable(turn);
    const { memory } = turn;
    turn.action = choose(turn.text, memory.options, memory.asked, turn.locale, turn.services.wordLists)?.action;
    if (turn.action) return 'next';

    turn.interpretation = interpreter.understand(turn.text, {
      locale: memory.locale,
      localeChosen: memory.localeChosen,
      lastEntry: memory.lastEntry,
    });
    followLanguage(turn);
    if (turn.interpretation.route !== 'emergency') turn.action = command(turn);
    return 'next';
  };
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
  if (turn.memory.asked && wordLists.from(turn.locale).some((lists) => lists.cancel.has(wanted))) return { do: 'cancel' };
  const request = languageNames.request(turn.text, turn.previousLocale);
  if (request) return request.kind === 'german' ? { do: 'german' } : { do: 'language', locale: request.locale };
  return actions.recognise(turn.text);
}

/** Pictures, files and voice messages come without text. */
function unreadable(turn: BotTurn): 'done' {
  const { texts, actions } = turn.services;
  const hasAttachment = (turn.context.activity.attachments ?? []).length > 0;
  const text = texts.t(turn.locale, hasAttachment ? 'none.attachment' : 'none.noWords');
  turn.say({ text }, [actions.standing('topics', turn.locale), actions.standing('person', turn.locale)]);
  return 'done';
}
