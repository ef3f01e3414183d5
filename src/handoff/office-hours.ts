import { DateTime } from 'luxon';
import type { WorkingHours } from '../domain/counselor.ts';

const ZONE = 'Europe/Berlin';
/** How far ahead the next opening is looked for. A desk that is closed for longer has no next opening that anybody waits for. */
const DAYS_AHEAD = 60;

export interface OfficeCalendar {
  readonly hours: readonly WorkingHours[];
  /** YYYY-MM-DD */
  readonly closedDays: readonly string[];
  /** Public holidays, YYYY-MM-DD. */
  readonly holidays: ReadonlySet<string>;
}

/** The one gate that says when counselors are here, by the clock on the wall in Stuttgart. Times are ISO 8601 in UTC. */
export interface OfficeHours {
  /** @param own a counselor's hours, to be within both; empty or absent: the office's alone */
  isOpen(at: string, own?: readonly WorkingHours[]): boolean;
  /** When it opens next after `at`, even if it is open then. Absent if it doesn't for a long time. @param own as above */
  opensAt(at: string, own?: readonly WorkingHours[]): string | undefined;
}

type Span = Pick<WorkingHours, 'from' | 'to'>;

export function createOfficeHours({ hours, closedDays, holidays }: OfficeCalendar): OfficeHours {
  const closed = new Set([...closedDays, ...holidays]);

  function spansOn(day: DateTime, own: readonly WorkingHours[]): readonly Span[] {
    if (closed.has(day.toISODate() ?? '')) return [];
    const ofDay = (all: readonly WorkingHours[]) => all.filter(({ weekday }) => weekday === day.weekday);
    return own.length === 0 ? ofDay(hours) : ofDay(hours).flatMap((office) => ofDay(own).flatMap((mine) => common(office, mine) ?? []));
  }

  return {
    isOpen(at, own = []) {
      const local = DateTime.fromISO(at, { zone: ZONE });
      const time = local.toFormat('HH:mm');
      return spansOn(local, own).some(({ from, to }) => from <= time && time < to);
    },
    opensAt(at, own = []) {
      const local = DateTime.fromISO(at, { zone: ZONE });
      for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
        const day = local.startOf('day').plus({ days: ahead });
        const starts = spansOn(day, own).map(({ from }) => DateTime.fromISO(`${day.toISODate()}T${from}`, { zone: ZONE }));
        const next = starts.filter((start) => start > local).sort((a, b) => a.toMillis() - b.toMillis())[0];
        if (next) return next.toUTC().toISO() ?? undefined;
      }
      return undefined;
    },
  };
}

function common(one: Span, other: Span): Span | undefined {
  const [, from = ''] = [one.from, other.from].sort();
  const [to = ''] = [one.to, other.to].sort();
  return from < to ? { from, to } : undefined;
}
