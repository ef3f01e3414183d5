import type { Counselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Locale } from '../domain/locale.ts';
import type { QueuePlace } from './desk.ts';
import { family, takers } from './routing.ts';
import { byQueueOrder, type Situation } from './situation.ts';

const MINUTE_MS = 60_000;
/** Fewer conversations tell nothing about the next one. */
const FEWEST = 3;
/** Beyond this many minutes an estimate is no more exact than to five. */
const EXACT_MINUTES = 5;

/** Who want the same: the language, the topic's category, a certain counselor. */
interface Group {
  readonly able: readonly Counselor[];
  readonly language: Locale;
  waiting: number;
}

/**
 * The places in the queue and an honest guess at the waiting time, by the id of the handoff. What counts is how many stand before one who may
 * want the same counselor.
 * @param joining one that is about to join the queue
 * @param now ISO 8601, UTC
 */
export function placesOf(situation: Situation, now: string, joining?: Handoff): ReadonlyMap<string, QueuePlace> {
  const { counselors, waiting } = situation;
  const isNew = joining !== undefined && !waiting.some(({ id }) => id === joining.id);
  const queue = isNew ? [...waiting, joining].toSorted(byQueueOrder) : waiting;
  const groups = new Map<string, Group>();
  const estimate = estimator(situation);
  const places = new Map<string, QueuePlace>();
  for (const handoff of queue) {
    const key = groupOf(handoff, now);
    const group = groups.get(key) ?? { able: takers(handoff, counselors, now), language: handoff.language, waiting: 0 };
    groups.set(key, group);
    const rivals = [...groups.values()].filter((other) => other.waiting > 0 && compete(group, other));
    const position = 1 + sum(rivals.map((other) => other.waiting));
    group.waiting += 1;
    const minutes = estimate(position, group.able);
    places.set(handoff.id, { position, ...(minutes === undefined ? {} : { minutes }) });
  }
  return places;
}

function groupOf({ language, topic = '', assignedTo = '', assignedUntil = '' }: Handoff, now: string): string {
  return [family(language), topic.split('/')[0], assignedUntil > now ? assignedTo : ''].join(' ');
}

/** Whether two who wait may want the same counselor. */
function compete(one: Group, other: Group): boolean {
  return (
    one === other || family(one.language) === family(other.language) || one.able.some(({ id }) => other.able.some((two) => two.id === id))
  );
}

/**
 * As long as places are free it takes what it took until somebody noticed; then everybody before has to get the next place that becomes free.
 * Unknown if too few conversations are known, or nobody is here who could take it.
 */
function estimator({ active, ended }: Situation): (position: number, able: readonly Counselor[]) => number | undefined {
  const waits = [...active, ...ended].flatMap((one) => span(one.requestedAt, one.takenAt));
  const talks = ended.flatMap((one) => span(one.takenAt, one.endedAt));
  if (talks.length < FEWEST) return () => undefined;
  const [wait, talk] = [median(waits), median(talks)];
  const taken = Map.groupBy(active, ({ counselorId }) => counselorId);
  return (position, able) => {
    const places = sum(able.map(({ capacity }) => capacity));
    if (places === 0) return undefined;
    const free = sum(able.map(({ id, capacity }) => Math.max(0, capacity - (taken.get(id)?.length ?? 0))));
    const untilFree = (Math.max(0, position - free) * talk) / places;
    return rounded(Math.max(wait, untilFree) / MINUTE_MS);
  };
}

function span(from: string | undefined, to: string | undefined): number[] {
  if (from === undefined || to === undefined) return [];
  const ms = Date.parse(to) - Date.parse(from);
  return ms >= 0 ? [ms] : [];
}

function rounded(minutes: number): number {
  return minutes <= EXACT_MINUTES ? Math.max(1, Math.ceil(minutes)) : Math.ceil(minutes / 5) * 5;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
