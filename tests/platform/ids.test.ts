import { expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';

test('ids are long, URL-safe and never the same', () => {
  const ids = new Set(Array.from({ length: 1_000 }, newId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
});
