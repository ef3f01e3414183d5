import type { Count, OpenQuestion } from '../storage/insights.ts';
import type { InsightNames } from './report.ts';

/** `;` is what a German Excel expects, `,` what most other programs do. */
export type Separator = ';' | ',';

/** Excel takes a file for UTF-8 only with this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A cell that begins so is run as a formula by spreadsheets, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Counts as a table for spreadsheets: one line for each day, outcome, entry and language. */
export function countsCsv(counts: readonly Count[], { entryTitle }: Pick<InsightNames, 'entryTitle'>, separator: Separator = ';'): string {
  const lines = counts.map(({ day, outcome, entry, locale, count }) => [
    day,
    outcome,
    entry,
    entryTitle(entry) ?? '',
    locale,
    String(count),
  ]);
  return table([['Tag', 'Ergebnis', 'Eintrag', 'Titel', 'Sprache', 'Anzahl'], ...lines], separator);
}

/** Questions without an answer as a table for spreadsheets. */
export function questionsCsv(questions: readonly OpenQuestion[], separator: Separator = ';'): string {
  const lines = questions.map(({ askedAt, locale, text, guesses, concepts, state }) => [
    askedAt,
    locale,
    text,
    guesses.join(' '),
    concepts.join(' '),
    state,
  ]);
  return table([['Zeit', 'Sprache', 'Frage', 'Vermutungen', 'Begriffe', 'Stand'], ...lines], separator);
}

/** As RFC 4180 has it: lines end with CR LF, cells with a separator, quote or line end are quoted. */
function table(lines: readonly (readonly string[])[], separator: Separator): string {
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map((text) => cell(text, separator)).join(separator)}\r\n`).join('');
}

function cell(text: string, separator: Separator): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(harmless) || harmless.includes(separator) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
