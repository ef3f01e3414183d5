import { expect, test } from '@jest/globals';
import { formatTable } from '../../src/tools/table.ts';

test('columns are as wide as their widest cell, numbers and shares stand to the right', () => {
  expect(
    formatTable(
      ['name', 'count', 'share'],
      [
        ['a', '5', '7.5 %'],
        ['longer', '120', '-'],
      ],
    ),
  ).toBe(['name    count  share', '------  -----  -----', 'a           5  7.5 %', 'longer    120  -'].join('\n'));
});

test('a table without rows is its head; missing cells are no failure', () => {
  expect(formatTable(['a', 'bc'], [])).toBe('a  bc\n-  --');
  expect(formatTable(['a', 'b'], [['x']])).toBe('a  b\n-  -\nx');
});
