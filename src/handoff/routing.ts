import type { Counselor } from '../domain/counselor.ts';
import type { Locale } from '../domain/locale.ts';
import type { OfficeHours } from './office-hours.ts';

/** What is asked of a counselor. */
export interface Need {
  /** The language to speak in. */
  readonly language: Locale;
  /** An entry of the knowledge base; its category is the topic. */
  readonly topic?: string | undefined;
  /** Only this counselor may take it, until then. */
  readonly assignedTo?: string | undefined;
  readonly assignedUntil?: string | undefined;
}

/** What people who know only a little of it can still talk in, best first. */
const COMMON_LANGUAGES: readonly Locale[] = ['en', 'de-simple'];

/** Who speaks German can write easy German, and the other way round. */
export function speaks({ languages }: Counselor, language: Locale): boolean {
  return languages.some((spoken) => family(spoken) === family(language));
}

export function family(locale: Locale): Locale {
  return locale === 'de-simple' ? 'de' : locale;
}

/** Whether somebody is at the desk and takes conversations. */
export function isHere({ presence, capacity }: Counselor): boolean {
  return presence === 'here' && capacity > 0;
}

/**
 * The counselors who are here and can take it. Those who know the topic, if there are any: others may take it as well, but nobody should be
 * promised their time.
 */
export function takers(need: Need, counselors: readonly Counselor[], now: string): readonly Counselor[] {
  const { assignedTo, assignedUntil = '' } = need;
  if (assignedTo !== undefined && assignedUntil > now) return counselors.filter((one) => isHere(one) && one.id === assignedTo);
  const here = counselors.filter((one) => isHere(one) && speaks(one, need.language));
  const knowing = here.filter((one) => knowsTopic(one, need.topic));
  return knowing.length > 0 ? knowing : here;
}

function knowsTopic({ topics }: Counselor, topic: string | undefined): boolean {
  return topics.length === 0 || topic === undefined || topics.includes(topic.split('/')[0] ?? '');
}

/** The languages in which somebody is here, best first: the user's own, then those that many people know a little. */
export function languagesNow(locale: Locale, counselors: readonly Counselor[]): readonly Locale[] {
  const here = counselors.filter(isHere);
  const wanted = [locale, ...COMMON_LANGUAGES.filter((common) => family(common) !== family(locale))];
  return wanted.filter((language) => here.some((one) => speaks(one, language)));
}

/** A longer queue takes hours: whoever comes then is better off leaving a message, and nobody can fill the desk with requests without end. */
const MOST_WAITING_FOR_EACH = 20;

/** Whether so many wait already that nobody should be sent into the queue. */
export function isQueueFull(waiting: number, counselors: readonly Counselor[]): boolean {
  return waiting >= MOST_WAITING_FOR_EACH * counselors.filter(isHere).length;
}

/** When a colleague who speaks the language comes next by their hours and those of the office; absent if there is none. */
export function speakerFrom(
  language: Locale,
  counselors: readonly Counselor[],
  office: Pick<OfficeHours, 'opensAt'>,
  now: string,
): string | undefined {
  const times = counselors
    .filter((one) => one.capacity > 0 && speaks(one, language))
    .flatMap((one) => office.opensAt(now, one.hours) ?? []);
  return times.sort()[0];
}
