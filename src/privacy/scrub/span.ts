/** What stands in the place of what was removed, in German for the editors. */
export type Label = 'Name' | 'E-Mail' | 'Telefon' | 'Konto' | 'Nummer' | 'Datum' | 'Adresse' | 'Kennzeichen' | 'Link';

/** A stretch of the text that says who somebody is. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: Label;
}

/** Finds one kind of personal data. The text has Latin digits only. Every rule is linear in the text's length. */
export type Rule = (text: string) => Iterable<Span>;

/** A rule from a pattern: the whole match, or its group `it` if it has one, is removed. */
export function pattern(label: Label, regex: RegExp, isMeant: (match: RegExpExecArray) => boolean = () => true): Rule {
  const global = new RegExp(regex.source, `${regex.flags.replace(/[dg]/g, '')}dg`);
  return function* find(text) {
    for (const match of text.matchAll(global)) {
      const [start, end] = match.indices?.groups?.['it'] ?? [match.index, match.index + match[0].length];
      if (end > start && isMeant(match)) yield { start, end, label };
    }
  };
}

/** The parts of a list, ready to be alternatives of a pattern; longer ones first, so that none hides another. Bars in brackets divide no parts. */
export function alternatives(list: string): string {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of list) {
    if ('(['.includes(sign)) depth += 1;
    if (')]'.includes(sign)) depth -= 1;
    if (sign === '|' && depth === 0) parts.push('');
    else parts.push(parts.pop() + sign);
  }
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}
