import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { Knowledge } from '../../src/domain/entry.ts';
import { EVAL_FOLDER, type EvalCase, type EvalStyle, FRESH_FOLDER, loadCalibrationCases, loadCases } from '../../src/evaluation/cases.ts';
import { loadLanguages } from '../../src/knowledge/languages.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { words } from '../../src/understanding/language/normalize.ts';
import { examplesOf } from '../../src/understanding/signals.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How many of a style each locale holds at least. */
const AT_LEAST: Partial<Record<EvalStyle, number>> = { 'out-of-scope': 8, safety: 6, 'near-danger': 5, 'follow-up': 4 };

let knowledge: Knowledge;
let ids: ReadonlySet<string>;
let fresh: EvalCase[];
beforeAll(async () => {
  const languages = await loadLanguages(join(ROOT, 'locales'));
  knowledge = await loadKnowledge(
    join(ROOT, 'knowledge'),
    languages.map(({ code }) => code),
    join(ROOT, '.cache'),
  );
  ids = new Set(knowledge.entries.keys());
  fresh = await loadCases(join(ROOT, FRESH_FOLDER), ids);
}, 60_000);

/** What is left of a text when case and punctuation don't count. */
const bare = (text: string) => words(text).join(' ');

const isDanger = (id: string | undefined) => id?.startsWith('safety/') ?? false;

test('every locale that answers are written in has its fresh messages, of every kind that is asked for', () => {
  const locales = new Set([...knowledge.entries.values()].flatMap(({ texts }) => Object.keys(texts)));
  const byLocale = Map.groupBy(fresh, ({ locale }) => locale);
  expect([...byLocale.keys()].sort()).toEqual([...locales].sort());
  for (const messages of byLocale.values()) {
    expect(messages.length).toBeGreaterThanOrEqual(60);
    for (const [style, least] of Object.entries(AT_LEAST))
      expect(messages.filter((one) => one.style === style).length).toBeGreaterThanOrEqual(least);
  }
});

test('every entry is asked for by at least one fresh message', () => {
  const asked = new Set(fresh.flatMap(({ expect: expected }) => expected));
  expect([...ids].filter((id) => !asked.has(id))).toEqual([]);
});

test('labels of fresh messages fit their style', () => {
  for (const { style, expect: expected, lastEntry } of fresh) {
    expect(lastEntry !== undefined).toBe(style === 'follow-up');
    if (lastEntry) expect(ids).toContain(lastEntry);
    expect(expected.length > 0 && expected.every(isDanger)).toBe(style === 'safety');
    if (style !== 'near-danger') expect(expected.length === 0).toBe(style === 'out-of-scope');
  }
});

test('no fresh message is written twice, learned from or looked at', async () => {
  const texts = fresh.map(({ text }) => bare(text));
  expect(new Set(texts).size).toBe(texts.length);
  const seen = new Set([...examplesOf(knowledge), ...(await loadCases(join(ROOT, EVAL_FOLDER), ids))].map(({ text }) => bare(text)));
  expect(texts.filter((text) => seen.has(text))).toEqual([]);
});

test('calibration gets every second message of the other folder and no fresh one', async () => {
  const calibration = await loadCalibrationCases(ROOT, ids);
  expect(calibration.length).toBeGreaterThan(0);
  const texts = new Set(fresh.map(({ text }) => text));
  expect(calibration.filter(({ text, line }) => texts.has(text) || line % 2 === 1)).toEqual([]);
});

test('nothing but npm run eval reads the fresh messages', () => {
  const readers = ['src', 'bench', 'scripts'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
      .map((name) => `${folder}/${name}`)
      .filter((file) => /FRESH_FOLDER|eval\/fresh/.test(readFileSync(join(ROOT, file), 'utf8'))),
  );
  expect(readers.sort()).toEqual(['src/evaluation/cases.ts', 'src/tools/eval.ts']);
});
