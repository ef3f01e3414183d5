import type { Entry, Knowledge } from '../domain/entry.ts';
import { STYLES } from '../domain/entry.ts';
import type { Analysis } from './analysis.ts';
import { analyse } from './analysis.ts';
import type { ConceptHit, ConceptMatcher } from './concepts.ts';
import { type Stem, stemmerFor } from './language/analyzer.ts';
import { IndexBuilder, type IndexData, SearchIndex, type WeightedTerm } from './retrieval/search-index.ts';

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

/** BM25's k1 for whole entries: how fast more of a term stops counting. */
const ENTRY_SATURATION = 1.2;

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

/** An index over labelled texts as it is stored. */
export interface LabelledIndexData {
  readonly index: IndexData;
  /** Label of each document. */
  readonly labels: readonly string[];
}

/** Indexes whole entries: all messages, title, summary and answer of an entry in one locale are one document. */
export function buildEntryIndex(entries: Iterable<Entry>, keep: (example: Example) => boolean = () => true): LabelledIndexData {
  const builder = new IndexBuilder({ fields: { title: 3, questions: 1.5, summary: 1, body: 0.6 }, k1: ENTRY_SATURATION, b: 0.6 });
  const labels: string[] = [];
  for (const entry of entries)
    for (const text of Object.values(entry.texts)) {
      const read = (value: string) => terms(analyse(value), text.locale);
      const questions = STYLES.flatMap((style) =>
        text.questions[style].filter((message) => keep({ label: entry.id, locale: text.locale, style, text: message })),
      );
      builder.add({ title: read(text.title), questions: questions.flatMap(read), summary: read(text.summary), body: read(text.body) });
      labels.push(entry.id);
    }
  return { index: builder.freeze(), labels };
}

/** Words against whole entries. */
export class EntryIndex {
  readonly #index: SearchIndex;
  readonly #labels: readonly string[];

  constructor({ index, labels }: LabelledIndexData) {
    this.#index = new SearchIndex(index);
    this.#labels = labels;
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

  /** About the score of an entry that has all of the query's terms many times over. */
  fullMatch(query: readonly WeightedTerm[]): number {
    return query.reduce((sum, { term, weight }) => sum + this.#index.idf(term) * weight, 0) * (1 + ENTRY_SATURATION);
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

/** An index over example messages as it is stored. */
export interface ExampleIndexData extends LabelledIndexData {
  /** Weight of each example's own terms, so that similarities can be compared between short and long messages. */
  readonly selfWeights: Float32Array;
}

/** Indexes single example messages. */
export function buildExampleIndex(examples: Iterable<Example>): ExampleIndexData {
  const builder = new IndexBuilder({ fields: { text: 1 }, k1: 0.6, b: 0.4 });
  const labels: string[] = [];
  const lists: (readonly WeightedTerm[])[] = [];
  for (const example of examples) {
    const list = terms(analyse(example.text), example.locale);
    builder.add({ text: list });
    labels.push(example.label);
    lists.push(list);
  }
  const index = builder.freeze();
  const search = new SearchIndex(index);
  return { index, labels, selfWeights: Float32Array.from(lists, (list) => ownWeight(list, search)) };
}

function ownWeight(list: readonly WeightedTerm[], index: SearchIndex): number {
  let sum = 0;
  for (const { term, weight } of list) sum += index.idf(term) * weight * weight;
  return sum;
}

/** Words against single example messages: how near is the nearest? */
export class ExampleIndex {
  readonly #index: SearchIndex;
  readonly #data: ExampleIndexData;

  constructor(data: ExampleIndexData) {
    this.#index = new SearchIndex(data.index);
    this.#data = data;
  }

  /** Similarity of the nearest messages by label, 0 to about 1: the nearest counts most, the next two a little. */
  search(query: readonly WeightedTerm[]): EntryScores {
    const own = ownWeight(query, this.#index);
    const nearest = new Map<string, number[]>();
    for (const { document, score } of this.#index.search(query, 60)) {
      const similarity = score / Math.sqrt(Math.max(own, 1) * Math.max(this.#data.selfWeights[document]!, 1));
      const label = this.#data.labels[document]!;
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
