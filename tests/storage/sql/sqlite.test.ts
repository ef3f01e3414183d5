import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openSqliteStores } from '../../../src/storage/sql/open.ts';
import { storesContract } from '../../contracts/stores.ts';
import { temporaryFolder } from '../../support/folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const NOW = '2026-03-02T09:00:00.000Z';
const conversation = { id: 'c', userId: 'dl_1', channel: 'directline', createdAt: NOW, lastActivityAt: NOW };

describe('SQLite', () => {
  storesContract(() => openSqliteStores(join(folder.path, 'contract', 'db.sqlite')));

  test('everything is there again after closing and opening', async () => {
    const file = join(folder.path, 'reopened.sqlite');
    const first = await openSqliteStores(file);
    await first.conversations.create(conversation);
    await first.conversations.receive('c', { type: 'message', text: 'hello' }, undefined, NOW);
    await first.close();
    const second = await openSqliteStores(file);
    expect((await second.conversations.pending()).map((stored) => stored.activity['text'])).toEqual(['hello']);
    await second.close();
  });

  test('two processes can have the same file open', async () => {
    const file = join(folder.path, 'shared.sqlite');
    const [one, two] = [await openSqliteStores(file), await openSqliteStores(file)];
    await one.conversations.create(conversation);
    for (let turn = 0; turn < 20; turn += 1) {
      await one.conversations.receive('c', { type: 'message' }, undefined, NOW);
      await two.conversations.receive('c', { type: 'message' }, undefined, NOW);
    }
    expect((await one.conversations.after('c', 0, 100)).map((stored) => stored.seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    await one.close();
    await two.close();
  });

  test('nobody else can read the file, and what was erased is gone from it', async () => {
    const file = join(folder.path, 'private', 'db.sqlite');
    const stores = await openSqliteStores(file);
    await stores.conversations.create(conversation);
    await stores.conversations.receive('c', { type: 'message', text: 'my-secret-name' }, undefined, NOW);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(join(folder.path, 'private')).mode & 0o077).toBe(0);
    await stores.conversations.erase('c');
    await stores.close();
    expect(readFileSync(file).includes('my-secret-name')).toBe(false);
  });

  test('a file that is no database is refused with the cause', async () => {
    await expect(openSqliteStores(join(import.meta.dirname, 'sqlite.test.ts'))).rejects.toThrow('could not be brought up to date');
  });
});
