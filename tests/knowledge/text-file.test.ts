import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTextFile, translationHash } from '../../src/knowledge/text-file.ts';

const FRONT = 'title: Kurs\nsummary: Ein Kurs.\nstatus: draft\nquestions:\n  short:\n    - Kurs\n    - 116117\n';

test('front matter and answer are taken apart; a bare number is a message too', () => {
  const { text, problems, bodyLine, lineOf } = readTextFile(`---\n${FRONT}---\n\nDie Antwort.\n\nNoch ein Absatz.\n`, 'a/b/de.md', 'de');
  expect(problems).toEqual([]);
  expect(text).toMatchObject({ locale: 'de', title: 'Kurs', body: 'Die Antwort.\n\nNoch ein Absatz.', status: 'draft' });
  expect(text?.questions).toEqual({ polite: [], chatty: [], story: [], short: ['Kurs', '116117'], mixed: [] });
  expect(lineOf(['questions', 'short', 1])).toBe(8);
  expect(bodyLine).toBe(11);
});

test.each([0, 1, 2, 3])('the answer is found after %i empty lines', (empty) => {
  const source = `---\n${FRONT}---\n${'\n'.repeat(empty)}Die Antwort.\n`;
  expect(source.split('\n')[readTextFile(source, 'de.md', 'de').bodyLine - 1]).toBe('Die Antwort.');
});

test('a file from a Windows editor, with byte order mark and carriage returns, reads the same', () => {
  const source = `---\n${FRONT}---\n\nEins.\n\nZwei.\n`;
  const plain = readTextFile(source, 'de.md', 'de');
  const windows = readTextFile(`\uFEFF${source.replaceAll('\n', '\r\n')}`, 'de.md', 'de');
  expect(windows.text).toEqual(plain.text);
  expect(windows.bodyLine).toBe(plain.bodyLine);
});

test('without a front matter an editor is told what belongs there', () => {
  const { text, problems } = readTextFile('Nur eine Antwort.', 'a/b/de.md', 'de');
  expect(text).toBeUndefined();
  expect(problems).toMatchObject([{ severity: 'error', file: 'a/b/de.md', line: 1 }]);
  expect(problems[0]?.message).toContain('front matter');
});

test('lines in the front matter are counted from the top of the file', () => {
  const { problems } = readTextFile(`---\n${FRONT.replace('status: draft', 'status: finished')}---\nText.`, 'de.md', 'de');
  expect(problems).toMatchObject([{ line: 4 }]);
});

test('the hash follows title, summary and answer, not the example messages', () => {
  const text = { title: 'a', summary: 'b', body: 'c' };
  expect(translationHash(text)).toMatch(/^[0-9a-f]{10}$/);
  expect(translationHash({ ...text, body: 'd' })).not.toBe(translationHash(text));
  expect(translationHash({ ...text, questions: ['x'] } as typeof text)).toBe(translationHash(text));
});

test('any text is read or reported, never thrown', () => {
  const parts = fc.array(
    fc.oneof(fc.constantFrom('---', '\n', '\r\n', 'title: a', 'questions:', '- ', ': ', FRONT), fc.string({ unit: 'binary' })),
  );
  fc.assert(
    fc.property(parts, (list) => {
      const { text, problems, bodyLine } = readTextFile(list.join(''), 'de.md', 'de');
      expect(text === undefined).toBe(problems.length > 0);
      expect(bodyLine).toBeGreaterThanOrEqual(1);
    }),
  );
});
