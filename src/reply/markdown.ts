import type { Contact, Source } from '../domain/entry.ts';
import type { Direction, Locale } from '../domain/locale.ts';
import { telephoneAddress } from '../domain/phone.ts';
import { isolate, withoutDirectionMarks } from './bidi.ts';
import { formatDate } from './dates.ts';
import type { Texts } from './i18n.ts';

/** How a text is to be written: its locale, that locale's BCP 47 tag and direction. */
export interface Writing {
  readonly locale: Locale;
  readonly tag: string;
  readonly direction: Direction;
}

/** Contacts as a list, one line each, with everything that is known. Empty for none. */
export function contactList(contacts: readonly Contact[], writing: Writing, texts: Texts): string {
  const { locale, direction } = writing;
  const lines = contacts.map((contact) => {
    const parts = [
      contact.phone && texts.t(locale, 'answer.phone', { value: phoneLink(contact.phone, direction) }),
      contact.email && texts.t(locale, 'answer.email', { value: link(contact.email, `mailto:${contact.email}`, direction) }),
      contact.url && texts.t(locale, 'answer.web', { value: link(bareAddress(contact.url), contact.url, direction) }),
      contact.address && texts.t(locale, 'answer.address', { value: isolate(escapeMarkdown(contact.address), direction) }),
      asOf(contact.asOf, writing, texts),
    ];
    return `- **${isolate(escapeMarkdown(contact.name), direction)}** · ${parts.filter(Boolean).join(' · ')}`.replace(/ · $/, '');
  });
  return section(texts.t(locale, 'answer.contacts'), lines);
}

/** Sources as a list of links with their date. Empty for none. */
export function sourceList(sources: readonly Source[], writing: Writing, texts: Texts): string {
  const lines = sources.map((source) => {
    const date = asOf(source.asOf, writing, texts);
    return `- ${link(source.title, source.url, writing.direction)}${date ? ` · ${date}` : ''}`;
  });
  return section(texts.t(writing.locale, 'answer.sources'), lines);
}

/**
 * A phone number as a link that dials. What people add to it ("ohne Vorwahl") stays beside it. Local numbers get Germany's prefix, because
 * many newcomers still use a foreign SIM card; emergency and free numbers work only as they are.
 */
export function phoneLink(phone: string, direction: Direction): string {
  const number = /^\+?\d[\d\s/()-]*\d/.exec(phone)?.[0];
  if (!number) return isolate(escapeMarkdown(phone), direction);
  return link(number, telephoneAddress(number), direction) + escapeMarkdown(phone.slice(number.length));
}

/** Markdown as it is read aloud: without marks, link addresses and direction marks. */
export function plainText(markdown: string): string {
  return withoutDirectionMarks(markdown)
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, '')
    .replace(/\*\*|\\(?=[[\]*_\\`])/g, '')
    .replace(/\s*\n+\s*/g, '\n')
    .trim();
}

/** Keeps characters of a name or title from being read as Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\[\]*_`]/g, '\\$&');
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${heading}**\n\n${lines.join('\n')}`;
}

function link(label: string, address: string, direction: Direction): string {
  return `[${isolate(escapeMarkdown(label), direction)}](${address.replaceAll(' ', '%20').replaceAll(')', '%29')})`;
}

function bareAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

function asOf(date: string, writing: Writing, texts: Texts): string | undefined {
  const written = formatDate(date, writing.tag);
  return written && texts.t(writing.locale, 'answer.asOf', { date: written });
}
