import { EVERYDAY_WORDS } from './data/words/index.ts';
import type { WordWeights } from './letter-model.ts';
import { Lexicon, tokens } from './lexicon.ts';
import { clean, fold } from './normalize.ts';
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

/** Links and addresses in a text; they are in no language. */
export const ADDRESSES =
  /(?:https?:\/\/|www\.)[^\s)]+|\S+@\S+\.\S+|\b[\w-]+\.(?:de|com|org|net|eu|info)\b(?:\/[^\s)]*)?|[@#][\p{L}\p{N}_]+/giu;

/** Nats for a word of an everyday list, and for one that only the knowledge base has. */
const EVERYDAY = 2;
const OWN_VOCABULARY = 1.5;
/** A spelling that a rule made beside one that a person wrote. */
const DERIVED = 0.8;

/** How much a word whose accents were dropped counts when letters are learned. */
const FOLDED_COUNT = 0.5;
/** Words of the knowledge base, most frequent first, that letters are learned from: with more, languages that have fewer texts look worse than they are. */
const MOST_LEARNED = 3000;

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

  const teach = (variety: number, word: string, nats: number, count: number) => {
    lexicon.add(word, variety, nats);
    if (count === 0) return;
    const words = training[variety]!;
    words.set(word, Math.max(count, words.get(word) ?? 0));
    const folded = fold(word);
    if (folded !== word) words.set(folded, Math.max(count * FOLDED_COUNT, words.get(folded) ?? 0));
  };
  const teachSpellings = (id: string, word: string, nats: number, count: number) => {
    const variety = indexOf.get(id);
    if (variety !== undefined) teach(variety, word, nats, count);
    const latin = indexOf.get(`${id}-latn`);
    if (latin !== undefined)
      for (const spelling of latinSpellings(id, fold(word))) teach(latin, spelling, nats * DERIVED, count);
    if (id === 'hr' || id === 'sr-latn') teach(indexOf.get('sr')!, serbianCyrillic(word), nats * DERIVED, count);
  };

  for (const [id, list] of Object.entries(EVERYDAY_WORDS))
    for (const word of tokens(list)) teachSpellings(id, word.replaceAll("'", ''), EVERYDAY, 1);

  const learned = new Map<string, number>();
  for (const [word, counts] of countWords(vocabulary)) {
    // A word that several languages' texts use is a loan or a name.
    if (counts.size > 2) continue;
    const most = Math.max(...counts.values());
    for (const [id, count] of counts) {
      if (count * 4 < most) continue;
      const rank = (learned.get(id) ?? 0) + 1;
      learned.set(id, rank);
      teachSpellings(id, word, OWN_VOCABULARY * Math.min(1, (1 + count) / 4), rank > MOST_LEARNED ? 0 : 1);
    }
  }
  return { lexicon, training };
}

/** How often each language's texts have each word; the most frequent words first. */
function countWords(vocabulary: Iterable<VocabularyText>): [string, Map<string, number>][] {
  const counts = new Map<string, Map<string, number>>();
  for (const { locale, text, mixed } of vocabulary) {
    if (mixed) continue;
    const id = locale.split('-')[0] ?? '';
    for (const token of tokens(clean(text.replace(ADDRESSES, ' ')))) {
      const word = token.replaceAll("'", '');
      let row = counts.get(word);
      if (row === undefined) {
        row = new Map();
        counts.set(word, row);
      }
      row.set(id, (row.get(id) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([word, row]) => ({ word, row, most: Math.max(...row.values()) }))
    .sort((a, b) => b.most - a.most)
    .map(({ word, row }) => [word, row]);
}
