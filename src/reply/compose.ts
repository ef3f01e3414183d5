import type { Contact, Entry } from '../domain/entry.ts';
import type { Route } from '../domain/interpretation.ts';
import type { Locale } from '../domain/locale.ts';
import type { Reply } from '../domain/reply.ts';
import { entryText } from './actions.ts';
import type { Texts } from './i18n.ts';

/** How an answer came about; told to clients and statistics. */
export interface AnswerContext {
  readonly route: Route;
  readonly confidence: number;
}

/**
 * An entry as a reply in a locale. If the text doesn't exist there, the next language of the chain stands in and a sentence says so.
 * A danger begins with the number to call; an individual case begins with the advice to talk to a counselor.
 */
export function composeAnswer(entry: Entry, locale: Locale, context: AnswerContext, texts: Texts): Reply {
  const text = entryText(entry, locale);
  const isMeta = entry.kind === 'meta';
  const lead = [
    entry.kind === 'safety' ? callLine(entry.contacts, text.body, locale, texts) : undefined,
    entry.handoff === 'recommended' && entry.kind !== 'safety' && !isMeta ? texts.t(locale, 'answer.personFirst') : undefined,
    text.locale === locale ? undefined : onlyIn(text.locale, locale, texts),
  ];
  return {
    locale,
    text: [...lead.filter((line) => line !== undefined), text.body.trim()].join('\n\n'),
    title: isMeta ? undefined : text.title,
    kind: entry.kind,
    contacts: entry.contacts,
    sources: entry.sources,
    reviewed: isMeta ? undefined : entry.reviewed,
    answer: { entry: entry.id, route: context.route, language: text.locale, confidence: context.confidence },
    // In danger nobody is asked how they liked the answer.
    feedback: !isMeta && entry.kind !== 'safety',
  };
}

/** "Call now: 112", unless the answer begins with that number itself. */
function callLine(contacts: readonly Contact[], body: string, locale: Locale, texts: Texts): string | undefined {
  const phone = contacts.find((contact) => contact.phone)?.phone;
  const firstLine = body.trim().split('\n')[0] ?? '';
  if (!phone || digits(firstLine).includes(digits(phone))) return undefined;
  return texts.t(locale, 'answer.call', { phone });
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** The chain of fallbacks ends in English or German, so these two sentences are enough. */
function onlyIn(actual: Locale, wanted: Locale, texts: Texts): string | undefined {
  if (actual.startsWith('de')) return texts.t(wanted, 'answer.onlyInGerman');
  return actual === 'en' ? texts.t(wanted, 'answer.onlyInEnglish') : undefined;
}
