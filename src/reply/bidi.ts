import type { Direction } from '../domain/locale.ts';

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const POP_ISOLATE = '\u2069';

/** Numbers of several groups: one sign between them, so that the end of one sentence and the beginning of the next stay apart. */
const NUMBER_GROUPS = /\+?\d+(?:[ \u00A0./-]\d+)+|\+\d+/g;
const LINK_ADDRESS = /(\]\([^)]*\))/;

/** Keeps a phone number, address or name in its own order inside a right-to-left text; returns it unchanged in others. */
export function isolate(text: string, direction: Direction): string {
  return direction === 'rtl' ? `${LEFT_TO_RIGHT_ISOLATE}${text}${POP_ISOLATE}` : text;
}

/**
 * Isolates every number of several groups ("116 016", "0711 1873-800", "2026-02-09") in right-to-left Markdown: without it the groups
 * are shown in reverse order, and people dial the wrong number. Link addresses stay as they are.
 */
export function isolateNumbers(markdown: string, direction: Direction): string {
  if (direction === 'ltr') return markdown;
  return markdown
    .split(LINK_ADDRESS)
    .map((part) => (part.startsWith('](') ? part : part.replace(NUMBER_GROUPS, (digits) => isolate(digits, direction))))
    .join('');
}

/** Without direction marks: for speech and for comparing. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
}
