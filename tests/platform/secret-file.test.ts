import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readOrMakeSecret } from '../../src/platform/secret-file.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('a secret is made once, for its owner only', () => {
  const file = join(folder.path, 'data', 'key');
  const secret = readOrMakeSecret(file);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(readOrMakeSecret(file)).toBe(secret);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('a damaged secret is not used', () => {
  const file = join(folder.path, 'damaged');
  writeFileSync(file, '');
  expect(() => readOrMakeSecret(file)).toThrow('Delete the file');
});
