import { EVERYDAY_WORDS } from './data/words/index.ts';
import type { WordWeights } from './letter-model.ts';
import { foldWord, Lexicon, tokens, withoutAddresses } from './lexicon.ts';
import { scriptOfWord } from './scripts.ts';
import { latinSpellings, serbianCyrillic } from './spellings.ts';
import { VARIETIES } from './varieties.ts';

/** A text of the knowledge base; it teaches the detector which words its own users use. */
export interface VocabularyText {
  /** Locale of the text. */
  readonly locale: string;
  readonly text: string;
  /** An example of mixed language: its locale says little about its words. */
  readonly mixed: boolean;
}

/** Nats for a word of an everyday list, and for one that only the knowledge base has. */
export const EVERYDAY = 3;
const OWN_VOCABULARY = 2.5;
/** A spelling that a rule made beside one that a person wrote. */
const DERIVED = 0.8;

/** How much a word whose accents were dropped counts when letters are learned. */
const FOLDED_COUNT = 0.5;
/** Words of the knowledge base that a language learns, most frequent first. */
const MOST_OWN_WORDS = 4000;
/** Of these, how many teach letters and other spellings, too: with more, languages without texts in the knowledge base look worse than they are. */
const MOST_FREQUENT = 1000;
/** Characters of the knowledge base that are read a language, spread over its texts: the words that matter come again and again. */
const MOST_CHARACTERS = 120_000;

export interface WordKnowledge {
  readonly lexicon: Lexicon;
  /** Training of the letter models, in the order of `VARIETIES`. */
  readonly training: readonly WordWeights[];
}

const indexOf = new Map(VARIETIES.map((variety, index) => [variety.id, index]));

/** Collects the words of the lists and of the knowledge base, and derives their other spellings: without accents, in Latin or Cyrillic letters. */
export function collectWords(vocabulary: Iterable<VocabularyText>): WordKnowledge {
  const lexicon = new Lexicon();
  const training = VARIETIES.map(() => new Map<string, number>());
  const teach = (id: string, token: string, nats: number, frequent: boolean) => {
    for (const { variety, word, share } of spellings(id, token, frequent)) {
      lexicon.add(word, variety, nats * share);
      if (!frequent) continue;
      const words = training[variety]!;
      words.set(word, 1);
      const folded = foldWord(word);
      if (!words.has(folded)) words.set(folded, FOLDED_COUNT);
    }
  };
  for (const [id, list] of Object.entries(EVERYDAY_WORDS))
    for (const token of tokens(list)) teach(id, token.replaceAll("'", ''), EVERYDAY, true);
  for (const [id, words] of ownWords(vocabulary))
    for (const [rank, [word, count]] of words.entries())
      teach(id, word, OWN_VOCABULARY * Math.min(1, (1 + count) / 4), rank < MOST_FREQUENT);
  return { lexicon, training };
}

/** A word, and in every writing that a rule gives, with how much it tells there beside the word itself. */
function spellings(id: string, word: string, derived: boolean): { variety: number; word: string; share: number }[] {
  const found: { variety: number; word: string; share: number }[] = [];
  const variety = indexOf.get(id);
  // Official terms stand in Latin letters in the texts of every language.
  if (variety !== undefined && scriptOfWord(word) === VARIETIES[variety]!.script) found.push({ variety, word, share: 1 });
  if (!derived) return found;
  const latin = indexOf.get(`${id}-latn`);
  if (latin !== undefined) for (const spelling of latinSpellings(id, word)) found.push({ variety: latin, word: spelling, share: DERIVED });
  if (id === 'hr' || id === 'sr-latn') found.push({ variety: indexOf.get('sr')!, word: serbianCyrillic(word), share: 1 });
  return found;
}

/** The most frequent words of each language's texts in the knowledge base, with how often they stand there. */
function ownWords(vocabulary: Iterable<VocabularyText>): Map<string, [string, number][]> {
  const texts = Map.groupBy(vocabulary, ({ locale, mixed }) => (mixed ? 'mixed' : (locale.split('-')[0] ?? '')));
  texts.delete('mixed');
  const counts = new Map<string, Map<string, number>>();
  for (const [id, own] of texts) {
    const words = new Map<string, number>();
    counts.set(id, words);
    const length = own.reduce((sum, { text }) => sum + text.length, 0);
    const step = Math.max(1, length / MOST_CHARACTERS);
    for (let at = 0; at < own.length; at += step) {
      const { text } = own[Math.floor(at)]!;
      const plain = withoutAddresses(text);
      for (const token of tokens(plain)) {
        const word = token.includes("'") ? token.replaceAll("'", '') : token;
        words.set(word, (words.get(word) ?? 0) + 1);
      }
    }
  }
  const result = new Map<string, [string, number][]>();
  for (const [id, words] of counts) {
    const others = [...counts].filter(([other]) => other !== id).map(([, list]) => list);
    const own = [...words].filter(([word, count]) => tellsApart(word, count, others)).sort((a, b) => b[1] - a[1]);
    result.set(id, own.slice(0, MOST_OWN_WORDS));
  }
  return result;
}

/** A word that several languages' texts use is a loan or a name; one that another language uses far more often is a quotation. */
function tellsApart(word: string, count: number, others: readonly ReadonlyMap<string, number>[]): boolean {
  let sharing = 0;
  for (const other of others) {
    const there = other.get(word);
    if (there === undefined) continue;
    if (++sharing > 1 || there > count * 4) return false;
  }
  return true;
}
