import type { Insights } from '../desk/protocol.ts';
import type { LanguageInfo } from '../domain/locale.ts';
import { type Count, OUTCOMES, type Outcome } from '../storage/insights.ts';

/** What a user thinks of an answer isn't a message of theirs. */
const RATINGS: readonly Outcome[] = ['helpful', 'unhelpful'];
/** The most entries that are listed. */
const MOST_ENTRIES = 100;

/** Germany's day of a report: both ends belong to it. */
export interface Period {
  /** YYYY-MM-DD */
  readonly from: string;
  readonly to: string;
}

export interface InsightNames {
  /** German title of an entry; `undefined` if there is no such entry any more. */
  entryTitle(id: string): string | undefined;
  /** As they stand in `locales/languages.json`. */
  readonly languages: readonly Pick<LanguageInfo, 'code' | 'name'>[];
}

/** What the desk shows of a period: every day of it (also those without messages), the entries asked for most often, and the languages. */
export function computeInsights(counts: readonly Count[], period: Period, names: InsightNames): Insights {
  const within = counts.filter(({ day }) => day >= period.from && day <= period.to);
  return { ...period, days: byDay(within, period), entries: byEntry(within, names), languages: byLanguage(within, names) };
}

function byDay(counts: readonly Count[], { from, to }: Period): Insights['days'] {
  const days = new Map(daysOf(from, to).map((day) => [day, Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]))]));
  for (const { day, outcome, count } of counts) {
    const outcomes = days.get(day);
    if (outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  }
  return [...days].map(([day, outcomes]) => ({ day, outcomes }));
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (const day = new Date(`${from}T12:00:00Z`); ; day.setUTCDate(day.getUTCDate() + 1)) {
    const name = day.toISOString().slice(0, 10);
    if (name > to) return days;
    days.push(name);
  }
}

function byEntry(counts: readonly Count[], { entryTitle }: InsightNames): Insights['entries'] {
  const entries = new Map<string, { count: number; helpful: number; unhelpful: number }>();
  for (const { entry, outcome, count } of counts) {
    if (entry === '') continue;
    const sums = entries.get(entry) ?? { count: 0, helpful: 0, unhelpful: 0 };
    if (outcome === 'helpful' || outcome === 'unhelpful') sums[outcome] += count;
    else sums.count += count;
    entries.set(entry, sums);
  }
  return [...entries]
    .map(([id, sums]) => ({ id, title: entryTitle(id) ?? id, ...sums }))
    .toSorted((a, b) => b.count - a.count || a.id.localeCompare(b.id))
    .slice(0, MOST_ENTRIES);
}

function byLanguage(counts: readonly Count[], { languages }: InsightNames): Insights['languages'] {
  const sums = new Map<string, number>();
  for (const { locale, outcome, count } of counts) {
    if (!RATINGS.includes(outcome)) sums.set(locale, (sums.get(locale) ?? 0) + count);
  }
  const name = (code: string) => languages.find((language) => language.code === code)?.name ?? code;
  return [...sums]
    .map(([code, count]) => ({ code, name: name(code), count }))
    .toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}
