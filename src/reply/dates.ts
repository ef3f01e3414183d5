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

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters cost a hundred times more to make than to use, so they are kept. */
function formatter(tag: string, withMonth: boolean, withDay: boolean): Intl.DateTimeFormat {
  const key = `${tag} ${withMonth} ${withDay}`;
  let found = formatters.get(key);
  if (!found) {
    // Our English is British: 23 November, not November 23.
    found = new Intl.DateTimeFormat(`${tag === 'en' ? 'en-GB' : tag}-u-ca-gregory-nu-latn`, {
      timeZone: 'UTC',
      year: 'numeric',
      ...(withMonth ? { month: 'long' } : {}),
      ...(withDay ? { day: 'numeric' } : {}),
    });
    formatters.set(key, found);
  }
  return found;
}
