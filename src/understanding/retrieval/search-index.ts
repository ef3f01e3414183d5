import { hash, PositionTable } from '../hash.ts';

/** A term of a document or query with its weight: a stem counts 1, a phonetic key or a word's part less. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface IndexOptions {
  /** Weight of each field: what matches in the title counts more than what matches in the body. */
  readonly fields: Readonly<Record<string, number>>;
  /** Saturation of term frequency; 0 counts presence only. */
  readonly k1: number;
  /** How much long fields are discounted, 0 to 1. */
  readonly b: number;
}

export interface Hit {
  /** Position of the document in the order of adding. */
  readonly document: number;
  readonly score: number;
}

/** A frozen index as it is stored: posting lists one after another. */
export interface IndexData {
  readonly size: number;
  /** Hashes of the terms (32 bit; that two of some hundred thousand fall together does no harm). */
  readonly terms: Int32Array;
  /** Where each term's postings begin; one more element than terms. */
  readonly starts: Int32Array;
  readonly documents: Int32Array;
  /** Saturated term weights, ready for multiplication with the idf. */
  readonly weights: Float32Array;
}

interface PendingDocument {
  readonly terms: ReadonlyMap<string, readonly { readonly field: string; readonly weight: number }[]>;
  readonly lengths: Readonly<Record<string, number>>;
}

/**
 * Collects documents for a BM25F index: term weights of all fields are added up first, then saturated (Robertson, Zaragoza, Taylor: Simple
 * BM25 extension to multiple weighted fields, CIKM 2004). Documents are numbered in the order of adding.
 */
export class IndexBuilder {
  readonly #options: IndexOptions;
  readonly #documents: PendingDocument[] = [];

  constructor(options: IndexOptions) {
    this.#options = options;
  }

  /** Adds a document: its fields' terms. @throws on a field that has no weight in the options */
  add(fields: Readonly<Record<string, readonly WeightedTerm[]>>): void {
    const terms = new Map<string, { field: string; weight: number }[]>();
    const lengths: Record<string, number> = {};
    for (const [field, list] of Object.entries(fields)) {
      if (this.#options.fields[field] === undefined) throw new Error(`IndexBuilder: the field "${field}" has no weight in the options`);
      lengths[field] = list.length;
      for (const { term, weight } of list) {
        const known = terms.get(term);
        if (known) known.push({ field, weight });
        else terms.set(term, [{ field, weight }]);
      }
    }
    this.#documents.push({ terms, lengths });
  }

  /** Computes average lengths and lays out the posting lists. */
  freeze(): IndexData {
    const { b, k1, fields } = this.#options;
    const size = this.#documents.length;
    const total: Record<string, number> = {};
    for (const { lengths } of this.#documents)
      for (const [field, length] of Object.entries(lengths)) total[field] = (total[field] ?? 0) + length;
    const postings = new Map<number, { documents: number[]; weights: number[] }>();
    this.#documents.forEach(({ terms, lengths }, document) => {
      for (const [term, occurrences] of terms) {
        let frequency = 0;
        for (const { field, weight } of occurrences) {
          const average = (total[field] ?? 0) / size || 1;
          frequency += (weight * fields[field]!) / (1 - b + (b * lengths[field]!) / average);
        }
        const key = hash(0, term);
        let posting = postings.get(key);
        if (!posting) {
          posting = { documents: [], weights: [] };
          postings.set(key, posting);
        }
        posting.documents.push(document);
        posting.weights.push((frequency * (k1 + 1)) / (frequency + k1));
      }
    });
    const starts = new Int32Array(postings.size + 1);
    let count = 0;
    let position = 0;
    for (const { documents } of postings.values()) {
      starts[position++] = count;
      count += documents.length;
    }
    starts[position] = count;
    const documents = new Int32Array(count);
    const weights = new Float32Array(count);
    position = 0;
    for (const posting of postings.values()) {
      documents.set(posting.documents, starts[position]!);
      weights.set(posting.weights, starts[position]!);
      position++;
    }
    return { size, terms: Int32Array.from(postings.keys()), starts, documents, weights };
  }
}

/** Searches a frozen index. */
export class SearchIndex {
  readonly #data: IndexData;
  readonly #positions: PositionTable;
  readonly #scores: Float64Array;

  constructor(data: IndexData) {
    this.#data = data;
    this.#positions = new PositionTable(data.terms);
    this.#scores = new Float64Array(data.size);
  }

  /** Inverse document frequency of a term; an unknown term has the highest. */
  idf(term: string): number {
    return this.#idfAt(this.#positions.find(hash(0, term)));
  }

  #idfAt(position: number): number {
    const { starts, size } = this.#data;
    const count = position < 0 ? 0 : starts[position + 1]! - starts[position]!;
    return Math.log(1 + (size - count + 0.5) / (count + 0.5));
  }

  /** Whether any document has the term. */
  has(term: string): boolean {
    return this.#positions.find(hash(0, term)) >= 0;
  }

  /** Best documents for a query's terms, best first. */
  search(query: readonly WeightedTerm[], limit: number): Hit[] {
    const { starts, documents, weights } = this.#data;
    const scores = this.#scores;
    const touched: number[] = [];
    for (const { term, weight } of query) {
      const position = this.#positions.find(hash(0, term));
      if (position < 0) continue;
      const idf = this.#idfAt(position) * weight;
      const end = starts[position + 1]!;
      for (let i = starts[position]!; i < end; i++) {
        const document = documents[i]!;
        if (scores[document] === 0) touched.push(document);
        scores[document] = scores[document]! + idf * weights[i]!;
      }
    }
    const best = keepBest(touched, scores, limit);
    for (const document of touched) scores[document] = 0;
    return best;
  }
}

/** The `limit` best of many by a small sorted list: most candidates are worse than all that it holds. */
function keepBest(touched: readonly number[], scores: Float64Array, limit: number): Hit[] {
  if (touched.length <= limit * 4) {
    const hits = touched.map((document) => ({ document, score: scores[document]! }));
    return hits.sort((a, b) => b.score - a.score || a.document - b.document).slice(0, limit);
  }
  const hits: Hit[] = [];
  for (const document of touched) {
    const score = scores[document]!;
    if (hits.length === limit && score <= hits[limit - 1]!.score) continue;
    let place = hits.length;
    while (place > 0 && hits[place - 1]!.score < score) place--;
    hits.splice(place, 0, { document, score });
    if (hits.length > limit) hits.pop();
  }
  return hits;
}
