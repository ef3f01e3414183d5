/** A term of a document or query with its weight: a stem counts 1, a phonetic key or a word's part less. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** Text to terms; the index itself knows no language. */
export type Analyze = (text: string) => readonly WeightedTerm[];

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

interface Posting {
  readonly documents: number[];
  readonly weights: number[];
}

/**
 * BM25F: term weights of all fields are added up first, then saturated (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple
 * weighted fields, CIKM 2004). Add all documents, then `search`; documents are numbered in the order of adding.
 */
export class SearchIndex {
  readonly #options: IndexOptions;
  readonly #postings = new Map<string, Posting>();
  readonly #pending: { readonly terms: Map<string, { field: string; weight: number }[]>; readonly lengths: Record<string, number> }[] = [];
  #scores = new Float64Array(0);
  #size = 0;

  constructor(options: IndexOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a document: its fields' terms. Unknown fields are an error of the caller. */
  add(fields: Readonly<Record<string, readonly WeightedTerm[]>>): void {
    const terms = new Map<string, { field: string; weight: number }[]>();
    const lengths: Record<string, number> = {};
    for (const [field, list] of Object.entries(fields)) {
      if (this.#options.fields[field] === undefined) throw new Error(`SearchIndex: the field "${field}" has no weight in the options`);
      lengths[field] = list.length;
      for (const { term, weight } of list) {
        const entry = terms.get(term);
        if (entry) entry.push({ field, weight });
        else terms.set(term, [{ field, weight }]);
      }
    }
    this.#pending.push({ terms, lengths });
    this.#size++;
  }

  /** Computes average lengths and builds the posting lists; called once, before the first search. */
  freeze(): void {
    const total: Record<string, number> = {};
    for (const { lengths } of this.#pending)
      for (const [field, length] of Object.entries(lengths)) total[field] = (total[field] ?? 0) + length;
    const { b, k1 } = this.#options;
    this.#pending.forEach(({ terms, lengths }, document) => {
      for (const [term, occurrences] of terms) {
        let frequency = 0;
        for (const { field, weight } of occurrences) {
          const average = (total[field] ?? 0) / this.#size || 1;
          frequency += (weight * this.#options.fields[field]!) / (1 - b + (b * lengths[field]!) / average);
        }
        let posting = this.#postings.get(term);
        if (!posting) {
          posting = { documents: [], weights: [] };
          this.#postings.set(term, posting);
        }
        posting.documents.push(document);
        posting.weights.push((frequency * (k1 + 1)) / (frequency + k1));
      }
    });
    this.#pending.length = 0;
    this.#scores = new Float64Array(this.#size);
  }

  /** Inverse document frequency of a term; an unknown term has the highest. */
  idf(term: string): number {
    const count = this.#postings.get(term)?.documents.length ?? 0;
    return Math.log(1 + (this.#size - count + 0.5) / (count + 0.5));
  }

  /** Whether any document has the term. */
  has(term: string): boolean {
    return this.#postings.has(term);
  }

  /** Best documents for a query's terms, best first. */
  search(query: readonly WeightedTerm[], limit: number): Hit[] {
    const scores = this.#scores;
    const touched: number[] = [];
    for (const { term, weight } of query) {
      const posting = this.#postings.get(term);
      if (!posting) continue;
      const idf = this.idf(term) * weight;
      const { documents, weights } = posting;
      for (let i = 0; i < documents.length; i++) {
        const document = documents[i]!;
        if (scores[document] === 0) touched.push(document);
        scores[document] = scores[document]! + idf * weights[i]!;
      }
    }
    const hits = touched.map((document) => ({ document, score: scores[document]! }));
    for (const document of touched) scores[document] = 0;
    return hits.sort((a, b) => b.score - a.score || a.document - b.document).slice(0, limit);
  }
}
