import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { readYaml } from '../../src/knowledge/yaml.ts';

const schema = z.strictObject({ name: z.string(), list: z.array(z.string()).default([]) });

test('a text that fits the schema gives its value and the line of each key', () => {
  const { value, problems, lineOf } = readYaml('name: Kurs\nlist:\n  - eins\n  - zwei\n', 'a.yaml', schema);
  expect(value).toEqual({ name: 'Kurs', list: ['eins', 'zwei'] });
  expect(problems).toEqual([]);
  expect(lineOf(['list'])).toBe(2);
  expect(lineOf(['list', 1])).toBe(4);
  expect(lineOf(['name', 'deeper', 'still'])).toBe(1);
});

test('broken YAML is reported with its line in the whole file and what usually helps', () => {
  const { value, problems } = readYaml('name: Kurs\nlist: [eins\nmore: "', 'a.md', schema, 2);
  expect(value).toBeUndefined();
  expect(problems[0]).toMatchObject({ severity: 'error', file: 'a.md' });
  expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
  expect(problems[0]?.message).toContain('double quotes');
});

test('an unquoted colon, the most frequent slip, is named on its own line', () => {
  const { problems } = readYaml('name: Kurs\nlist:\n  - gut\n  - so: geht: es nicht\n', 'a.yaml', schema);
  expect(problems[0]).toMatchObject({ severity: 'error', line: 4 });
});

test('a line that begins with an asterisk is an alias in YAML: reported, not thrown', () => {
  const { value, problems } = readYaml('name: Kurs\nlist:\n  - *bold\n', 'a.yaml', schema);
  expect(value).toBeUndefined();
  expect(problems[0]).toMatchObject({ severity: 'error', line: 3 });
});

test('aliases that multiply into a huge text are refused, not thrown', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `k${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
  const { value, problems } = readYaml(`k0: &l0 [a]\n${levels.join('\n')}\n`, 'a.yaml', z.unknown());
  expect(value).toBeUndefined();
  expect(problems[0]).toMatchObject({ severity: 'error', line: 1 });
});

test('what does not fit the schema is reported where it stands, with its path', () => {
  const { problems } = readYaml('name: 5\nlist:\n  - gut\n  - [schlecht]\nother: 1\n', 'a.yaml', schema);
  expect(problems.map(({ line }) => line)).toEqual(expect.arrayContaining([1, 4]));
  expect(problems.find(({ line }) => line === 4)?.message).toMatch(/^list\.1: /);
  expect(problems.some(({ message }) => message.includes('other'))).toBe(true);
});

test('an empty file is a problem on its first line', () => {
  expect(readYaml('', 'a.yaml', schema).problems).toMatchObject([{ line: 1 }]);
});

test('any text is read or reported, never thrown, and lines lie within the file', () => {
  const yamlish = fc
    .array(
      fc.constantFrom(
        'a',
        'name',
        ':',
        ' ',
        '\n',
        '-',
        '  ',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        '&x',
        '*x',
        '|',
        '>',
        '#',
        '!',
        '?',
        '%',
        '\t',
        '\r',
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), yamlish), (source) => {
      const { value, problems, lineOf } = readYaml(source, 'a.yaml', schema);
      expect(value === undefined).toBe(problems.length > 0);
      const lines = source.split('\n').length + 1;
      for (const line of [...problems.map((problem) => problem.line), lineOf(['name']), lineOf(['list', 3])]) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 500 },
  );
});
