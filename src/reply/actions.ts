import type { Entry, EntryText, Knowledge } from '../domain/entry.ts';
import type { LanguageInfo, Locale } from '../domain/locale.ts';
import type { Suggestion } from '../domain/reply.ts';
import { fold, words } from '../understanding/language/normalize.ts';
import { fallbacks, type Texts } from './i18n.ts';
import type { TextKey } from './texts-file.ts';

/** What a button does. A tapped button sends its text; the bot looks the text up here instead of interpreting it. */
export type Action =
  | { readonly do: 'entry'; readonly entry: string }
  | { readonly do: 'language'; readonly locale: Locale }
  | { readonly do: 'languages' | 'person' | 'topics' | 'none' }
  | { readonly do: 'offers'; readonly need?: string }
  | { readonly do: 'facet'; readonly facet: string; readonly value?: string }
  | { readonly do: 'erase' | 'eraseYes' | 'eraseNo' | 'show' }
  /** In the queue for a counselor, or instead of waiting in it. */
  | { readonly do: 'leaveQueue' | 'leaveMessage' | 'keepWaiting' }
  /** Whether to be connected: with what was written before, only with what comes from now on, or not. */
  | { readonly do: 'consentAll' | 'consentFromNow' | 'consentNo' }
  /** The language in which to speak with a counselor. */
  | { readonly do: 'speakNow'; readonly locale: Locale }
  /** Answers on the way to a counselor: no answer to this question; what was written before is the message; to leave it or not. */
  | { readonly do: 'skipQuestion' | 'messageBefore' | 'messageYes' | 'messageNo' }
  /** Only ever typed: to leave an open question; "German" in another language, which can mean the chat or a course. */
  | { readonly do: 'cancel' | 'german' };

/** A suggestion and what it does. */
export interface Option extends Suggestion {
  readonly action: Action;
}

/** Buttons that mean the same at any time, in contrast to the answers of a question. */
const STANDING = {
  person: { do: 'person' },
  languages: { do: 'languages' },
  topics: { do: 'topics' },
  offers: { do: 'offers' },
  erase: { do: 'erase' },
  show: { do: 'show' },
  leaveQueue: { do: 'leaveQueue' },
  leaveMessage: { do: 'leaveMessage' },
  keepWaiting: { do: 'keepWaiting' },
} as const satisfies Record<string, Action>;

export type StandingAction = keyof typeof STANDING;

/** Makes buttons, and recognises what buttons send. */
export interface Actions {
  /** The button of a standing action. */
  standing(name: StandingAction, locale: Locale): Option;
  /** A button with a text of its own, for the answers of a question. */
  own(key: TextKey, action: Action, locale: Locale, values?: Readonly<Record<string, string>>): Option;
  /** The button that leads to an entry, or `undefined` if there is no such entry. */
  entry(id: string, locale: Locale): Option | undefined;
  language(locale: Locale): Option;
  /**
   * What a message means that is exactly the text of a standing button, in any language, however old: buttons stay visible in many clients
   * long after the bot has forgotten them. `undefined` for everything else, and for titles that two entries share.
   */
  recognise(text: string): Action | undefined;
}

/** The form in which texts of buttons are compared: without case, accents, punctuation and direction marks. */
export function comparable(text: string): string {
  return words(fold(text.normalize('NFKC').replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD·]/g, ''))).join(' ');
}

/** An entry's text in a locale or the next one of its chain, and which one that was. */
export function entryText(entry: Entry, locale: Locale): EntryText {
  const found = fallbacks(locale).find((code) => entry.texts[code]);
  const text = (found && entry.texts[found]) ?? Object.values(entry.texts)[0];
  if (!text) throw new Error(`The entry ${entry.id} has no text in any language.`);
  return text;
}

export function createActions(knowledge: Knowledge, texts: Texts, languages: readonly LanguageInfo[]): Actions {
  const commands = collectCommands(knowledge, texts);
  const names = new Map(languages.map((language) => [language.code, language.name]));
  const plain = (title: string, action: Action): Option => ({ title, value: title, action });

  return {
    standing: (name, locale) => plain(texts.t(locale, `button.${name}`), STANDING[name]),
    own: (key, action, locale, values) => plain(texts.t(locale, key, values), action),
    language: (locale) => plain(names.get(locale) ?? locale, { do: 'language', locale }),
    entry(id, locale) {
      const entry = knowledge.entries.get(id);
      return entry && plain(entryText(entry, locale).title, { do: 'entry', entry: id });
    },
    recognise: (text) => commands.get(comparable(text)) ?? undefined,
  };
}

/** Text of a button -> what it does; `null` where the same text does two things. */
function collectCommands(knowledge: Knowledge, texts: Texts): ReadonlyMap<string, Action | null> {
  const commands = new Map<string, Action | null>();
  const add = (text: string, action: Action) => {
    const key = comparable(text);
    const known = commands.get(key);
    if (known === undefined) commands.set(key, action);
    else if (known?.do === 'entry' && action.do === 'entry' && known.entry !== action.entry) commands.set(key, null);
  };
  for (const entry of knowledge.entries.values()) {
    for (const text of Object.values(entry.texts)) add(text.title, { do: 'entry', entry: entry.id });
  }
  for (const locale of texts.locales) {
    for (const [name, action] of Object.entries(STANDING))
      commands.set(comparable(texts.t(locale, `button.${name as keyof typeof STANDING}`)), action);
  }
  commands.delete('');
  return commands;
}
