import type { Colleague, HandoffSummary, Me } from '../../desk/protocol.ts';
import type { WorkingHours } from '../../domain/counselor.ts';
import { fill } from '../shared/strings.ts';
import type { Strings } from './strings.ts';

const ZONE = 'Europe/Berlin';
const MINUTE_MS = 60_000;

/** One text of `{ one, other }` with `{{count}}`. */
export function plural(texts: { readonly one: string; readonly other: string }, count: number, tag: string): string {
  const form = new Intl.PluralRules(tag).select(count) === 'one' ? texts.one : texts.other;
  return fill(form, { count: number(count, tag) });
}

export function number(value: number, tag: string): string {
  return new Intl.NumberFormat(tag).format(value);
}

/** A time span to the minute, as a reader at a glance wants it. */
export function duration(ms: number, { duration: words }: Strings, tag: string): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
  if (minutes < 1) return words.now;
  if (minutes < 60) return fill(words.minutes, { count: String(minutes) });
  if (minutes < 24 * 60) return fill(words.hours, { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) });
  return plural(words.days, Math.floor(minutes / (24 * 60)), tag);
}

/** The time of day; with the date unless it is today's. */
export function clock(iso: string, tag: string, nowMs: number): string {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat(tag, { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(at);
  const day = (value: Date) => new Intl.DateTimeFormat('sv', { timeZone: ZONE }).format(value);
  if (day(at) === day(new Date(nowMs))) return time;
  return `${new Intl.DateTimeFormat(tag, { timeZone: ZONE, day: 'numeric', month: 'short' }).format(at)}, ${time}`;
}

/** A weekday with time: `Montag, 09:00`. */
export function weekdayClock(iso: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { timeZone: ZONE, weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
}

export function date(iso: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { timeZone: ZONE, dateStyle: 'long' }).format(new Date(iso));
}

export function dateAndTime(iso: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { timeZone: ZONE, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** What a locale is called: as the service says in German, else by the browser's names. */
export function languageName(code: string, me: Me | undefined, tag: string): string {
  const named = me?.languages.find((language) => language.code === code)?.name;
  if (tag === 'de' && named) return named;
  if (code === 'de-simple') return tag === 'de' ? 'Leichte Sprache' : 'Easy German';
  try {
    return new Intl.DisplayNames(tag, { type: 'language' }).of(code) ?? code;
  } catch {
    return named ?? code;
  }
}

/** How a person is called on the desk: by name, else by language. */
export function whoIs(handoff: HandoffSummary, me: Me | undefined, strings: Strings, tag: string): string {
  return handoff.name ?? `${strings.list.nobodyNamed} (${languageName(handoff.locale, me, tag)})`;
}

/** Colleagues who are here and speak a language, the counselor left out. */
export function speakersOf(colleagues: readonly Colleague[], language: string, myId: string | undefined): number {
  return colleagues.filter(({ id, presence, languages }) => id !== myId && presence === 'here' && languages.includes(language)).length;
}

const DAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

/** Working hours as they are typed and as `parseHours` reads them: `Mo-Fr 09:00-12:00, 13:00-17:00; Sa 10:00-13:00`. */
export function formatHours(hours: readonly WorkingHours[]): string {
  const byDay = DAYS.map((_, index) =>
    hours
      .filter(({ weekday }) => weekday === index + 1)
      .map(({ from, to }) => `${from}-${to}`)
      .join(', '),
  );
  const parts: string[] = [];
  for (let first = 0; first < DAYS.length; ) {
    let last = first;
    while (last + 1 < DAYS.length && byDay[last + 1] === byDay[first]) last += 1;
    if (byDay[first] !== '') parts.push(`${DAYS[first]}${last > first ? `-${DAYS[last]}` : ''} ${byDay[first]}`);
    first = last + 1;
  }
  return parts.join('; ');
}
