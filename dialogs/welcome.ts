import { paragraph } from './contacts.ts';
import { Statement } from './kinds.ts';
import { topicOptions } from './topics.ts';
import type { Turn } from './turn.ts';

/** Who is speaking, what happens with data, and how to begin. */
export class WelcomeDialog extends Statement {
  static readonly ID = 'welcome.v1';

  constructor() {
    super(WelcomeDialog.ID);
  }

  protected override tell(turn: Turn): void {
    const { texts, languages, actions, service } = turn.services;
    const { locale } = turn;
    const names = languages.filter((language) => texts.has(language.code)).map((language) => language.name);
    const paragraphs = [
      ...(service.greeting === undefined ? [] : [service.greeting]),
      texts.t(locale, 'welcome.hello', { service: service.name }),
      ...disclosure(turn),
      texts.t(locale, 'welcome.languages', { languages: names.join(' · ') }),
      texts.t(locale, 'welcome.ask'),
    ];
    turn.memory.greeted = true;
    turn.say({ text: paragraphs.join('\n\n') }, [...topicOptions(turn), actions.standing('languages', locale)]);
  }
}

/** That this is a program, and what it does with data: said before the first answer, however a conversation begins. */
export function disclosure(turn: Turn): string[] {
  const { texts, service } = turn.services;
  const { locale } = turn;
  const data = [texts.t(locale, 'welcome.data')];
  if (service.retentionHours !== undefined) data.push(texts.t(locale, 'welcome.retention', { count: Math.ceil(service.retentionHours) }));
  if (service.questionDays !== undefined) data.push(texts.t(locale, 'welcome.questions', { count: service.questionDays }));
  if (service.privacyUrl !== undefined) data.push(texts.t(locale, 'welcome.notice', { url: service.privacyUrl }));
  return [texts.t(locale, 'welcome.program'), paragraph(locale, data)];
}
