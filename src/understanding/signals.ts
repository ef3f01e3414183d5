import type { Entry, Knowledge } from '../domain/entry.ts';
import { STYLES } from '../domain/entry.ts';
import type { Analysis } from './analysis.ts';
import { analyse } from './analysis.ts';
import type { ConceptHit, ConceptMatcher } from './concepts.ts';
import { type Stem, stemmerFor } from './language/analyzer.ts';
import { SearchIndex, type WeightedTerm } from './retrieval/search-index.ts';

/** Name of the class of messages that no entry answers. */
export const OUT_OF_SCOPE = '-';

/** One labelled text of the knowledge base: an example message, or a message that must not be answered. */
export interface Example {
  /** Entry id, or `OUT_OF_SCOPE`. */
  readonly label: string;
  readonly locale: string;
  readonly style: string;
  readonly text: string;
}

/** All example messages, in a fixed order. */
export function examplesOf(knowledge: Knowledge): Example[] {
  const examples: Example[] = [];
  for (const entry of knowledge.entries.values())
    for (const text of Object.values(entry.texts))
      for (const style of STYLES)
        for (const message of text.questions[style]) examples.push({ label: entry.id, locale: text.locale, style, text: message });
  for (const { locale, messages } of knowledge.outOfScope)
    for (const { kind, text } of messages) examples.push({ label: OUT_OF_SCOPE, locale, style: kind, text });
  return examples;
}

const KEY_WEIGHT = 0.45;
const CONSONANT_WEIGHT = 0.35;
const PAIR_WEIGHT = 0.6;

const stemmers = new Map<string, Stem>();

/** The stemmer for a locale's language, made once. */
function stemmer(locale: string): Stem {
  const language = locale.split('-')[0] ?? locale;
  let stem = stemmers.get(language);
  if (!stem) {
    stem = stemmerFor(language);
    stemmers.set(language, stem);
  }
  return stem;
}

/** Terms of a text for the word index: stems, pairs of stems, phonetic keys. */
export function terms(analysis: Analysis, locale: string): WeightedTerm[] {
  const stem = stemmer(locale);
  const list: WeightedTerm[] = [];
  let previous = '';
  for (const { word, key, consonants } of analysis.tokens) {
    const stemmed = stem(word);
    list.push({ term: stemmed, weight: 1 });
    if (previous) list.push({ term: `${previous} ${stemmed}`, weight: PAIR_WEIGHT });
    previous = stemmed;
    if (key) list.push({ term: `~${key}`, weight: KEY_WEIGHT });
    if (consonants) list.push({ term: `^${consonants}`, weight: CONSONANT_WEIGHT });
  }
  return list;
}

/** Scores of one signal by entry id. */
export type EntryScores = ReadonlyMap<string, number>;

/** Words against whole entries: all messages, title, summary and answer of an entry in one locale are one document. */
export class EntryIndex {
  readonly #index = new SearchIndex({ fields: { title: 3, questions: 1.5, summary: 1, body: 0.6 }, k1: 1.2, b: 0.6 });
  readonly #labels: string[] = [];

  constructor(entries: Iterable<Entry>, keep: (example: Example) => boolean = () => true) {
    for (const entry of entries)
      for (const text of Object.values(entry.texts)) {
        const read = (value: string) => terms(analyse(value), text.locale);
        const questions = STYLES.flatMap((style) =>
          text.questions[style].filter((message) => keep({ label: entry.id, locale: text.locale, style, text: message })),
        );
        this.#index.add({
          title: read(text.title),
          questions: questions.flatMap(read),
          summary: read(text.summary),
          body: read(text.body),
        });
        this.#labels.push(entry.id);
      }
    this.#index.freeze();
  }

  /** Best score of each entry over its locales. */
  search(query: readonly WeightedTerm[]): EntryScores {
    const scores = new Map<string, number>();
    for (const { document, score } of this.#index.search(query, 24)) {
      const label = this.#labels[document]!;
      if (!scores.has(label)) scores.set(label, score);
    }
    return scores;
  }

  /** Share of the query's weight in words that occur anywhere in the knowledge base, 0 to 1. */
  coverage(query: readonly WeightedTerm[]): number {
    let total = 0;
    let known = 0;
    for (const { term, weight } of query) {
      if (weight < 1) continue;
      total += this.#index.idf(term);
      if (this.#index.has(term)) known += this.#index.idf(term);
    }
    return total > 0 ? known / total : 0;
  }
}

/** Words against single example messages: how near is the nearest? */
export class ExampleIndex {
  readonly #index = new SearchIndex({ fields: { text: 1 }, k1: 0.6, b: 0.4 });
  readonly #labels: string[] = [];
  /** Score of each example against itself, so that similarities can be compared between short and long messages. */
  readonly #selfScores: number[] = [];
  readonly #lists: (readonly WeightedTerm[])[] = [];

  constructor(examples: Iterable<Example>) {
    for (const example of examples) {
      const list = terms(analyse(example.text), example.locale);
      this.#index.add({ text: list });
      this.#labels.push(example.label);
      this.#lists.push(list);
    }
    this.#index.freeze();
    for (const list of this.#lists) this.#selfScores.push(this.#weight(list));
    this.#lists.length = 0;
  }

  /**
   * Similarity of the nearest messages by label, 0 to about 1: the nearest counts fully, the next two a little.
   */
  search(query: readonly WeightedTerm[]): EntryScores {
    const own = this.#weight(query);
    const nearest = new Map<string, number[]>();
    for (const { document, score } of this.#index.search(query, 60)) {
      const similarity = score / Math.sqrt(Math.max(own, 1) * Math.max(this.#selfScores[document]!, 1));
      const label = this.#labels[document]!;
      const list = nearest.get(label);
      if (list) list.push(similarity);
      else nearest.set(label, [similarity]);
    }
    const scores = new Map<string, number>();
    for (const [label, list] of nearest) {
      list.sort((a, b) => b - a);
      scores.set(label, list[0]! * 0.8 + (list[1] ?? 0) * 0.12 + (list[2] ?? 0) * 0.08);
    }
    return scores;
  }

  #weight(list: readonly WeightedTerm[]): number {
    let sum = 0;
    for (const { term, weight } of list) sum += this.#index.idf(term) * weight * weight;
    return sum;
  }
}

/** Concepts against entries: which entries do the message's concepts point to? */
export function scoreConcepts(hits: readonly ConceptHit[], matcher: ConceptMatcher): EntryScores {
  const scores = new Map<string, number>();
  for (const hit of hits) {
    matcher.entriesOf(hit.id).forEach((entry, rank) => {
      scores.set(entry, (scores.get(entry) ?? 0) + hit.strength / (1 + 0.7 * rank));
    });
  }
  return scores;
}
