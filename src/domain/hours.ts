import type { WorkingHours } from './counselor.ts';

const DAYS = ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads hours such as `Mo-Fr 09:00-12:00, 13:00-17:00; Sa 10:00-13:00` (days in German, as on the door). An empty text means none.
 * @returns them by weekday, or `undefined` if the text can't be read
 */
export function parseHours(text: string): readonly WorkingHours[] | undefined {
  const all: WorkingHours[] = [];
  for (const part of text.split(';').flatMap((item) => item.trim() || [])) {
    const match = /^(\p{L}{2})(?:\s*[-–]\s*(\p{L}{2}))?\s+(.+)$/u.exec(part);
    if (!match) return undefined;
    const first = DAYS.indexOf(match[1]!.toLowerCase());
    const last = match[2] === undefined ? first : DAYS.indexOf(match[2].toLowerCase());
    if (first < 0 || last < first) return undefined;
    for (const span of match[3]!.split(',')) {
      const [from = '', to = ''] = span.split(/[-–]/).map((time) => time.trim());
      if (!TIME.test(from) || !TIME.test(to) || from >= to) return undefined;
      for (let day = first; day <= last; day += 1) all.push({ weekday: day + 1, from, to });
    }
  }
  return all.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
}
