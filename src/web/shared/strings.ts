import type words from '../../../locales/de/widget.json';

/** The window's words in one language, by section; German has them all and gives the shape. */
export type Strings = Omit<typeof words, '_note' | 'page'>;

/** Puts values into a text: `fill('Call {{number}}', { number: '110' })`. A name without a value stays visible. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/**
 * A date of the knowledge base in the reader's language and exactly as precise as it is: a year, a month or a day.
 * `undefined` for `undated` and for anything that is no date.
 */
export function formatDate(date: string | undefined, languageTag: string): string | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  if (!match) return undefined;
  const [, year, month, day] = match;
  if (!month) return year;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  if (at.getUTCMonth() + 1 !== Number(month)) return undefined;
  // One calendar and one kind of digits everywhere: those on German letters.
  const tag = `${languageTag}-u-ca-gregory-nu-latn`;
  return new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
  }).format(at);
}
