import type { Knowledge } from '../domain/entry.ts';
import { HANDOFF_NOTICE, type HandoffNotice } from '../domain/handoff.ts';
import type { LanguageInfo, Locale } from '../domain/locale.ts';
import type { Reply } from '../domain/reply.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Actions, StandingAction } from './actions.ts';
import { type Renderer, showsButtons } from './activity.ts';
import { isolate } from './bidi.ts';
import { composeAnswer } from './compose.ts';
import type { Texts } from './i18n.ts';
import { escapeMarkdown } from './markdown.ts';
import { placeText } from './place.ts';
import type { TextKey } from './texts-file.ts';

/** Who says something: `from` of an activity. */
export interface Speaker {
  readonly id: string;
  readonly name: string;
  readonly role: 'bot';
}

/** An activity as it goes into a conversation's log. */
export interface SpokenActivity {
  type: string;
  [field: string]: unknown;
}

/** To whom something is said. */
export interface Listener {
  readonly locale: Locale;
  readonly channel: string;
}

export interface VoiceParts {
  readonly texts: Texts;
  readonly render: Renderer;
  readonly actions: Pick<Actions, 'standing'>;
  readonly knowledge: Pick<Knowledge, 'entries'>;
  readonly languages: readonly LanguageInfo[];
  /** The bot's account. */
  readonly bot: Speaker;
  readonly clock: Clock;
}

/** What the service and counselors say to users outside the bot's turns, as activities. */
export interface Voice {
  /** A sentence of the service's own, in the user's language. */
  say(to: Listener, key: TextKey, values?: Readonly<Record<string, string | number>>, buttons?: readonly StandingAction[]): SpokenActivity;
  /** The place in the queue, in words. */
  place(to: Listener, place: Pick<HandoffNotice, 'minutes'> & { readonly position: number }): SpokenActivity;
  /** What a counselor wrote, as it stands. @param language the locale that it is written in */
  quote(text: string, language: Locale, from: Speaker, clientId: string): SpokenActivity;
  /** A knowledge entry in the user's language. @throws {NotFoundError} if there is none with this id */
  entry(entryId: string, to: Listener, from: Speaker, clientId: string): SpokenActivity;
  /** What the chat window is told. */
  notice(notice: HandoffNotice): SpokenActivity;
}

export function createVoice({ texts, render, actions, knowledge, languages, bot, clock }: VoiceParts): Voice {
  const byCode = new Map(languages.map((language) => [language.code, language]));

  /** Names are anybody's words: they neither format the sentence nor turn its direction. */
  function safe(values: Readonly<Record<string, string | number>>, locale: Locale): Readonly<Record<string, string | number>> {
    const direction = byCode.get(locale)?.direction ?? 'ltr';
    const write = (value: string | number) => (typeof value === 'string' ? isolate(escapeMarkdown(value), direction) : value);
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]));
  }

  function rendered(reply: Reply, channel: string, from: Speaker): SpokenActivity {
    return { ...render(reply, { channelId: channel, asks: false }), type: 'message', from, timestamp: clock.iso() };
  }

  return {
    say({ locale, channel }, key, values = {}, buttons = []) {
      const suggestions = buttons.map((name) => actions.standing(name, locale));
      const text = texts.t(locale, key, safe(values, locale));
      if (showsButtons(channel)) return rendered({ locale, text, suggestions }, channel, bot);
      // Not as numbered lines: the bot doesn't know of this message, so a "2" would choose among what it said itself.
      const lines = suggestions.map(({ title }) => `- ${title}`).join('\n');
      return rendered({ locale, text: [text, lines].filter(Boolean).join('\n\n') }, channel, bot);
    },

    place: ({ locale, channel }, place) => rendered({ locale, text: placeText(texts, locale, place) }, channel, bot),

    quote: (text, language, from, clientId) => ({
      type: 'message',
      text,
      textFormat: 'plain',
      locale: byCode.get(language)?.tag ?? language,
      from,
      timestamp: clock.iso(),
      channelData: { counselor: { name: from.name }, clientActivityID: clientId },
    }),

    entry(entryId, { locale, channel }, from, clientId) {
      const entry = knowledge.entries.get(entryId);
      if (!entry) throw new NotFoundError('EntryNotFound', 'Diesen Eintrag gibt es nicht (mehr).');
      const answer = composeAnswer(entry, locale, { route: 'counselor', confidence: 1 }, texts);
      const activity = rendered({ ...answer, feedback: false }, channel, from);
      const channelData = { ...(activity['channelData'] as object), counselor: { name: from.name }, clientActivityID: clientId };
      return { ...activity, channelData };
    },

    notice: (notice) => ({ type: 'event', name: HANDOFF_NOTICE, value: notice, from: bot, timestamp: clock.iso() }),
  };
}
