import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { z } from 'zod';
import type { Concept, Cues, Entry, EntryText, Knowledge, OutOfScope } from '../domain/entry.ts';
import { RECOGNISED_LANGUAGES } from '../understanding/language/varieties.ts';
import { readCached, writeCached } from './cache.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import { conceptsSchema, cuesSchema, entrySchema, outlineSchema, outOfScopeSchema } from './schema.ts';
import { readTextFile, type TextFile, translationHash } from './text-file.ts';
import { readYaml } from './yaml.ts';

/** Raise when the meaning of the stored form changes. */
const CACHE_FORMAT = 4;

type OutlineLine = z.infer<typeof outlineSchema>['entries'][number];

/** The knowledge folder as read: what could be used, and everything that is wrong. */
export interface ReadKnowledge {
  readonly knowledge: Knowledge;
  readonly problems: readonly Problem[];
  /** Files of entries by `id/locale`, for checks that need line numbers. */
  readonly files: ReadonlyMap<string, TextFile>;
  /** Hash of each German text, by entry id. */
  readonly germanHashes: ReadonlyMap<string, string>;
}

/** All files below `root` with their contents, paths relative and with `/`, in a fixed order. */
async function readTree(root: string): Promise<Map<string, string>> {
  const names = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((item) => item.isFile() && /\.(ya?ml|md)$/.test(item.name))
    .map((item) => join(item.parentPath, item.name))
    .sort();
  const contents = await Promise.all(names.map((name) => readFile(name, 'utf8')));
  return new Map(names.map((name, index) => [relative(root, name).replaceAll('\\', '/'), contents[index] ?? '']));
}

