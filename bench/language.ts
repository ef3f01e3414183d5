import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModule } from 'cld3-asm';
import { eld } from 'eld/large';
import { franc } from 'franc';
import { detect as tinyld } from 'tinyld';
import type { Knowledge } from '../src/domain/entry.ts';
import { vocabularyOf } from '../src/knowledge/interpreter.ts';
import { createLanguageDetector } from '../src/understanding/language/detect.ts';

import type { BenchTable } from './table.ts';

const KINDS = ['single-words', 'word-pairs', 'sentences'] as const;
const FOUR = ['de', 'en', 'tr', 'ar'];
const ANSWERED = ['de', 'en', 'tr', 'ar', 'uk', 'ru', 'fr', 'es', 'it', 'hr', 'ro', 'el', 'pl', 'fa'];
const ALL = [...ANSWERED, 'sq', 'bg', 'hu', 'pt', 'zh', 'vi', 'sr', 'bs', 'so'];
/** The bot has one locale for these three. */
const ONE_LANGUAGE = ['bs', 'hr', 'sr'];

const ISO_639_3: Readonly<Record<string, string>> = {
  ar: 'arb',
  bg: 'bul',
  bs: 'bos',
  de: 'deu',
  el: 'ell',
  en: 'eng',
  es: 'spa',
  fa: 'pes',
  fr: 'fra',
  hr: 'hrv',
  hu: 'hun',
  it: 'ita',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  so: 'som',
  sq: 'als',
  sr: 'srp',
  tr: 'tur',
  uk: 'ukr',
  vi: 'vie',
  zh: 'cmn',
};

interface Detector {
  readonly name: string;
  /** BCP 47 primary tag, or anything else for "don't know". */
  readonly detect: (text: string) => string;
}

async function detectors(knowledge: Knowledge): Promise<Detector[]> {
  const ours = createLanguageDetector({ vocabulary: vocabularyOf(knowledge) });
  const toldEld = eld.newInstance();
  toldEld.setLanguageSubset(ALL);
  const only = ALL.map((tag) => ISO_639_3[tag] ?? tag);
  const tagOf = Object.fromEntries(Object.entries(ISO_639_3).map(([tag, code]) => [code, tag]));
  const cld3 = (await loadModule()).create(0, 1000);
  return [
    { name: 'Wegweiser', detect: (text) => ours(text).tag },
    { name: 'eld 2.1 large', detect: (text) => eld.detect(text).language },
    { name: 'eld 2.1 large, told the candidates', detect: (text) => toldEld.detect(text).language },
    {
      name: 'franc 6, told the candidates',
      detect: (text) => {
        const code = franc(text, { only, minLength: 1 });
        return tagOf[code] ?? code;
      },
    },
    { name: 'tinyld 1.3, told the candidates', detect: (text) => tinyld(text, { only: ALL }) },
    { name: 'cld3-asm 4', detect: (text) => cld3.findLanguage(text).language.split('-')[0] ?? '' },
  ];
}

interface Count {
  right: number;
  strictlyRight: number;
  lines: number;
  ms: number;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** Sums the counts of some languages, one count a kind of text. */
function sum(byLanguage: ReadonlyMap<string, Record<string, Count>>, languages: readonly string[], kind: string): Count {
  const total = { right: 0, strictlyRight: 0, lines: 0, ms: 0 };
  for (const language of languages) {
    const count = byLanguage.get(language)?.[kind];
    if (!count) continue;
    total.right += count.right;
    total.strictlyRight += count.strictlyRight;
    total.lines += count.lines;
    total.ms += count.ms;
  }
  return total;
}

/**
 * Language identification on single words, word pairs and sentences (../shared/bench/language-id), against eld, franc, tinyld and cld3 on the same lines.
 * @param root the checkout
 */
export async function benchLanguage(root: string, knowledge: Knowledge): Promise<BenchTable[]> {
  const dir = join(root, '../shared/bench/language-id');
  const title = 'Language identification: words, pairs, sentences';
  if (!existsSync(dir)) return [{ title, columns: [], rows: [], notes: [`skipped: ${dir} is not there`] }];

  const lines = new Map<string, Record<string, string[]>>();
  for (const language of ALL) {
    const texts: Record<string, string[]> = {};
    for (const kind of KINDS) texts[kind] = (await readFile(join(dir, language, `${kind}.txt`), 'utf8')).trim().split('\n');
    lines.set(language, texts);
  }
  const results = new Map<string, Map<string, Record<string, Count>>>();
  for (const { name, detect } of await detectors(knowledge)) {
    for (const texts of lines.values()) for (const text of (texts[KINDS[2]] ?? []).slice(0, 20)) detect(text);
    const byLanguage = new Map<string, Record<string, Count>>();
    for (const [language, texts] of lines) {
      const counts: Record<string, Count> = {};
      for (const kind of KINDS) {
        const count = { right: 0, strictlyRight: 0, lines: 0, ms: 0 };
        for (const text of texts[kind] ?? []) {
          const started = performance.now();
          const tag = detect(text);
          count.ms += performance.now() - started;
          count.lines++;
          if (tag === language) count.strictlyRight++;
          if (tag === language || (ONE_LANGUAGE.includes(language) && ONE_LANGUAGE.includes(tag))) count.right++;
        }
        counts[kind] = count;
      }
      byLanguage.set(language, counts);
    }
    results.set(name, byLanguage);
  }

  const table = (heading: string, languages: readonly string[], notes: readonly string[]): BenchTable => ({
    title: heading,
    columns: ['detector', ...KINDS.flatMap((kind) => [kind.replace('-', ' '), 'a text']), 'mean', 'mean, strict'],
    rows: [...results].map(([name, byLanguage]) => {
      const counts = KINDS.map((kind) => sum(byLanguage, languages, kind));
      const mean = (pick: (count: Count) => number): string =>
        percent(
          counts.reduce((total, count) => total + pick(count) / count.lines, 0),
          counts.length,
        );
      return [
        name,
        ...counts.flatMap((count) => [percent(count.right, count.lines), `${Math.round((count.ms * 1000) / count.lines)} us`]),
        mean((count) => count.right),
        mean((count) => count.strictlyRight),
      ];
    }),
    notes,
  });
  const ours = results.get('Wegweiser') ?? new Map<string, Record<string, Count>>();
  const detail = [...ours].map(
    ([language, counts]) => `${language} ${KINDS.map((kind) => percent(counts[kind]?.right ?? 0, counts[kind]?.lines ?? 1)).join(' / ')}`,
  );
  const common = [
    'bs, hr and sr count as right when any of the three is answered, for every detector; "strict" counts the exact tag.',
    'Ours weighs all languages it knows, as in the service; "told the candidates" means the 23 languages of the last table, in every table.',
  ];
  return [
    table(`${title}, de en tr ar`, FOUR, common),
    table(`${title}, the 14 languages answered in`, ANSWERED, [
      'Published for lingua (Rust, high accuracy, 75 candidates): mean 88.1 %; whatlang 69.8 %; CLD2 62.1 %.',
    ]),
    table(`${title}, all 23`, ALL, [`Ours by language (words / pairs / sentences): ${detail.join('; ')}.`]),
  ];
}
