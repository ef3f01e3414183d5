import { expect, test } from '@jest/globals';
import { fill, formatDate } from '../../../src/web/shared/strings.ts';

test('values take their places; a place without a value stays visible', () => {
  expect(fill('{{a}} von {{b}}', { a: '1' })).toBe('1 von {{b}}');
});

test('a date is as precise as it is known, in the language of the reader, with the digits of German letters', () => {
  expect(formatDate('2026-11-23', 'de')).toBe('23. November 2026');
  expect(formatDate('2026-11', 'en')).toBe('November 2026');
  expect(formatDate('2023', 'tr')).toBe('2023');
  expect(formatDate('2026-11-23', 'ar')).toMatch(/23.*2026/);
  expect(formatDate('2026-11-23', 'fa')).toMatch(/23.*2026|2026.*23/);
});

test.each(['undated', '', '2026-13', '2026-02-31', 'gestern', undefined])('%s is no date', (date) => {
  expect(formatDate(date, 'de')).toBeUndefined();
});
