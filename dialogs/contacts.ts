import type { Contact, Entry } from '../src/domain/entry.ts';
import type { Locale } from '../src/domain/locale.ts';
import { isolate } from '../src/reply/bidi.ts';
import { escapeMarkdown } from '../src/reply/markdown.ts';
import type { Turn } from './turn.ts';

const TALK_TO_HUMAN = 'meta/talk-to-human';

/** The entry whose contacts advise: the last topic's, if it leads to people, or else the first that "talk to a human" refers to. */
export function adviser(turn: Pick<Turn, 'memory' | 'services'>): Entry | undefined {
  const { entries } = turn.services.knowledge;
  const last = turn.memory.lastEntry === undefined ? undefined : entries.get(turn.memory.lastEntry);
  const general = entries.get(TALK_TO_HUMAN);
  const candidates = [
    ...(last && (last.handoff !== 'none' || last.kind === 'offer') ? [last] : []),
    ...(last?.related ?? []).map((id) => entries.get(id)).filter((entry) => entry?.handoff !== 'none' && entry?.kind === 'offer'),
    general,
    ...(general?.related ?? []).map((id) => entries.get(id)),
  ];
  return candidates.find((entry) => entry !== undefined && entry.kind !== 'safety' && entry.contacts.length > 0);
}

/** The offices that advise on what was talked about, and the sentence that stands before them; neither where none is known. */
export function otherHelp(turn: Turn): { readonly line: string | undefined; readonly contacts: readonly Contact[] } {
  const contacts = adviser(turn)?.contacts ?? [];
  return { line: contacts.length === 0 ? undefined : turn.services.texts.t(turn.locale, 'handoff.contacts'), contacts };
}

/** All that can be said where there are no counselors: who else advises. */
export function sayContacts(turn: Turn): void {
  const { texts, actions } = turn.services;
  const place = adviser(turn);
  const more = place && actions.entry(place.id, turn.locale);
  const text = texts.t(turn.locale, place ? 'person.intro' : 'person.noContacts');
  turn.say({ text, contacts: place?.contacts }, more ? [more] : [actions.standing('topics', turn.locale)]);
}

/** What a person wrote, or is called, as part of a text: it neither formats the text nor turns its direction. */
export function quoted({ services, locale }: Turn, words: string): string {
  const direction = services.languages.find(({ code }) => code === locale)?.direction ?? 'ltr';
  return isolate(escapeMarkdown(words), direction);
}

/** Sentences as one paragraph; in Leichte Sprache each stands on a line of its own. Absent ones are left out. */
export function paragraph(locale: Locale, sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence).join(locale === 'de-simple' ? '\n' : ' ');
}

/** Paragraphs as one text. Absent and empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join('\n\n');
}
