import type { Analysis } from '../analysis.ts';
import type { ConceptHit, ConceptMatcher } from '../concepts.ts';

/** Concepts above the places that the knowledge base says nothing about, above where people come from, and the city that it is about. */
const ELSEWHERE = 'elsewhere';
const ORIGIN = 'origin-foreigner';
const HERE = 'stuttgart';

/** "in" and its like before a place, folded, in all languages at once; "from" is not among them: who comes from a place asks about this one. */
const IN = new Set('in im at nach en a au aux u w we la na σε στη στην στο στον στις στους στα у в во на في ب در به'.split(' '));
const ARTICLES = new Set('der die den dem the le les el il los las lo gli der'.split(' '));

/** Turkish says "in" at the end of the word; some places end so by themselves. */
const TURKISH_IN = /.{3}[dt][ae](ki|yim|yiz)?$/;
const TURKISH_NAMES = /^(kanada|hollanda|irlanda|izlanda|malta|uganda)$/;
/** Arabic says it at the beginning. */
const ARABIC_IN = /^\u0628\p{Script=Arabic}{3}/u;

/** Where a message plays: `mentioned` and `located` are about places other than the knowledge base's city, and false when it is named too. */
export interface Whereabouts {
  /** Another city or country is named. */
  readonly mentioned: boolean;
  /** The message says "in" such a place, or in a country that people come from. */
  readonly located: boolean;
}

/** Finds out whether a message is about another place. */
export function whereabouts(analysis: Analysis, concepts: readonly ConceptHit[], matcher: ConceptMatcher): Whereabouts {
  let mentioned = false;
  let located = false;
  for (const hit of concepts) {
    const above = matcher.withBroader(hit.id);
    if (above.includes(HERE)) return { mentioned: false, located: false };
    const isElsewhere = above.includes(ELSEWHERE);
    if (isElsewhere) mentioned = true;
    if ((isElsewhere || above.includes(ORIGIN)) && saysIn(analysis, hit.words)) located = true;
  }
  return { mentioned, located };
}

function saysIn({ tokens }: Analysis, words: string): boolean {
  const first = words.slice(0, words.indexOf(' ') < 0 ? undefined : words.indexOf(' '));
  const position = tokens.findIndex(({ word }) => word === first);
  if (position < 0) return false;
  if (TURKISH_IN.test(first) && !TURKISH_NAMES.test(first)) return true;
  if (ARABIC_IN.test(first)) return true;
  const before = tokens[position - 1]?.word ?? '';
  return IN.has(before) || (ARTICLES.has(before) && IN.has(tokens[position - 2]?.word ?? ''));
}
