import type { Activity } from 'botbuilder';
import type { LanguageInfo } from '../domain/locale.ts';
import type { Reply, ReplyChannelData, Suggestion } from '../domain/reply.ts';
import { isolateNumbers } from './bidi.ts';
import { formatDate } from './dates.ts';
import type { Texts } from './i18n.ts';
import { contactList, escapeMarkdown, plainText, sourceList, type Writing } from './markdown.ts';

/** Channels that show suggested actions as buttons; all others get them as numbered lines in the text. */
const CHANNELS_WITH_BUTTONS: ReadonlySet<string> = new Set([
  'directline',
  'webchat',
  'emulator',
  'test',
  'msteams',
  'telegram',
  'facebook',
  'line',
  'slack',
]);

export interface RenderOptions {
  /** The activity's channel; decides whether buttons can be shown. */
  readonly channelId: string;
  /** The bot waits for an answer to a question: clients may open the microphone or the keyboard. */
  readonly asks: boolean;
}

/** Whether a channel shows suggested actions as buttons. */
export function showsButtons(channelId: string): boolean {
  return CHANNELS_WITH_BUTTONS.has(channelId);
}

export type Renderer = ReturnType<typeof createRenderer>;

/** Renders replies as Bot Framework activities. The text is always complete, so a client without our extensions shows everything. */
export function createRenderer(texts: Texts, languages: readonly Pick<LanguageInfo, 'code' | 'tag' | 'direction'>[]) {
  const byCode = new Map(languages.map((language) => [language.code, language]));

  /** @returns an activity of type `message`; its texts are Markdown with paragraphs, lists, links and bold only */
  return function render(reply: Reply, options: RenderOptions): Partial<Activity> {
    const language = byCode.get(reply.locale);
    const writing: Writing = { locale: reply.locale, tag: language?.tag ?? reply.locale, direction: language?.direction ?? 'ltr' };
    const body = isolateNumbers(reply.text, writing.direction);
    const suggestions = reply.suggestions ?? [];
    const withButtons = showsButtons(options.channelId);
    return {
      type: 'message',
      textFormat: 'markdown',
      locale: writing.tag,
      text: paragraphs(
        reply.title && `**${escapeMarkdown(reply.title)}**`,
        body,
        contactList(reply.contacts ?? [], writing, texts),
        sourceList(reply.sources ?? [], writing, texts),
        reply.reviewed && reviewedLine(reply.reviewed, writing, texts),
        withButtons ? undefined : numbered(suggestions),
      ),
      speak: plainText(paragraphs(reply.title && escapeMarkdown(reply.title), reply.text)),
      inputHint: options.asks ? 'expectingInput' : 'acceptingInput',
      ...(withButtons && suggestions.length > 0 ? { suggestedActions: { to: [], actions: suggestions.map(button) } } : {}),
      ...(reply.answer ? { entities: [{ type: 'wegweiser/answer', ...reply.answer }] } : {}),
      channelData: { wegweiser: channelData(reply, body, writing) },
    };
  };
}

function channelData(reply: Reply, body: string, writing: Writing): ReplyChannelData {
  return {
    version: 1,
    ...(reply.title === undefined ? {} : { title: reply.title }),
    ...(reply.kind === undefined ? {} : { kind: reply.kind }),
    body,
    direction: writing.direction,
    contacts: reply.contacts ?? [],
    sources: reply.sources ?? [],
    ...(reply.reviewed === undefined ? {} : { reviewed: reply.reviewed }),
    feedback: reply.feedback ?? false,
  };
}

function reviewedLine(date: string, writing: Writing, texts: Texts): string {
  return texts.t(writing.locale, 'answer.reviewed', { date: formatDate(date, writing.tag) ?? date });
}

function button(suggestion: Suggestion) {
  return { type: 'imBack', title: suggestion.title, value: suggestion.value };
}

function numbered(suggestions: readonly Suggestion[]): string {
  return suggestions.map((suggestion, index) => `${index + 1}. ${escapeMarkdown(suggestion.title)}`).join('\n');
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join('\n\n');
}
