import { ADDRESS_RULES } from './scrub/addresses.ts';
import { nameSpans } from './scrub/names.ts';
import { NUMBER_RULES } from './scrub/numbers.ts';
import { ONLINE_RULES } from './scrub/online.ts';
import type { Rule, Span } from './scrub/span.ts';

/** Of two rules that find the same, the first one's label counts. */
const RULES: readonly Rule[] = [...ONLINE_RULES, ...NUMBER_RULES, ...ADDRESS_RULES, nameSpans];
/** A longer story says who somebody is by its details, which no rule finds. */
const MOST_CHARACTERS = 500;

/**
 * Removes what says who somebody is: names, ways to reach them, numbers of files and documents, birthdays, addresses. In its place stands
 * what it was: `[Name]`, `[Telefon]` ... Where it isn't sure, it removes. It works by rules, so a name that nothing announces and no list knows stays.
 */
export function scrub(text: string): string {
  const readable = text
    .normalize('NFC')
    // Marks that nobody sees, among them those that phones put around numbers.
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFE0F\u20E3\0]/g, '');
  const spans = RULES.flatMap((rule, rank) => [...rule(latinDigits(readable))].map((span) => ({ ...span, rank })));
  let result = '';
  let end = 0;
  for (const span of merge(spans)) {
    result += `${readable.slice(end, span.start)}[${span.label}]`;
    end = span.end;
  }
  return result + readable.slice(end);
}

/**
 * A question as it may be kept: without personal data, cut to a length that a question needs.
 * @returns `undefined` if hardly anything is left to learn from
 */
export function anonymousQuestion(text: string): string | undefined {
  const scrubbed = scrub(text).replace(/\s+/g, ' ').trim();
  const removed = scrubbed.match(/\[[\p{L}-]+\]/gu)?.length ?? 0;
  const words = scrubbed.replace(/\[[\p{L}-]+\]/gu, ' ').match(/[\p{L}\p{M}]{2,}/gu) ?? [];
  const letters = words.join('').length;
  if (letters < 3 || (removed > 0 && (words.length < 3 || words.length < 2 * removed))) return undefined;
  return scrubbed.length > MOST_CHARACTERS ? `${scrubbed.slice(0, MOST_CHARACTERS).replace(/\s*\S*$/, '')} …` : scrubbed;
}

/** Every digit of every script as 0 to 9, and signs of wide scripts as ours; each at its place. */
function latinDigits(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/(?!\d)\p{Nd}/gu, (digit) => digitValue(digit).padEnd(digit.length, ' '));
}

/** Digits stand in blocks of ten, zero first. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** Spans in order, those that overlap made one. */
function merge(spans: readonly (Span & { readonly rank: number })[]): readonly Span[] {
  const merged: (Span & { readonly rank: number })[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.rank - b.rank)) {
    const last = merged.at(-1);
    if (!last || span.start >= last.end) merged.push(span);
    else {
      const label = span.rank < last.rank ? span.label : last.label;
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), label, rank: Math.min(span.rank, last.rank) };
    }
  }
  return merged;
}
