import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadKnowledge, readKnowledge } from '../../src/knowledge/load.ts';
import { KnowledgeError } from '../../src/knowledge/problem.ts';
import { temporaryFolder } from '../support/folder.ts';
import { englishFile, entryYaml, GERMAN_HASH, LOCALES, outline, soundTree, type Tree, textFile, writeTree } from './sample.ts';

async function read(changes: Tree = {}, without: readonly string[] = []) {
  const folder = temporaryFolder();
  try {
    const tree = { ...soundTree(), ...changes };
    for (const path of without) delete tree[path];
    writeTree(folder.path, tree);
    return await readKnowledge(folder.path, LOCALES);
  } finally {
    folder.remove();
  }
}

test('a sound folder is read whole and without a problem', async () => {
  const { knowledge, problems, germanHashes } = await read();
  expect(problems).toEqual([]);
  expect([...knowledge.entries.keys()]).toEqual(['arrival/registration']);
  expect(Object.keys(knowledge.entries.get('arrival/registration')?.texts ?? {})).toEqual(['de', 'en']);
  expect(germanHashes.get('arrival/registration')).toBe(GERMAN_HASH);
  expect(knowledge.concepts.map(({ id }) => id)).toEqual(['office', 'registration']);
  expect(knowledge.outOfScope).toEqual([{ locale: 'en', messages: [{ kind: 'weather', text: 'will it rain tomorrow' }] }]);
  expect(knowledge.cues).toMatchObject([{ locale: 'en', followUp: ['how much'] }]);
});

test.each<[what: string, changes: Tree, file: string, line: number, message: RegExp]>([
  [
    'broken YAML',
    { 'arrival/registration/entry.yaml': `${entryYaml()}contacts: "a" b\n` },
    'arrival/registration/entry.yaml',
    7,
    /not valid YAML/,
  ],
  [
    'an unquoted colon in an example message',
    { 'arrival/registration/en.md': englishFile({ questions: '  short:\n    - fine\n    - help: now: please\n' }) },
    'arrival/registration/en.md',
    9,
    /double quotes/,
  ],
  [
    'an id that is not in the outline',
    { 'arrival/nowhere/de.md': textFile() },
    'arrival/nowhere/de.md',
    1,
    /not in knowledge\/outline.yaml/,
  ],
  [
    'a kind other than planned',
    { 'arrival/registration/entry.yaml': entryYaml({ kind: 'offer' }) },
    'arrival/registration/entry.yaml',
    1,
    /offer, but guide/,
  ],
  [
    'a handoff other than planned',
    { 'arrival/registration/entry.yaml': entryYaml({ handoff: 'none' }) },
    'arrival/registration/entry.yaml',
    2,
    /none, but offered/,
  ],
  [
    'a related entry that does not exist',
    { 'arrival/registration/entry.yaml': entryYaml({ related: '[arrival/nowhere]' }) },
    'arrival/registration/entry.yaml',
    4,
    /arrival\/nowhere is not in the outline/,
  ],
  [
    'a day that is not in the calendar',
    { 'arrival/registration/entry.yaml': entryYaml({ reviewed: '2026-02-30' }) },
    'arrival/registration/entry.yaml',
    5,
    /date/,
  ],
  [
    'a locale that we do not have',
    { 'arrival/registration/xx.md': englishFile() },
    'arrival/registration/xx.md',
    1,
    /"xx" is not a locale/,
  ],
  [
    'a file that nothing reads',
    { 'arrival/registration/notes.yaml': 'a: 1\n' },
    'arrival/registration/notes.yaml',
    1,
    /not read by anything/,
  ],
  ['a file in the wrong place', { 'readme.md': 'hello' }, 'readme.md', 1, /wrong place/],
  [
    'a concept that points nowhere',
    { 'concepts/more.yaml': '- id: other\n  entries: [arrival/nowhere]\n  labels: { de: [Anderes] }\n' },
    'concepts/more.yaml',
    2,
    /other points to arrival\/nowhere/,
  ],
  [
    'a concept that is there twice',
    { 'concepts/more.yaml': '- id: office\n  labels: { de: [Behörde] }\n' },
    'concepts/more.yaml',
    1,
    /twice/,
  ],
  [
    'labels in an unknown language',
    { 'concepts/more.yaml': '- id: other\n  labels:\n    xx: [a]\n' },
    'concepts/more.yaml',
    3,
    /unknown language "xx"/,
  ],
  [
    'cues in an unknown locale',
    { 'cues/xx.yaml': 'followUp: []\noffers: []\nconnectors: []\nback: []\n' },
    'cues/xx.yaml',
    1,
    /"xx" is not a locale/,
  ],
  [
    'an entry that is planned twice',
    { 'outline.yaml': outline(['arrival/registration', 'guide', 'offered'], ['arrival/registration', 'guide', 'none']) },
    'outline.yaml',
    3,
    /twice/,
  ],
])('%s is an error with file and line', async (_, changes, file, line, message) => {
  const { problems } = await read(changes);
  expect(problems.filter((problem) => problem.severity === 'error')).toContainEqual({
    severity: 'error',
    file,
    line,
    message: expect.stringMatching(message),
  });
});

