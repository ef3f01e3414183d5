import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');

/** The interfaces of what is kept, and what rests on them alone. */
const STORES = ['stores', 'handoffs', 'counselors', 'insights', 'log-pages'].map((name) => `src/storage/${name}.ts`);

/**
 * Who may import whom: data flows channel -> bot -> understanding -> dialogs -> reply, and storage, bus and clock stand behind interfaces.
 * The longest path that fits a file counts; a module may always import from itself. `*` means everything on the server.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/main.ts': ['src/app.ts', 'src/config.ts', 'src/platform'],
  'src/app.ts': ['*'],
  'src/load-bot.ts': ['*'],
  'src/load-desk.ts': ['*'],
  'src/config.ts': ['src/domain', 'src/platform'],
  'src/domain': [],
  'src/platform': [],
  'src/http': ['src/platform'],
  'src/bus': ['src/platform'],
  'src/storage': ['src/domain', 'src/platform'],
  ...Object.fromEntries(STORES.map((file) => [file, ['src/domain', ...STORES]])),
  'src/privacy': ['src/domain', 'src/platform', 'src/http', 'src/bus', ...STORES, 'src/reply'],
  'src/channel': ['src/domain', 'src/platform', 'src/http', 'src/bus', ...STORES, 'src/bot/contract.ts', 'src/bot/serial.ts'],
  'src/bot': ['src/domain', 'src/platform', 'src/understanding', 'src/reply', 'src/handoff/desk.ts', ...STORES, 'dialogs'],
  dialogs: ['src/domain', 'src/reply', 'src/handoff/desk.ts', ...STORES, 'src/understanding/language'],
  'src/reply': ['src/domain', 'src/platform', 'src/understanding/language'],
  'src/understanding': ['src/domain'],
  'src/understanding/language': ['src/domain'],
  'src/knowledge': ['src/domain', 'src/platform', 'src/understanding'],
  'src/azure': ['src/bot/steps/understanding.ts'],
  'src/evaluation': ['src/domain', 'src/understanding', 'src/knowledge', 'src/tools/table.ts'],
  'src/handoff': ['src/domain', 'src/platform', 'src/bus', ...STORES, 'src/reply'],
  // Counselors look for entries by German words: with the stems and the index that understanding has.
  'src/desk': [
    ...['src/domain', 'src/platform', 'src/http', 'src/bus', ...STORES, 'src/handoff', 'src/reply', 'src/insights', 'src/privacy'],
    'src/understanding',
  ],
  // What it computes is what the desk's pages show, so the desk's protocol says its shape.
  'src/insights': ['src/domain', 'src/platform', ...STORES, 'src/privacy', 'src/desk/protocol.ts'],
  'src/tools': ['*'],
  'src/web': ['src/domain', 'src/channel/directline/protocol.ts', 'src/desk/protocol.ts', 'locales'],
  'src/types': [],
};

/** Packages that only these places may import, so that a change of package touches these places alone. */
const PACKAGES: readonly { readonly name: RegExp; readonly only: readonly string[] }[] = [
  {
    name: /^bot(builder|framework)/,
    only: ['src/channel', 'src/bot', 'dialogs', 'src/reply/activity.ts', 'src/storage/bot-storage.ts', 'src/app.ts', 'src/tools/chat.ts'],
  },
  { name: /^@azure\//, only: ['src/azure'] },
  { name: /^natural\b/, only: ['src/understanding/language'] },
  { name: /^kysely\b/, only: ['src/storage/sql'] },
  { name: /^pg$/, only: ['src/storage/sql', 'src/bus'] },
  { name: /^restify$/, only: ['src/http', 'src/channel', 'src/desk', 'src/privacy'] },
  { name: /^(luxon|date-holidays)$/, only: ['src/handoff'] },
  { name: /^(openid-client|@node-rs\/argon2)$/, only: ['src/desk'] },
  { name: /^i18next$/, only: ['src/reply'] },
  { name: /^(preact|@preact)/, only: ['src/web'] },
];

/** These decide by what they are given: no files, no network, no process. */
const PURE = ['src/domain', 'src/understanding'];
/** Reads the letter statistics that lie in a package, when it is loaded. */
const READS_AT_LOAD = 'src/understanding/language/ngram-table.ts';

interface Import {
  readonly file: string;
  /** A path from the root for our own files, else the package's name. */
  readonly target: string;
  readonly isOwn: boolean;
}

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [...source.matchAll(/(?:^|\s)(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|(?:^|\s)import\s*\(?\s*'([^']+)'/g)].map((match) => {
    const target = (match[1] ?? match[2])!.replace(/\?.*$/, '');
    const isOwn = target.startsWith('.');
    return { file, target: isOwn ? relative(ROOT, join(ROOT, dirname(file), target)) : target, isOwn };
  });
}

const isWithin = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`);

function moduleOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((prefix) => isWithin(file, prefix))
    .sort((a, b) => b.length - a.length)[0];
}

const all = ['src', 'dialogs'].flatMap(files);
const imports = all.flatMap(importsOf);

test('the imports are found at all', () => {
  expect(importsOf('src/app.ts')).toContainEqual({ file: 'src/app.ts', target: 'src/bot/serial.ts', isOwn: true });
  expect(importsOf('src/app.ts')).toContainEqual({ file: 'src/app.ts', target: 'src/load-bot.ts', isOwn: true });
  expect(importsOf('src/bus/postgres.ts').map(({ target }) => target)).toContain('pg');
});

test('every file belongs to a module of the table', () => {
  expect(all.filter((file) => !moduleOf(file))).toEqual([]);
});

test('modules import only what the table allows', () => {
  const forbidden = imports.filter(({ file, target, isOwn }) => {
    const module = moduleOf(file);
    if (!isOwn || !module || isWithin(target, module) || target.endsWith('.json')) return false;
    return !MAY_IMPORT[module]!.some((allowed) => allowed === '*' || isWithin(target, allowed));
  });
  expect(forbidden.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('packages are imported only where they belong', () => {
  const forbidden = imports.filter(({ file, target, isOwn }) => {
    const rule = isOwn ? undefined : PACKAGES.find(({ name }) => name.test(target));
    return rule && !rule.only.some((place) => isWithin(file, place));
  });
  expect(forbidden.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('what decides about messages does nothing else', () => {
  const builtin = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  const forbidden = imports.filter(
    ({ file, target }) => builtin.has(target) && file !== READS_AT_LOAD && PURE.some((place) => isWithin(file, place)),
  );
  expect(forbidden.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});