function hashTree(tree: ReadonlyMap<string, string>, locales: readonly string[]): string {
  const hash = createHash('sha256').update(locales.join());
  for (const [name, content] of tree) hash.update(name).update('\0').update(content).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/**
 * Reads the whole knowledge folder and reports every problem of form: YAML, schema, ids against the outline, files in the wrong place.
 * Editorial checks (length, collisions, staleness) are in `check.ts`.
 * @param dir the folder `knowledge/`
 * @param locales codes of `locales/languages.json`
 */
export async function readKnowledge(dir: string, locales: readonly string[]): Promise<ReadKnowledge> {
  return parseTree(await readTree(dir), locales);
}

function parseTree(tree: ReadonlyMap<string, string>, locales: readonly string[]): ReadKnowledge {
  const problems: Problem[] = [];
  const fail = (file: string, message: string, line = 1) => problems.push({ severity: 'error', file, line, message });
  const entries = new Map<string, Entry>();
  const concepts: Concept[] = [];
  const outOfScope: OutOfScope[] = [];
  const cues: Cues[] = [];
  const files = new Map<string, TextFile>();
  const germanHashes = new Map<string, string>();

  const outline = readYaml(tree.get('outline.yaml') ?? 'entries: []', 'outline.yaml', outlineSchema);
  problems.push(...outline.problems);
  const planned = new Map<string, OutlineLine>();
  outline.value?.entries.forEach((line, index) => {
    if (planned.has(line.id)) fail('outline.yaml', `${line.id} stands in the outline twice`, outline.lineOf(['entries', index]));
    else planned.set(line.id, line);
  });

  for (const [file, source] of tree) {
    if (file === 'outline.yaml') continue;
    const parts = file.split('/');
    const [folder = '', name = '', leaf] = parts;
    if (folder === 'concepts' && parts.length === 2) {
      const read = readYaml(source, file, conceptsSchema);
      problems.push(...read.problems);
      read.value?.forEach((concept, index) => {
        // Danger is understood in languages that nothing else is said in.
        for (const language of Object.keys(concept.labels))
          if (!locales.includes(language) && !RECOGNISED_LANGUAGES.has(language))
            fail(file, `unknown language "${language}" in the labels of ${concept.id}`, read.lineOf([index, 'labels', language]));
        if (concepts.some((other) => other.id === concept.id))
          fail(file, `the concept ${concept.id} stands in the thesaurus twice; merge the two`, read.lineOf([index, 'id']));
        for (const target of concept.entries)
          if (!planned.has(target))
            fail(file, `${concept.id} points to ${target}, which is not in the outline`, read.lineOf([index, 'entries']));
        concepts.push(concept as Concept);
      });
    } else if (folder === 'cues' && parts.length === 2) {
      const locale = name.replace(/\.yaml$/, '');
      const read = readYaml(source, file, cuesSchema);
      problems.push(...read.problems);
      if (!locales.includes(locale)) fail(file, `"${locale}" is not a locale of locales/languages.json`);
      if (read.value) cues.push({ locale, ...read.value });
    } else if (folder === 'out-of-scope' && parts.length === 2) {
      const locale = name.replace(/\.yaml$/, '');
      const read = readYaml(source, file, outOfScopeSchema);
      problems.push(...read.problems);
      if (!locales.includes(locale)) fail(file, `"${locale}" is not a locale of locales/languages.json`);
      const messages = Object.entries(read.value ?? {}).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text })));
      outOfScope.push({ locale, messages });
    } else if (parts.length === 3 && leaf) {
      const id = `${folder}/${name}`;
      if (!planned.has(id)) fail(file, `${id} is not in knowledge/outline.yaml; add it there or rename the folder`);
      else if (leaf.endsWith('.md')) {
        const locale = leaf.slice(0, -3);
        if (!locales.includes(locale)) fail(file, `"${locale}" is not a locale of locales/languages.json`);
        const read = readTextFile(source, file, locale);
        problems.push(...read.problems);
        files.set(`${id}/${locale}`, read);
        if (locale === 'de' && read.text) germanHashes.set(id, translationHash(read.text));
      } else if (leaf !== 'entry.yaml') fail(file, 'is not read by anything: an entry has entry.yaml and one .md file a locale');
    } else fail(file, 'is in the wrong place: entries are knowledge/CATEGORY/NAME/, concepts knowledge/concepts/TOPIC.yaml');
  }

  for (const [id, plan] of planned) {
    const file = `${id}/entry.yaml`;
    const source = tree.get(file);
    if (source === undefined) {
      if ([...files.keys()].some((key) => key.startsWith(`${id}/`))) fail(file, 'is missing; see docs/editors.md for what it holds');
      continue;
    }
    const read = readYaml(source, file, entrySchema);
    problems.push(...read.problems);
    if (!read.value) continue;
    if (read.value.kind !== plan.kind) fail(file, `kind is ${read.value.kind}, but ${plan.kind} in the outline`, read.lineOf(['kind']));
    if (read.value.handoff !== plan.handoff)
      fail(file, `handoff is ${read.value.handoff}, but ${plan.handoff} in the outline`, read.lineOf(['handoff']));
    read.value.related.forEach((target, index) => {
      if (!planned.has(target)) fail(file, `related: ${target} is not in the outline`, read.lineOf(['related', index]));
    });
    const texts: Record<string, EntryText> = {};
    for (const locale of locales) {
      const text = files.get(`${id}/${locale}`)?.text;
      if (text) texts[locale] = text;
    }
    if (!texts['de']) {
      if (!files.has(`${id}/de`)) fail(`${id}/de.md`, 'is missing: German is the source of every translation');
      continue;
    }
    entries.set(id, { id, ...read.value, texts });
  }

  const ids = new Set(concepts.map((concept) => concept.id));
  for (const concept of concepts)
    for (const link of [...concept.broader, ...concept.related])
      if (!ids.has(link))
        problems.push({
          severity: 'todo',
          file: 'concepts',
          line: 1,
          message: `${concept.id} names the concept ${link}, which doesn't exist`,
        });

  // An entry that is planned but not written yet can't be answered.
  const usable = concepts.map((concept) => ({ ...concept, entries: concept.entries.filter((id) => entries.has(id)) }));
  return { knowledge: { entries, concepts: usable, outOfScope, cues, hash: hashTree(tree, locales) }, problems, files, germanHashes };
}

/**
 * Loads the knowledge base for the service. A parsed copy is kept in `cacheDir` by content hash, since parsing many hundred YAML files takes seconds.
 * @throws {KnowledgeError} listing every error at once
 */
export async function loadKnowledge(dir: string, locales: readonly string[], cacheDir?: string): Promise<Knowledge> {
  const tree = await readTree(dir);
  const name = `knowledge-${CACHE_FORMAT}-${hashTree(tree, locales)}.json.gz`;
  const cached = cacheDir && (await readCached(cacheDir, name));
  if (cached) {
    try {
      const { entries, ...rest } = JSON.parse(gunzipSync(cached).toString('utf8')) as Omit<Knowledge, 'entries'> & { entries: Entry[] };
      return { ...rest, entries: new Map(entries.map((entry) => [entry.id, entry])) };
    } catch {
      // A damaged copy is made anew below.
    }
  }
  const { knowledge, problems } = parseTree(tree, locales);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new KnowledgeError(errors);
  if (cacheDir) {
    const json = JSON.stringify({ ...knowledge, entries: [...knowledge.entries.values()] });
    await writeCached(cacheDir, 'knowledge-', name, gzipSync(json));
  }
  return knowledge;
}
