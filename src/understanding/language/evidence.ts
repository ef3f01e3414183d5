import { GERMAN_TERMS, NAMES, SHARED } from './data/neutral.ts';
import { EVERYDAY_WORDS } from './data/words/index.ts';
import { LetterModel } from './letter-model.ts';
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

/** The weights, in nats; found by cross-validation on the knowledge base's messages and on words of our own. */
export const WEIGHTS = {
  everyday: 2,
  ownVocabulary: 1.5,
  table: 1 / 50,
  letters: 0.5,
  neutral: 0.1,
  /** Log probability of a letter in no language at all. */
  noise: -3.4,
};

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

interface Vocabulary {
  readonly locale: string;
  readonly text: string;
  readonly mixed: boolean;
}

/**
 * Prepares everything that is known about words.
 * @param vocabulary texts of the knowledge base, by locale
 * @returns the evidence of a lower-case word in a script
 */
export function createWordEvidence(vocabulary: Iterable<Vocabulary>): (word: string, script: string) => WordEvidence {
  const table = loadNgramTable();
  const german = new WordSet(GERMAN_TERMS);
  const neutral = new WordSet(`${NAMES} ${SHARED}`);
  const { lexicon, training } = collectWords(vocabulary);
  const models = new Map<string, LetterModel>();
  for (const script of new Set(VARIETIES.map((variety) => variety.script)))
    models.set(script, new LetterModel(new Map([...training].filter(([variety]) => VARIETIES[variety]!.script === script))));
  const tableColumn = VARIETIES.map((variety) => (variety.table === undefined ? -1 : table.languages.indexOf(variety.table)));
  const tableScores = new Float64Array(table.languages.length);

  return (word, script) => {
    const scores = new Float64Array(VARIETIES.length);
    const folded = fold(word);
    tableScores.fill(0);
    table.score(word, tableScores, WEIGHTS.table);
    for (let index = 0; index < scores.length; index++) {
      const column = tableColumn[index] ?? -1;
      if (column >= 0) scores[index] = tableScores[column] ?? 0;
    }
    const plain = word.replaceAll("'", '');
    const model = models.get(script);
    if (model) {
      for (let index = 0; index < scores.length; index++) scores[index] = scores[index]! - (plain.length + 1) * WEIGHTS.noise * WEIGHTS.letters;
      model.score(plain, scores, WEIGHTS.letters);
    }
    const exact = lexicon.lookup(plain);
    const memberships = exact.length > 0 ? exact : lexicon.lookup(folded.replaceAll("'", ''));
    for (const { variety, weight } of memberships) scores[variety] = (scores[variety] ?? 0) + weight;
    const stem = folded.split("'")[0] ?? folded;
    const isGerman = german.has(stem);
    if (isGerman || neutral.has(stem))
      for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) * WEIGHTS.neutral;
    return { scores, german: isGerman, known: memberships.length > 0 };
  };
}

/** How much an everyday word weighs beside one of the knowledge base when letters are counted. */
const EVERYDAY_COUNT = 3;
/** A spelling that a rule made, beside one that a person wrote. */
const DERIVED_COUNT = 1;

/** Words of the lists and of the knowledge base: as a lexicon, and as training for the letter models, by variety. */
function collectWords(vocabulary: Iterable<Vocabulary>): { lexicon: Lexicon; training: Map<number, Map<string, number>> } {
  const lexicon = new Lexicon();
  const training = new Map(VARIETIES.map((_, variety) => [variety, new Map<string, number>()]));
  const indexOf = new Map(VARIETIES.map((variety, index) => [variety.id, index]));
  const teach = (variety: number, word: string, weight: number) => {
    const words = training.get(variety)!;
    words.set(word, Math.max(weight, words.get(word) ?? 0));
    const folded = fold(word);
    if (folded !== word) words.set(folded, Math.max(weight / 2, words.get(folded) ?? 0));
  };
  const teachEverywhere = (id: string, word: string, weight: number, everyday: number) => {
    const variety = indexOf.get(id);
    if (variety !== undefined) {
      teach(variety, word, weight);
      if (everyday > 0) lexicon.add(word, variety, everyday);
    }
    const latin = indexOf.get(`${id}-latn`);
    if (latin !== undefined)
      for (const spelling of latinSpellings(id, fold(word))) {
        teach(latin, spelling, Math.min(weight, DERIVED_COUNT));
        if (everyday > 0) lexicon.add(spelling, latin, everyday * 0.8);
      }
    if (id === 'hr' || id === 'sr-latn') {
      const cyrillic = serbianCyrillic(word);
      const serbian = indexOf.get('sr')!;
      teach(serbian, cyrillic, weight);
      if (everyday > 0) lexicon.add(cyrillic, serbian, everyday * 0.8);
    }
  };
  for (const [id, list] of Object.entries(EVERYDAY_WORDS))
    for (const token of tokens(list)) teachEverywhere(id, token.replaceAll("'", ''), EVERYDAY_COUNT, WEIGHTS.everyday);

  const counts = new Map<string, Map<string, number>>();
  for (const { locale, text, mixed } of vocabulary) {
    if (mixed) continue;
    const id = locale.split('-')[0] ?? '';
    for (const token of tokens(clean(text))) {
      const word = token.replaceAll("'", '');
      const row = counts.get(word) ?? new Map<string, number>();
      counts.set(word, row);
      row.set(id, (row.get(id) ?? 0) + 1);
    }
  }
  for (const [word, row] of counts) {
    // A word that several languages' texts use is a loan or a name.
    if (row.size > 2) continue;
    const most = Math.max(...row.values());
    for (const [id, count] of row) if (count * 4 >= most) teachEverywhere(id, word, 1, WEIGHTS.ownVocabulary * Math.min(1, (1 + count) / 4));
  }
  return { lexicon, training };
}
