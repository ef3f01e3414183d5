import type { Insights } from '../../desk/protocol.ts';

/** What a message can come to, in the order in which charts stack it; greetings are left out, they carry no request. */
export const SHOWN_OUTCOMES = ['answered', 'asked-back', 'failed', 'handed-over', 'message-left', 'danger'] as const;
export type ShownOutcome = (typeof SHOWN_OUTCOMES)[number];

export interface Period {
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
}

export interface Bar {
  /** The first day that it stands for, YYYY-MM-DD. */
  readonly day: string;
  readonly outcomes: Readonly<Record<ShownOutcome, number>>;
  readonly total: number;
}

const DAY_MS = 24 * 3_600_000;
/** More bars than this can't be told apart: then one stands for a week. */
const MOST_DAYS = 45;

/** The last `days` days up to today, in the town's time zone. */
export function lastDays(days: number, nowMs: number): Period {
  const day = (ms: number) => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(new Date(ms));
  return { from: day(nowMs - (days - 1) * DAY_MS), to: day(nowMs) };
}

/** The days of a period as bars, days without anything included; whole weeks (from Monday) where there are many days. */
export function barsOf({ from, to, days }: Pick<Insights, 'from' | 'to' | 'days'>): {
  readonly bars: readonly Bar[];
  readonly areWeeks: boolean;
} {
  const counts = new Map(days.map(({ day, outcomes }) => [day, outcomes]));
  const all: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += DAY_MS) all.push(new Date(ms).toISOString().slice(0, 10));
  const areWeeks = all.length > MOST_DAYS;
  const groups = new Map<string, string[]>();
  for (const day of all) {
    const first = areWeeks ? (all.find((other) => mondayOf(other) === mondayOf(day)) ?? day) : day;
    groups.set(first, [...(groups.get(first) ?? []), day]);
  }
  const bars = [...groups].map(([day, members]) => {
    const sum = (outcome: ShownOutcome) => members.reduce((total, member) => total + (counts.get(member)?.[outcome] ?? 0), 0);
    const outcomes = Object.fromEntries(SHOWN_OUTCOMES.map((outcome) => [outcome, sum(outcome)])) as Record<ShownOutcome, number>;
    return { day, outcomes, total: Object.values(outcomes).reduce((a, b) => a + b, 0) };
  });
  return { bars, areWeeks };
}

/** A round number at or above the highest bar, so that the axis has whole steps. */
export function niceMaximum(highest: number): number {
  // Of few things there are no halves.
  if (highest <= 20) return Math.max(1, Math.ceil(highest / 4)) * 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= highest) ?? 10 * power;
}

function mondayOf(day: string): number {
  const ms = Date.parse(day);
  return ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS;
}
