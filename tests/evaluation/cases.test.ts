import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isForCalibration, loadCases } from '../../src/evaluation/cases.ts';
import { temporaryFolder } from '../support/folder.ts';

const IDS = new Set(['arrival/registration', 'housing/finding-a-flat']);

async function load(files: Record<string, string>) {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.path, name), content);
  try {
    return await loadCases(folder.path, IDS);
  } finally {
    folder.remove();
  }
}

test('labelled messages are read file by file with their line and locale', async () => {
  const cases = await load({
    'tr.jsonl':
      '{"text":"ev arıyorum","style":"short","expect":["housing/finding-a-flat","arrival/registration"]}\n\n{"text":"hava","style":"out-of-scope","expect":"-"}\n',
    'de.jsonl': '{"text":"und wo?","style":"follow-up","expect":"arrival/registration","lastEntry":"arrival/registration"}',
    'notes.txt': 'not read',
  });
  expect(cases).toEqual([
    { text: 'und wo?', locale: 'de', style: 'follow-up', expect: ['arrival/registration'], lastEntry: 'arrival/registration', line: 1 },
    {
      text: 'ev arıyorum',
      locale: 'tr',
      style: 'short',
      expect: ['housing/finding-a-flat', 'arrival/registration'],
      lastEntry: undefined,
      line: 1,
    },
    { text: 'hava', locale: 'tr', style: 'out-of-scope', expect: [], lastEntry: undefined, line: 3 },
  ]);
});

test.each([
  ['not JSON', 'hallo'],
  ['no label', '{"text":"a","style":"short"}'],
  ['an empty list of labels', '{"text":"a","style":"short","expect":[]}'],
  ['an unknown style', '{"text":"a","style":"loud","expect":"-"}'],
  ['a misspelt key', '{"text":"a","style":"short","expect":"-","lastentry":"x"}'],
  ['an unknown entry', '{"text":"a","style":"short","expect":"arrival/nowhere"}'],
])('%s is refused with file and line', async (_, line) => {
  await expect(load({ 'de.jsonl': `{"text":"a","style":"short","expect":"-"}\n${line}\n` })).rejects.toThrow('de.jsonl:2');
});

test('a further set of a locale has a number in its name', async () => {
  const line = '{"text":"a","style":"short","expect":"-"}';
  const cases = await load({ 'de-simple.jsonl': line, 'de-simple-2.jsonl': line, 'tr-12.jsonl': line });
  expect(cases.map(({ locale }) => locale)).toEqual(['de-simple', 'de-simple', 'tr']);
});

test('half of the messages are for calibration, the other half never', async () => {
  const cases = await load({ 'de.jsonl': '{"text":"a","style":"short","expect":"-"}\n'.repeat(10) });
  expect(cases.filter(isForCalibration).map(({ line }) => line)).toEqual([2, 4, 6, 8, 10]);
});
