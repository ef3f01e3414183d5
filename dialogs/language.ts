import type { Locale } from '../src/domain/locale.ts';
import { AnswerDialog } from './answer.ts';
import { ELSEWHERE, Question } from './kinds.ts';
import type { DialogContext } from './sdk.ts';
import { topicOptions } from './topics.ts';
import type { Turn } from './turn.ts';
import { WelcomeDialog } from './welcome.ts';

export interface LanguageState {
  /** Ask only among these; all languages if absent. */
  readonly among?: readonly Locale[];
  /** German was named in another language: ask whether the chat or a course is meant. */
  readonly courseOrChat?: boolean;
}

/** Asks which language to use. */
export class LanguageDialog extends Question<LanguageState> {
  static readonly ID = 'language.v1';

  constructor() {
    super(LanguageDialog.ID);
  }

  protected override ask(turn: Turn, { among, courseOrChat }: LanguageState): 'asked' {
    const { actions, texts } = turn.services;
    if (courseOrChat) {
      const course = actions.own('button.learnGerman', { do: 'offers', need: 'german' }, turn.locale);
      const chat = actions.own('button.speakGerman', { do: 'language', locale: 'de' }, turn.locale);
      turn.say({ text: texts.t(turn.locale, 'language.courseOrChat') }, [course, chat], true);
    } else {
      turn.say({ text: texts.t(turn.locale, 'language.ask') }, (among ?? texts.locales).map(actions.language), true);
    }
    return 'asked';
  }

  protected override answer(): typeof ELSEWHERE {
    return ELSEWHERE;
  }
}

/**
 * Goes on in another language, as the user wishes: what was open or said last is put again in it, so that nobody has to ask twice.
 */
export async function switchLanguage(dc: DialogContext, turn: Turn, locale: Locale): Promise<void> {
  turn.speak(locale, true);
  const { lastEntry, greeted, failures } = turn.memory;
  if (dc.activeDialog?.id === LanguageDialog.ID) await dc.cancelAllDialogs();
  const onlyGreeted = dc.activeDialog === undefined && lastEntry === undefined && greeted && failures === 0;
  if (onlyGreeted) {
    await dc.beginDialog(WelcomeDialog.ID);
    return;
  }
  turn.say({ text: turn.services.texts.t(turn.locale, 'language.switched') }, topicOptions(turn));
  if (dc.activeDialog) await dc.repromptDialog();
  else if (lastEntry !== undefined) await dc.beginDialog(AnswerDialog.ID, { entry: lastEntry, route: 'answer', confidence: 1 });
}
