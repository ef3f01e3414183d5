import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import type { Knowledge } from '../src/domain/entry.ts';
import { analyse } from '../src/understanding/analysis.ts';
import { ConceptMatcher } from '../src/understanding/concepts.ts';
import { stemmerFor } from '../src/understanding/language/analyzer.ts';
import { fold, words } from '../src/understanding/language/normalize.ts';
import { IndexBuilder, SearchIndex, type WeightedTerm } from '../src/understanding/retrieval/search-index.ts';
import { terms } from '../src/understanding/signals.ts';
import type { BenchTable } from './table.ts';

interface Page {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

interface Question {
  readonly question: string;
  readonly page: number;
  readonly sentences: readonly number[];
}

/** Ids of pages, best first. */
type Search = (question: string) => readonly number[];

const LANGUAGES = ['de', 'en', 'fr', 'ar', 'uk'] as const;
const CROSS: readonly (readonly [string, string])[] = [
  ['en', 'de'],
  ['ar', 'de'],
  ['uk', 'de'],
];

async function readLines<T>(file: string): Promise<T[]> {
  return (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function ours(pages: readonly Page[], language: string): Search {
  const builder = new IndexBuilder({ fields: { title: 2.5, text: 1 }, k1: 1.2, b: 0.75 });
  for (const { title, text } of pages) builder.add({ title: terms(analyse(title), language), text: terms(analyse(text), language) });
  const index = new SearchIndex(builder.freeze());
  return (question) => index.search(terms(analyse(question), language), pages.length).map(({ document }) => pages[document]!.id);
}

/** Questions in one language on pages in another: only the thesaurus and the words' sound connect them. */
function across(pages: readonly Page[], language: string, questionLanguage: string, matcher: ConceptMatcher): Search {
  const builder = new IndexBuilder({ fields: { title: 2.5, text: 1 }, k1: 1.2, b: 0.75 });
  const conceptTerms = (text: string, locale: string): WeightedTerm[] => {
    const analysis = analyse(text);
    return [
      ...terms(analysis, locale),
      ...matcher.match(analysis).map(({ id, strength }) => ({ term: `concept:${id}`, weight: 2 * strength })),
    ];
  };
  for (const { title, text } of pages) {
    // A concept counts once a line, as often as the page speaks of it.
    builder.add({ title: conceptTerms(title, language), text: text.split('\n').flatMap((line) => conceptTerms(line, language)) });
  }
  const index = new SearchIndex(builder.freeze());
  return (question) => index.search(conceptTerms(question, questionLanguage), pages.length).map(({ document }) => pages[document]!.id);
}

function miniSearch(pages: readonly Page[], language: string, stemmed: boolean): Search {
  const stem = stemmerFor(language);
  const index = new MiniSearch({
    fields: ['title', 'text'],
    ...(stemmed ? { tokenize: (text: string) => words(fold(text)), processTerm: (term: string) => stem(term) } : {}),
  });
  index.addAll(pages as Page[]);
  const options = stemmed ? {} : { fuzzy: 0.2, prefix: true };
  return (question) => index.search(question, options).map(({ id }) => id as number);
}

function measure(search: Search, questions: readonly Question[]): string[] {
  let first = 0;
  let firstFive = 0;
  let reciprocal = 0;
  const started = performance.now();
  for (const { question, page } of questions) {
    const rank = search(question).indexOf(page) + 1;
    if (rank === 1) first++;
    if (rank >= 1 && rank <= 5) firstFive++;
    if (rank >= 1) reciprocal += 1 / rank;
  }
  const ms = (performance.now() - started) / questions.length;
  const percent = (count: number) => `${((100 * count) / questions.length).toFixed(1)} %`;
  return [percent(first), percent(firstFive), (reciprocal / questions.length).toFixed(3), `${ms.toFixed(2)} ms`];
}

/** Retrieval of the right page on OMoS-QA (../shared/bench/omos-qa), within each language against MiniSearch, and across languages. */
export async function benchRetrieval(root: string, knowledge: Knowledge): Promise<BenchTable[]> {
  const dir = join(root, '../shared/bench/omos-qa');
  if (!existsSync(dir)) return [{ title: 'Page retrieval on OMoS-QA', columns: [], rows: [], notes: [`skipped: ${dir} is not there`] }];
  const rows: string[][] = [];
  let counts = '';
  for (const language of LANGUAGES) {
    const pages = await readLines<Page>(join(dir, `pages-${language}.jsonl`));
    const questions = (await readLines<Question>(join(dir, `questions-${language}.jsonl`))).filter(({ sentences }) => sentences.length > 0);
    counts = `${pages.length} pages, ${questions.length} answerable questions a language`;
    rows.push([language, 'Wegweiser', ...measure(ours(pages, language), questions)]);
    rows.push([language, 'MiniSearch, stemmed', ...measure(miniSearch(pages, language, true), questions)]);
    rows.push([language, 'MiniSearch, default', ...measure(miniSearch(pages, language, false), questions)]);
  }
  const matcher = new ConceptMatcher(knowledge.concepts);
  for (const [from, to] of CROSS) {
    const pages = await readLines<Page>(join(dir, `pages-${to}.jsonl`));
    const questions = (await readLines<Question>(join(dir, `questions-${from}.jsonl`))).filter(({ sentences }) => sentences.length > 0);
    rows.push([`${from} -> ${to}`, 'Wegweiser, with the thesaurus', ...measure(across(pages, to, from, matcher), questions)]);
    rows.push([`${from} -> ${to}`, 'MiniSearch, stemmed', ...measure(miniSearch(pages, to, true), questions)]);
  }
  return [
    {
      title: 'Page retrieval on OMoS-QA',
      columns: ['language', 'engine', 'recall at 1', 'recall at 5', 'MRR', 'a question'],
      rows,
      notes: [
        `${counts}; all engines on the same pages and questions in one run.`,
        'MiniSearch, stemmed: with our folding and stemmers; default: fuzzy 0.2, prefix.',
      ],
    },
  ];
}
