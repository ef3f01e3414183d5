import { expect, test } from '@jest/globals';
import { checkKnowledge } from '../../src/knowledge/check.ts';
import { readKnowledge } from '../../src/knowledge/load.ts';
import type { Problem } from '../../src/knowledge/problem.ts';
import { temporaryFolder } from '../support/folder.ts';
import { englishFile, entryYaml, LOCALES, outline, soundTree, TODAY, type Tree, textFile, writeTree } from './sample.ts';

const DIR = 'arrival/registration';

async function check(changes: Tree = {}, today = TODAY): Promise<Problem[]> {
  const folder = temporaryFolder();
  writeTree(folder.path, { ...soundTree(), ...changes });
  const read = await readKnowledge(folder.path, LOCALES);
  folder.remove();
  expect(read.problems).toEqual([]);
  return checkKnowledge(read, today);
}

/** A second entry in German with these messages and no others. */
function secondEntry(questions: string): Tree {
  return {
    'outline.yaml': outline([DIR, 'guide', 'offered'], ['arrival/tax', 'guide', 'offered']),
    'arrival/tax/entry.yaml': entryYaml(),
    'arrival/tax/de.md': textFile({ title: 'Steuer', questions }),
  };
}

const line = (source: string, part: string) => source.split('\n').findIndex((text) => text.includes(part)) + 1;

test('there is nothing to say about a sound knowledge base', async () => {
  expect(await check()).toEqual([]);
});

test('a translation of an older German text is stale, one without a mark unknown; both say how to mark it', async () => {
  const stale = await check({ [`${DIR}/en.md`]: englishFile({ basedOn: '0123456789' }) });
  expect(stale).toMatchObject([{ severity: 'todo', file: `${DIR}/en.md`, line: 5, message: expect.stringContaining('is stale') }]);
  expect(stale[0]?.message).toContain(`npm run knowledge -- --stamp en ${DIR}`);
  const unmarked = await check({ [`${DIR}/en.md`]: englishFile({ basedOn: '' }) });
  expect(unmarked).toMatchObject([{ severity: 'todo', message: expect.stringContaining('basedOn is missing') }]);
});

test('a changed German answer makes its translations stale', async () => {
  const changed = textFile().replace('zwei Wochen', 'einer Woche');
  expect(await check({ [`${DIR}/de.md`]: changed })).toMatchObject([
    { file: `${DIR}/en.md`, message: expect.stringContaining('is stale') },
  ]);
});

test('a translation that other entries have is missed', async () => {
  const problems = await check(secondEntry('  short: [Steuer]\n'));
  expect(problems).toContainEqual({ severity: 'todo', file: 'arrival/tax/en.md', line: 1, message: expect.stringContaining('is missing') });
});

test('an answer that is too short or too long is named with its length', async () => {
  const problems = await check({ [`${DIR}/en.md`]: englishFile({ body: 'Go to the office.' }) });
  expect(problems).toMatchObject([{ file: `${DIR}/en.md`, message: expect.stringMatching(/has 4 words; it should have 30/) }]);
});

