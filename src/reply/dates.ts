/**
 * Writes a date in words. Digits are Latin and the calendar Gregorian in every language, because that is how dates stand on the papers
 * that people hold beside the screen.
 * @param date YYYY, YYYY-MM, YYYY-MM-DD; anything else (`undated`) gives `undefined`
 * @param tag BCP 47 tag of the language to write it in
 */
export function formatDate(date: string, tag: string): string | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!match) return undefined;
  const [, year, month, day] = match;
  const moment = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  if (Number.isNaN(moment.getTime())) return undefined;
  return formatter(tag, month !== undefined, day !== undefined).format(moment);
}

/**
 * Writes a moment as people in Stuttgart read it on the clock: the time if it is today, else with weekday and date.
 * @param at ISO 8601
 * @param tag BCP 47 tag of the language to write it in
 */
export function formatMoment(at: string, tag: string, now: Date): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const write = (moment: Date, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(calendar(tag), { timeZone: 'Europe/Berlin', ...parts }).format(moment);
  const moment = new Date(at);
  return write(moment, day) === write(now, day) ? write(moment, time) : write(moment, { ...day, ...time });
}

/**
 * Writes a moment in full, with year, as the clock in Stuttgart shows it.
 * @param at ISO 8601
 * @param tag BCP 47 tag of the language to write it in
 */
export function formatTimestamp(at: string, tag: string): string {
  return new Intl.DateTimeFormat(calendar(tag), {
    timeZone: 'Europe/Berlin',
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(at));
}

/** Our English is British: 23 November, not November 23. */
function calendar(tag: string): string {
  return `${tag === 'en' ? 'en-GB' : tag}-u-ca-gregory-nu-latn`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters cost a hundred times more to make than to use, so they are kept. */
function formatter(tag: string, withMonth: boolean, withDay: boolean): Intl.DateTimeFormat {
  const key = `${tag} ${withMonth} ${withDay}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(calendar(tag), {
      timeZone: 'UTC',
      year: 'numeric',
      ...(withMonth ? { month: 'long' } : {}),
      ...(withDay ? { day: 'numeric' } : {}),
    });
    formatters.set(key, found);
  }
  return found;
}