test('an entry without its German text is an error and is left out', async () => {
  const { knowledge, problems } = await read({}, ['arrival/registration/de.md']);
  expect(problems).toMatchObject([{ severity: 'error', file: 'arrival/registration/de.md', message: expect.stringContaining('German') }]);
  expect(knowledge.entries.size).toBe(0);
});

test('a concept points only to entries that are written', async () => {
  const { knowledge, problems } = await read({
    'outline.yaml': outline(['arrival/registration', 'guide', 'offered'], ['arrival/planned', 'guide', 'none']),
    'concepts/more.yaml': '- id: other\n  entries: [arrival/planned, arrival/registration]\n  labels: { de: [Anderes] }\n',
  });
  expect(problems).toEqual([]);
  expect(knowledge.concepts.find(({ id }) => id === 'other')?.entries).toEqual(['arrival/registration']);
});

test('texts without an entry.yaml are an error', async () => {
  const { problems } = await read({}, ['arrival/registration/entry.yaml']);
  expect(problems).toMatchObject([{ severity: 'error', file: 'arrival/registration/entry.yaml' }]);
});

test('a broader concept that does not exist is something to do, and no reason not to start', async () => {
  const { problems } = await read({ 'concepts/more.yaml': '- id: other\n  broader: [nothing]\n  labels: { de: [Anderes] }\n' });
  expect(problems).toMatchObject([{ severity: 'todo', message: expect.stringContaining('nothing') }]);
});

test('the service does not start with errors, and lists all of them at once', async () => {
  const folder = temporaryFolder();
  writeTree(folder.path, {
    ...soundTree(),
    'arrival/registration/entry.yaml': entryYaml({ kind: 'offer', related: '[arrival/nowhere]' }),
    'arrival/registration/en.md': 'no front matter',
    'lost.yaml': 'a: 1',
  });
  const failure = await loadKnowledge(folder.path, LOCALES, join(folder.path, '.cache')).catch((error: unknown) => error);
  folder.remove();
  expect(failure).toBeInstanceOf(KnowledgeError);
  const { problems, message } = failure as KnowledgeError;
  expect(problems).toHaveLength(4);
  for (const part of [
    '4 errors',
    'knowledge/arrival/registration/entry.yaml:1:',
    'en.md:1:',
    'lost.yaml:1:',
    'arrival/nowhere',
    'npm run knowledge',
  ])
    expect(message).toContain(part);
});

test('the parsed copy gives the same knowledge, follows changes, and stands beside the older copy', async () => {
  const folder = temporaryFolder();
  const cache = join(folder.path, 'cache');
  const dir = join(folder.path, 'knowledge');
  writeTree(dir, soundTree());
  const first = await loadKnowledge(dir, LOCALES, cache);
  const [copy] = readdirSync(cache);
  expect(await loadKnowledge(dir, LOCALES, cache)).toEqual(first);
  writeTree(dir, { 'out-of-scope/en.yaml': 'weather: [is it cold]\n' });
  const changed = await loadKnowledge(dir, LOCALES, cache);
  expect(changed.hash).not.toBe(first.hash);
  expect(changed.outOfScope[0]?.messages).toEqual([{ kind: 'weather', text: 'is it cold' }]);
  // Another process may still use the older copy.
  expect(readdirSync(cache)).toHaveLength(2);
  expect(readdirSync(cache)).toContain(copy);
  folder.remove();
});

test('a damaged parsed copy is read anew from the folder', async () => {
  const folder = temporaryFolder();
  const cache = join(folder.path, 'cache');
  const dir = join(folder.path, 'knowledge');
  writeTree(dir, soundTree());
  const first = await loadKnowledge(dir, LOCALES, cache);
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'half a fi');
  expect(await loadKnowledge(dir, LOCALES, cache)).toEqual(first);
  folder.remove();
});

test('a locale that is taken off the list is gone although the files are the same', async () => {
  const folder = temporaryFolder();
  const cache = join(folder.path, 'cache');
  const dir = join(folder.path, 'knowledge');
  writeTree(dir, soundTree());
  await loadKnowledge(dir, LOCALES, cache);
  await expect(loadKnowledge(dir, ['de'], cache)).rejects.toThrow('"en" is not a locale');
  folder.remove();
});

test('a slash at the end of the folder makes no difference', async () => {
  const folder = temporaryFolder();
  writeTree(folder.path, soundTree());
  const { problems, knowledge } = await readKnowledge(`${folder.path}/`, LOCALES);
  folder.remove();
  expect(problems).toEqual([]);
  expect(knowledge.entries.size).toBe(1);
});