test.each<[what: string, addition: string, message: RegExp, severity: string]>([
  ['a link without a scheme', 'See [the site](www.stuttgart.de).', /link "\[the site\]\(www\.stuttgart\.de\)"/, 'error'],
  ['a link without encryption', 'See [the site](http://stuttgart.de).', /must be \[text\]\(https/, 'error'],
  ['a link with a script', 'See [the site](javascript:alert).', /must be \[text\]\(https/, 'error'],
  ['a link without words', 'See [ ](https://stuttgart.de).', /must be \[text\]/, 'error'],
  ['a bare address', 'See https://stuttgart.de for more.', /as a link/, 'todo'],
  ['a heading', '## More', /only paragraphs/, 'error'],
  ['a table', '| a | b |', /only paragraphs/, 'error'],
  ['HTML', 'This is <b>important</b>.', /only paragraphs/, 'error'],
  ['a phone number', 'Call 0711 216-57640 today.', /"0711 216-57640" looks like a phone number/, 'todo'],
])('%s in an answer is found on its line', async (_, addition, message, severity) => {
  const source = englishFile().trimEnd();
  const problems = await check({ [`${DIR}/en.md`]: `${source}\n\n${addition}\n` });
  expect(problems).toEqual([
    { severity, file: `${DIR}/en.md`, line: source.split('\n').length + 2, message: expect.stringMatching(message) },
  ]);
});

test.each([
  ['a good link', 'See [the site](https://www.stuttgart.de/a-(b)?c=1).'.replace('-(b)', '')],
  ['a link to a number', 'Call [the city](tel:+497112160).'],
  ['a phone number within a link target', 'See [the page](https://example.org/0711 21657640).'.replace(' 21657640', '-21657640')],
  ['years', 'In the school year 2026-2027 or 2026/27.'],
  ['lists and bold', '- **first**\n- second\n\n1. one\n2. two'],
])('%s is in order', async (_, addition) => {
  expect(await check({ [`${DIR}/en.md`]: `${englishFile().trimEnd()}\n\n${addition}\n` })).toEqual([]);
});

test('an emergency answer may hold emergency numbers', async () => {
  const tree = {
    'outline.yaml': outline([DIR, 'safety', 'offered']),
    [`${DIR}/entry.yaml`]: entryYaml({ kind: 'safety' }),
    [`${DIR}/en.md`]: `${englishFile().trimEnd()} Call 08000 116 016 now.\n`,
  };
  expect(await check(tree)).toEqual([]);
});

test('a long sentence in easy German is named on its own line', async () => {
  const body = [
    'Sie sind neu hier.',
    'Dann gehen Sie heute bitte mit Ihrem Pass und dem Brief vom Vermieter ins Amt.',
    'Dort hilft man Ihnen gern weiter.',
  ];
  const source = englishFile({ body: `${body.join('\n')}\n${'Das ist gut.\n'.repeat(8)}` });
  const problems = await check({ [`${DIR}/de-simple.md`]: source });
  expect(problems).toEqual([
    {
      severity: 'todo',
      file: `${DIR}/de-simple.md`,
      line: line(source, 'Dann gehen'),
      message: expect.stringContaining('a sentence of 15 words'),
    },
  ]);
});

test('an overdue review is a note, a date in the future or the wrong order an error', async () => {
  const due = await check({}, '2027-05-24');
  expect(due).toMatchObject([{ severity: 'note', message: expect.stringContaining('2027-05-23') }]);
  expect(await check({}, '2027-05-23')).toEqual([]);
  const future = await check({ [`${DIR}/entry.yaml`]: entryYaml({ reviewed: '2026-12-02' }) });
  expect(future).toMatchObject([{ severity: 'error', message: expect.stringContaining('future') }]);
  const order = await check({ [`${DIR}/entry.yaml`]: entryYaml({ reviewBy: '2026-11-23' }) });
  expect(order).toContainEqual(expect.objectContaining({ severity: 'error', message: expect.stringContaining('after reviewed') }));
});

test('an entry has a source, an offer a need, and nothing is related to itself', async () => {
  expect(await check({ [`${DIR}/entry.yaml`]: entryYaml({ sources: '[]' }) })).toMatchObject([
    { message: expect.stringContaining('no source') },
  ]);
  const offer = { 'outline.yaml': outline([DIR, 'offer', 'offered']), [`${DIR}/entry.yaml`]: entryYaml({ kind: 'offer' }) };
  expect(await check(offer)).toMatchObject([{ message: expect.stringContaining('facets.need') }]);
  expect(await check({ [`${DIR}/entry.yaml`]: entryYaml({ related: `[${DIR}]` }) })).toMatchObject([
    { severity: 'error', message: expect.stringContaining('itself') },
  ]);
});

test('too few example messages of a style are counted where the style stands', async () => {
  const source = englishFile().replace('    - city registration\n', '');
  const problems = await check({ [`${DIR}/en.md`]: source });
  expect(problems).toEqual([
    {
      severity: 'todo',
      file: `${DIR}/en.md`,
      line: line(source, 'short:'),
      message: expect.stringContaining('2 example messages of style short; at least 3'),
    },
  ]);
});

test('a message that two entries claim is reported with both places, near forms included', async () => {
  for (const claimed of ['Wohnsitz ummelden', 'wohnsitz   UMMELDEN!!', 'wohnsitz ummeldenn']) {
    const tree = secondEntry(`  short:\n    - Steuer\n    - "${claimed}"\n`);
    const found = (await check(tree)).filter(({ message }) => message.includes('collides'));
    expect(found).toEqual([
      {
        severity: 'todo',
        file: 'arrival/tax/de.md',
        line: line(tree['arrival/tax/de.md']!, claimed),
        message: expect.stringContaining(`collides with "Wohnsitz ummelden" of ${DIR}`),
      },
    ]);
  }
});

test('the same message in two languages is no collision', async () => {
  const tree = secondEntry('  short: [Steuer]\n');
  tree['arrival/tax/en.md'] = englishFile({ questions: '  short:\n    - Wohnsitz ummelden\n' });
  expect((await check(tree)).filter(({ message }) => message.includes('collides'))).toEqual([]);
});

test('nearly the same message twice in an entry is one too many', async () => {
  const source = englishFile().replace(
    '    - city registration\n',
    '    - city registration\n    - the city registration\n    - City registration?\n',
  );
  const found = (await check({ [`${DIR}/en.md`]: source })).filter(({ message }) => message.includes('nearly the same'));
  expect(found.map((problem) => problem.line)).toContain(line(source, 'City registration?'));
});

test('two messages of an entry do not begin with the same three words', async () => {
  const source = englishFile().replace('papers for registering pls', 'just moved what is the office called');
  expect(await check({ [`${DIR}/en.md`]: source })).toEqual([
    { severity: 'todo', file: `${DIR}/en.md`, line: line(source, 'office called'), message: expect.stringContaining('same three words') },
  ]);
});
