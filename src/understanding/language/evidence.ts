import { GERMAN_TERMS, NAMES, SHARED } from './data/neutral.ts';
import { EVERYDAY_WORDS } from './data/words/index.ts';
import { Lexicon, tokens } from './lexicon.ts';
import { loadNgramTable } from './ngram-table.ts';
import { clean, fold } from './normalize.ts';
import { latinSpellings, serbianCyrillic } from './spellings.ts';
import { VARIETIES } from './varieties.ts';

/** What one word says. */
export interface WordEvidence {
  /** Evidence in nats, one number a variety, in the order of `VARIETIES`. */
  readonly scores: Float64Array;
  /** A German official term or a name from here: says little about the message. */
  readonly german: boolean;
  /** Stands in a word list or in the knowledge base. */
  readonly known: boolean;
}

/** An everyday word of a language, in nats. */
const EVERYDAY = 3;
/** A word of the knowledge base in one language only, in nats. */
const OWN_VOCABULARY = 2;
/** A unit of the n-gram table, in nats. */
const TABLE_UNIT = 1 / 60;
/** What remains of the evidence of neutral words. */
const NEUTRAL = 0.1;

/** Folded words, some ending in `*`. */
class WordSet {
  readonly #whole = new Set<string>();
  readonly #beginnings: string[] = [];

  constructor(list: string) {
    for (const word of list.trim().split(/\s+/))
      if (word.endsWith('*')) this.#beginnings.push(word.slice(0, -1));
      else this.#whole.add(word);
  }

  has(folded: string): boolean {
    return this.#whole.has(folded) || this.#beginnings.some((beginning) => folded.startsWith(beginning));
  }
}

/**
 * Prepares everything that is known about words.
 * @param vocabulary texts of the knowledge base, by locale
 * @returns the evidence of a lower-case word in a script
 */
export function createWordEvidence(
  vocabulary: Iterable<{ readonly locale: string; readonly text: string; readonly mixed: boolean }>,
): (word: string, script: string) => WordEvidence {
  const table = loadNgramTable();
  const german = new WordSet(GERMAN_TERMS);
  const neutral = new WordSet(`${NAMES} ${SHARED}`);
  const lexicon = buildLexicon(vocabulary);
  const tableColumn = VARIETIES.map((variety) => (variety.table === undefined ? -1 : table.languages.indexOf(variety.table)));
  const tableScores = new Float64Array(table.languages.length);

  return (word) => {
    const scores = new Float64Array(VARIETIES.length);
    const folded = fold(word);
    tableScores.fill(0);
    table.score(word, tableScores, TABLE_UNIT);
    for (let index = 0; index < scores.length; index++) {
      const column = tableColumn[index] ?? -1;
      if (column >= 0) scores[index] = tableScores[column] ?? 0;
    }
    const exact = lexicon.lookup(word.replaceAll("'", ''));
    const memberships = exact.length > 0 ? exact : lexicon.lookup(folded.replaceAll("'", ''));
    for (const { variety, weight } of memberships) scores[variety] = (scores[variety] ?? 0) + weight;
    const stem = folded.split("'")[0] ?? folded;
    const isGerman = german.has(stem);
    if (isGerman || neutral.has(stem)) for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) * NEUTRAL;
    return { scores, german: isGerman, known: memberships.length > 0 };
  };
}

function buildLexicon(vocabulary: Iterable<{ readonly locale: string; readonly text: string; readonly mixed: boolean }>): Lexicon {
  const lexicon = new Lexicon();
  const index = new Map(VARIETIES.map((variety, at) => [variety.id, at]));
  for (const [id, list] of Object.entries(EVERYDAY_WORDS))
    for (const token of tokens(list)) {
      const word = token.replaceAll("'", '');
      const own = index.get(id);
      if (own !== undefined) lexicon.add(word, own, EVERYDAY);
      const latin = index.get(`${id}-latn`);
      if (latin !== undefined) for (const spelling of latinSpellings(id, fold(word))) lexicon.add(spelling, latin, EVERYDAY * 0.8);
      if (id === 'hr' || id === 'sr-latn') lexicon.add(serbianCyrillic(word), index.get('sr')!, EVERYDAY * (id === 'hr' ? 0.8 : 1));
    }
  const counts = new Map<string, Map<number, number>>();
  for (const { locale, text, mixed } of vocabulary) {
    if (mixed) continue;
    const variety = index.get(locale.split('-')[0] ?? '');
    if (variety === undefined) continue;
    for (const word of tokens(clean(text))) {
      const plain = word.replaceAll("'", '');
      let row = counts.get(plain);
      if (row === undefined) counts.set(plain, (row = new Map()));
      row.set(variety, (row.get(variety) ?? 0) + 1);
    }
  }
  for (const [word, row] of counts) {
    // A word that several languages' texts use is a loan or a name.
    if (row.size > 2) continue;
    const most = Math.max(...row.values());
    for (const [variety, count] of row) if (count * 4 >= most) lexicon.add(word, variety, OWN_VOCABULARY * Math.min(1, (1 + count) / 4));
  }
  return lexicon;
}
