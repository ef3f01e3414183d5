import type { Entry } from '../domain/entry.ts';
import { comparable, entryText } from '../reply/actions.ts';
import { analyse } from '../understanding/analysis.ts';
import { IndexBuilder, SearchIndex } from '../understanding/retrieval/search-index.ts';
import { terms } from '../understanding/signals.ts';

/** Titles count most; example messages tell what people call the thing. */
const FIELDS = { title: 4, questions: 1, summary: 1.5, body: 0.6 };
/** What begins as the query does stands before what only shares words with it: people type the first letters of a title. */
const IN_TITLE = 1_000;
const IN_TEXT = 100;
/** Hits below this share of the best have hardly anything to do with the query. */
const LEAST_SHARE = 0.25;

/** Search over the German texts of entries. @returns a function from a query to entries, best first */
export function createEntrySearch(entries: readonly Entry[]): (query: string) => readonly Entry[] {
  const builder = new IndexBuilder({ fields: FIELDS, k1: 1.2, b: 0.5 });
  const read = (text: string) => terms(analyse(text), 'de');
  const words = entries.map((entry) => {
    const { title, summary, body, questions } = entryText(entry, 'de');
    builder.add({
      title: read(title),
      questions: Object.values(questions).flat().flatMap(read),
      summary: read(summary),
      body: read(body),
    });
    return { title: comparable(title).split(' '), text: comparable(`${title} ${summary} ${body}`).split(' ') };
  });
  const index = new SearchIndex(builder.freeze());

  return (query) => {
    const wanted = comparable(query).split(' ');
    const beginIn = (list: readonly string[]) => wanted.every((part) => list.some((word) => word.startsWith(part)));
    const hits = index.search(read(query), entries.length);
    const least = (hits[0]?.score ?? 0) * LEAST_SHARE;
    const scores = new Map(hits.filter(({ score }) => score >= least).map(({ document, score }) => [document, score]));
    words.forEach(({ title, text }, document) => {
      const bonus = beginIn(title) ? IN_TITLE : beginIn(text) ? IN_TEXT : 0;
      if (bonus > 0) scores.set(document, (scores.get(document) ?? 0) + bonus);
    });
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([document]) => entries[document]!);
  };
}
