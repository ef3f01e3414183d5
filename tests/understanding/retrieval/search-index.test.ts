import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IndexBuilder, type IndexOptions, SearchIndex, type WeightedTerm } from '../../../src/understanding/retrieval/search-index.ts';

type Document = Readonly<Record<string, readonly WeightedTerm[]>>;

const OPTIONS: IndexOptions = { fields: { title: 3, body: 1 }, k1: 1.2, b: 0.6 };
const plain = (text: string): WeightedTerm[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((term) => ({ term, weight: 1 }));

function build(documents: readonly Document[], options = OPTIONS): SearchIndex {
  const builder = new IndexBuilder(options);
  for (const document of documents) builder.add(document);
  return new SearchIndex(builder.freeze());
}

/** BM25F from the paper's formula, document by document. */
function naive(documents: readonly Document[], query: readonly WeightedTerm[], { fields, k1, b }: IndexOptions): number[] {
  const average = (field: string) => documents.reduce((sum, document) => sum + (document[field]?.length ?? 0), 0) / documents.length;
  const frequencyIn = (document: Document, term: string) => {
    let frequency = 0;
    for (const [field, weight] of Object.entries(fields)) {
      const list = document[field] ?? [];
      const count = list.filter((other) => other.term === term).reduce((sum, other) => sum + other.weight, 0);
      if (count > 0) frequency += (weight * count) / (1 - b + (b * list.length) / average(field));
    }
    return frequency;
  };
  return documents.map((document) =>
    query.reduce((score, { term, weight }) => {
      const containing = documents.filter((other) => frequencyIn(other, term) > 0).length;
      const frequency = frequencyIn(document, term);
      const idf = Math.log(1 + (documents.length - containing + 0.5) / (containing + 0.5));
      return score + weight * idf * ((frequency * (k1 + 1)) / (frequency + k1));
    }, 0),
  );
}

test('documents are ranked for a reason', () => {
  const index = build([
    { title: plain('wohnung'), body: plain('miete und kaution') },
    { title: plain('kurs'), body: plain('deutsch lernen im kurs') },
    { title: plain('kurs kosten'), body: plain('was ein deutsch kurs kostet und wer ihn bezahlt') },
    { title: plain('schule'), body: plain('ein kurs in der schule ist umsonst') },
    { title: plain('arzt'), body: plain('ein arzt') },
  ]);
  expect(index.search(plain('kurs'), 10).map(({ document }) => document)).toEqual([
    1, // the title is the word and nothing else, and it is in the short body too
    2, // in a longer title and a longer body
    3, // in the body only
  ]);
  expect(index.search(plain('miete kurs'), 10).map(({ document }) => document)).toEqual([
    0, // "miete" stands in no other document, so it tells more than the frequent "kurs", even in a title
    1,
    2,
    3,
  ]);
  expect(index.search(plain('unbekannt'), 10)).toEqual([]);
  expect(index.search([], 10)).toEqual([]);
});

const term = fc.record({
  term: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'constructor', '__proto__'),
  weight: fc.constantFrom(0.35, 0.6, 1),
});
const document = fc.record({ title: fc.array(term, { maxLength: 4 }), body: fc.array(term, { maxLength: 12 }) });

test('scores are those of the formula, for any documents and queries', () => {
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 30 }), fc.array(term, { minLength: 1, maxLength: 6 }), (documents, query) => {
      const expected = naive(documents, query, OPTIONS);
      const hits = build(documents).search(query, documents.length);
      expect(hits.map((hit) => hit.document).sort((a, b) => a - b)).toEqual([...expected.keys()].filter((i) => expected[i]! > 0));
      for (const hit of hits) expect(hit.score).toBeCloseTo(expected[hit.document]!, 4);
    }),
  );
});

test('the best few are the beginning of all, whatever the limit', () => {
  fc.assert(
    fc.property(
      fc.array(document, { minLength: 1, maxLength: 80 }),
      fc.array(term, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 10 }),
      (documents, query, limit) => {
        const index = build(documents);
        const all = index.search(query, documents.length);
        const few = index.search(query, limit);
        expect(few).toEqual(all.slice(0, limit));
        for (let i = 1; i < all.length; i++) expect(all[i]!.score).toBeLessThanOrEqual(all[i - 1]!.score);
        // A search leaves nothing behind for the next one.
        expect(index.search(query, limit)).toEqual(few);
      },
    ),
    { numRuns: 300 },
  );
});

test('a stored index finds what the built one finds', () => {
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 20 }), fc.array(term, { minLength: 1, maxLength: 4 }), (documents, query) => {
      const builder = new IndexBuilder(OPTIONS);
      for (const one of documents) builder.add(one);
      const data = builder.freeze();
      const copy = structuredClone(data);
      expect(new SearchIndex(copy).search(query, 10)).toEqual(new SearchIndex(data).search(query, 10));
    }),
  );
});

test('rarer words tell more, unknown ones most', () => {
  const index = build([{ body: plain('a b') }, { body: plain('a c') }, { body: plain('a b') }]);
  expect(index.idf('a')).toBeLessThan(index.idf('b'));
  expect(index.idf('b')).toBeLessThan(index.idf('c'));
  expect(index.idf('c')).toBeLessThan(index.idf('unknown'));
  expect(index.idf('a')).toBeGreaterThan(0);
  expect([index.has('a'), index.has('unknown')]).toEqual([true, false]);
});

test('an empty index answers nothing; a field without weight is refused by name', () => {
  expect(build([]).search(plain('a'), 5)).toEqual([]);
  expect(() => new IndexBuilder(OPTIONS).add({ footer: plain('a') })).toThrow('"footer"');
});
