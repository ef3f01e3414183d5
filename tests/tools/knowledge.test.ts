import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { translationHash } from '../../src/knowledge/text-file.ts';
import { englishFile, entryYaml, GERMAN_HASH, soundTree, type Tree, textFile } from '../knowledge/sample.ts';
import { buildCheckout } from './checkout.ts';

const open: { remove(): void }[] = [];
afterEach(() => {
  for (const checkout of open.splice(0)) checkout.remove();
});

function checkout(changes: Tree = {}) {
  const built = buildCheckout({ ...soundTree(), ...changes });
  open.push(built);
  return built;
}

const EN = 'arrival/registration/en.md';
const inCheckout = (path: string, file: string) => readFileSync(join(path, 'knowledge', file), 'utf8');

test('a sound knowledge base gives statistics and ends with 0', async () => {
  const { code, out, err } = await checkout().run('knowledge.ts');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^de +1 +0 +1 +0 +20 /m);
  expect(out).toContain('1 entries, 2 concepts. Oldest source: 2026-11 (arrival/registration). Due for review: 0. Problems: 0.');
});

test('with --quiet nothing is printed when there is nothing to say', async () => {
  expect(await checkout().run('knowledge.ts', ['--quiet'])).toEqual({ code: 0, out: '', err: '' });
});

test('something to do ends with 1 and is printed as file, line and message', async () => {
  const { code, out } = await checkout({ [EN]: englishFile({ basedOn: '0123456789' }) }).run('knowledge.ts', ['--quiet']);
  expect(code).toBe(1);
  expect(out).toMatch(/^knowledge\/arrival\/registration\/en\.md:5: todo: is stale/);
});

test('an overdue review alone is a note: it does not fail', async () => {
  const overdue = checkout({ 'arrival/registration/entry.yaml': entryYaml({ reviewed: '2020-01-01', reviewBy: '2020-02-01' }) });
  const { code, out } = await overdue.run('knowledge.ts');
  expect(code).toBe(0);
  expect(out).toContain('note: was due for review on 2020-02-01');
});

test('--only looks at a part', async () => {
  const built = checkout({ [EN]: englishFile({ basedOn: '0123456789' }) });
  expect((await built.run('knowledge.ts', ['--quiet', '--only', 'housing/'])).code).toBe(0);
  expect((await built.run('knowledge.ts', ['--quiet', '--only', 'housing/', '--only', 'arrival/'])).code).toBe(1);
});

test('--stamp marks a stale translation, and the next check is content', async () => {
  const built = checkout({ [EN]: englishFile({ basedOn: '0123456789' }) });
  const stamped = await built.run('knowledge.ts', ['--stamp', 'en', 'arrival/registration']);
  expect(stamped).toMatchObject({ code: 0, out: '1 translation marked as up to date.\n' });
  expect(inCheckout(built.path, EN)).toContain(`\nbasedOn: ${GERMAN_HASH}\n`);
  expect((await built.run('knowledge.ts', ['--quiet'])).code).toBe(0);
});

test('--stamp without ids marks what has no mark, and leaves what is stale to people', async () => {
  const unmarked = checkout({ [EN]: englishFile({ basedOn: '' }) });
  expect((await unmarked.run('knowledge.ts', ['--stamp', 'en'])).out).toContain('1 translation marked');
  expect((await unmarked.run('knowledge.ts', ['--quiet'])).code).toBe(0);
  const stale = englishFile({ basedOn: '0123456789' });
  const built = checkout({ [EN]: stale });
  expect((await built.run('knowledge.ts', ['--stamp', 'en'])).out).toContain('0 translations');
  expect(inCheckout(built.path, EN)).toBe(stale);
});

test('a hash that looks like a number is marked so that it can be read again', async () => {
  // Looked for, not hard-coded: a German text whose hash has digits only.
  const base = { title: 'Anmeldung', summary: 'Kurz.' };
  let body = '';
  for (let i = 0; !/^\d+$/.test(translationHash({ ...base, body })); i++) body = `Melden Sie sich an. Nummer ${i}.`;
  const built = checkout({ 'arrival/registration/de.md': textFile({ ...base, body }), [EN]: englishFile({ basedOn: '' }) });
  expect((await built.run('knowledge.ts', ['--stamp', 'en', 'arrival/registration'])).code).toBe(0);
  expect((await built.run('knowledge.ts', ['--quiet', '--only', 'en.md'])).out).toBe('');
});

test.each([
  [['--stamp', 'en', 'arrival/nowhere'], 'knowledge/arrival/nowhere has no de.md'],
  [['--stamp', 'tr', 'arrival/registration'], 'has no tr.md'],
  [['--stamp', 'xx'], '"xx" is not a locale'],
  [['--stamp', 'de'], 'German is the source'],
  [['--unknown'], '--help'],
])('%j is refused with one sentence, and no file changes', async (args, message) => {
  const built = checkout({ [EN]: englishFile({ basedOn: '0123456789' }) });
  const before = inCheckout(built.path, EN);
  const { code, out, err } = await built.run('knowledge.ts', args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(message);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(inCheckout(built.path, EN)).toBe(before);
  expect(inCheckout(built.path, 'arrival/registration/de.md')).not.toContain('basedOn');
});

test('--report writes the page', async () => {
  const built = checkout();
  const page = join(built.path, 'report.html');
  const { code, out } = await built.run('knowledge.ts', ['--quiet', '--report', page]);
  expect(code).toBe(0);
  expect(out).toContain(page);
  expect(readFileSync(page, 'utf8')).toContain('citizens office');
});

test('a knowledge base that can not be read at all still gives a list, not a crash', async () => {
  const built = checkout({ [EN]: '\u0000', 'outline.yaml': '- *x' });
  writeFileSync(join(built.path, 'knowledge/arrival/registration/de.md'), Buffer.from([0xff, 0xfe, 0x00]));
  const { code, out, err } = await built.run('knowledge.ts', ['--quiet']);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain('knowledge/outline.yaml:1: error:');
});
