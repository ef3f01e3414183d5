import { LetterModel } from './letter-model.ts';
import { foldWord, type Lexicon } from './lexicon.ts';
import { kindOfWord, type WordKind } from './neutral.ts';
import { loadNgramTable } from './ngram-table.ts';
import { looksLikeNoise } from './noise.ts';
import { VARIETIES } from './varieties.ts';
import { collectWords, EVERYDAY, type VocabularyText } from './word-knowledge.ts';

/** What one word says. */
export interface WordEvidence {
  /**
   * Nats by variety, in the order of `VARIETIES`: 0 for the variety that fits best, less for the others. Only the numbers of varieties in the
   * word's script mean something.
   */
  readonly scores: Float64Array;
  readonly kind: WordKind | 'noise';
  /** Varieties whose word lists or texts have the word. */
  readonly knownIn: readonly number[];
  /** A German word that isn't an everyday one: an official term, perhaps, that people quote in any language. */
  readonly quotable: boolean;
}

/** The evidence of a lower-case word; `undefined` when its script is one whose language is known anyway, or no script at all. */
export type ReadWord = (word: string, script: string) => WordEvidence | undefined;

/** Weights of the log-linear sum, found on messages and words of our own that are in no list. */
const WEIGHTS = {
  /** A point of the n-gram table, in nats. */
  table: 1 / 30,
  /** Share of the best score that languages get which the table doesn't know. */
  notInTable: 0.4,
  /** A nat of the letter model. */
  letters: 0.45,
  /** What letters and n-grams count once a list knows the whole word. */
  known: 0.7,
};

/** Words are few and messages repeat them; the cache is emptied when it is full. */
const CACHE_SIZE = 5000;

const GERMAN = VARIETIES.findIndex(({ id }) => id === 'de');
/** Indices of the varieties by script. */
const MEMBERS: ReadonlyMap<string, readonly number[]> = Map.groupBy(VARIETIES.keys(), (index) => VARIETIES[index]!.script);

/**
 * Prepares everything that is known about words: statistics of 60 languages, the word lists, and the knowledge base.
 * @param vocabulary texts of the knowledge base
 */
export function createWordEvidence(vocabulary: Iterable<VocabularyText>): ReadWord {
  const table = loadNgramTable();
  const column = VARIETIES.map((variety) => (variety.table === undefined ? -1 : table.languages.indexOf(variety.table)));
  const tableScores = new Float64Array(table.languages.length);
  const { lexicon, training } = collectWords(vocabulary);
  const models = new Map<string, LetterModel>();
  for (const [script, members] of MEMBERS) models.set(script, new LetterModel(new Map(members.map((index) => [index, training[index]!]))));
  const cache = new Map<string, WordEvidence>();

  const read = (word: string, script: string, members: readonly number[]): WordEvidence => {
    const scores = new Float64Array(VARIETIES.length);
    const plain = word.replaceAll("'", '');
    const knownIn = memberships(lexicon, plain);
    models.get(script)!.score(plain, scores, 1);
    let bestLetters = Number.NEGATIVE_INFINITY;
    for (const index of members) bestLetters = Math.max(bestLetters, scores[index]!);
    tableScores.fill(0);
    const coverage = table.score(word, tableScores, WEIGHTS.table);
    let bestTable = 0;
    for (const index of members) if (column[index]! >= 0) bestTable = Math.max(bestTable, tableScores[column[index]!]!);
    if (knownIn.length === 0 && looksLikeNoise(plain, script, bestLetters / (plain.length + 1), coverage))
      return { scores: scores.fill(0), kind: 'noise', knownIn: [], quotable: false };

    const share = knownIn.length > 0 ? WEIGHTS.known : 1;
    for (const index of members) {
      const statistics = column[index]! >= 0 ? tableScores[column[index]!]! : bestTable * WEIGHTS.notInTable;
      scores[index] = (scores[index]! * WEIGHTS.letters + statistics) * share;
    }
    for (const { variety, weight } of knownIn) scores[variety] = scores[variety]! + weight;
    let best = Number.NEGATIVE_INFINITY;
    for (const index of members) best = Math.max(best, scores[index]!);
    for (const index of members) scores[index] = scores[index]! - best;
    const quotable =
      members.includes(GERMAN) && scores[GERMAN] === 0 && !knownIn.some(({ variety, weight }) => variety === GERMAN && weight >= EVERYDAY);
    return { scores, kind: kindOfWord(word), knownIn: knownIn.map(({ variety }) => variety), quotable };
  };

  return (word, script) => {
    const members = MEMBERS.get(script);
    if (members === undefined) return undefined;
    const known = cache.get(word);
    if (known !== undefined) return known;
    const evidence = read(word, script, members);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(word, evidence);
    return evidence;
  };
}

function memberships(lexicon: Lexicon, word: string) {
  const exact = lexicon.lookup(word);
  return exact.length > 0 ? exact : lexicon.lookup(foldWord(word));
}
