import { entryText } from '../src/reply/actions.ts';
import { escapeMarkdown } from '../src/reply/markdown.ts';
import { paragraphs, quoted } from './contacts.ts';
import { ELSEWHERE, Question, Statement } from './kinds.ts';
import type { Turn } from './turn.ts';

/** Asks once before everything is deleted. */
export class EraseDialog extends Question<object> {
  static readonly ID = 'erase.v1';

  constructor() {
    super(EraseDialog.ID);
  }

  protected override ask(turn: Turn): 'asked' {
    const { actions, texts } = turn.services;
    turn.say(
      { text: texts.t(turn.locale, 'privacy.confirm') },
      [
        actions.own('button.eraseYes', { do: 'eraseYes' }, turn.locale),
        actions.own('button.eraseNo', { do: 'eraseNo' }, turn.locale),
        actions.standing('show', turn.locale),
      ],
      true,
    );
    return 'asked';
  }

  protected override answer(turn: Turn): 'done' | typeof ELSEWHERE {
    const { texts } = turn.services;
    if (turn.action?.do === 'eraseYes') {
      turn.forget();
      turn.say({ text: texts.t(turn.locale, 'privacy.deleted') });
      return 'done';
    }
    if (turn.action?.do !== 'eraseNo') return ELSEWHERE;
    turn.say({ text: texts.t(turn.locale, 'privacy.kept') });
    return 'done';
  }
}

/** Lists what is stored about the conversation. */
export class ShowDataDialog extends Statement {
  static readonly ID = 'show-data.v1';

  constructor() {
    super(ShowDataDialog.ID);
  }

  protected override async tell(turn: Turn): Promise<void> {
    const { actions, texts, languages, knowledge, dataFile } = turn.services;
    const { locale, memory, status } = turn;
    const last = memory.lastEntry === undefined ? undefined : knowledge.entries.get(memory.lastEntry);
    const language = languages.find(({ code }) => code === memory.locale)?.name;
    const lines = [
      texts.t(locale, 'privacy.shownMessages'),
      language && texts.t(locale, 'privacy.shownLanguage', { value: language }),
      last && texts.t(locale, 'privacy.shownTopic', { value: escapeMarkdown(entryText(last, locale).title) }),
      memory.wish && texts.t(locale, 'privacy.shownWish'),
      status.state === 'waiting' ? texts.t(locale, 'privacy.shownWaiting') : undefined,
      status.state === 'active' && status.counselor
        ? texts.t(locale, 'privacy.shownCounselor', { value: quoted(turn, status.counselor) })
        : undefined,
      memory.case && texts.t(locale, 'privacy.shownCase'),
    ];
    const list = lines.filter((line) => line !== undefined).map((line) => `- ${line}`);
    const url = await dataFile?.link(turn.log.conversationId, locale);
    const text = paragraphs(
      texts.t(locale, 'privacy.shown'),
      list.join('\n'),
      url === undefined ? undefined : texts.t(locale, 'privacy.file', { url }),
    );
    turn.say({ text }, [actions.standing('erase', locale)]);
  }
}
