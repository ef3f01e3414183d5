import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openSqliteStores } from '../../../src/storage/sql/open.ts';
import { buildHandoff, NOW, record } from '../../contracts/samples.ts';
import { storesContract } from '../../contracts/stores.ts';
import { temporaryFolder } from '../../support/folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const conversation = record('c');

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

  test('of 50 claims in two processes one wins', async () => {
    const file = join(folder.path, 'claimed.sqlite');
    const stores = await openSqliteStores(file);
    await stores.conversations.create(conversation);
    const { id } = await stores.handoffs.request(buildHandoff('c'), [], NOW);
    const claim = (name: string) =>
      promisify(execFile)(process.execPath, ['--no-warnings', join(import.meta.dirname, 'claim-25-times.ts'), file, id, name]);
    const outputs = await Promise.all([claim('a'), claim('b')]);
    const [winner, ...others] = outputs.flatMap(({ stdout }) => stdout.split('\n').filter(Boolean));
    expect(others).toEqual([]);
    expect(await stores.handoffs.find(id)).toMatchObject({ state: 'active', counselorId: winner });
    expect(await stores.conversations.after('c', 0, 100)).toHaveLength(1);
    await stores.close();
  }, 20_000);

  test('a database of the version before gets the new tables and keeps what it holds, also when that was interrupted', async () => {
    const file = join(folder.path, 'older.sqlite');
    const before = await openSqliteStores(file);
    await before.conversations.create(conversation);
    await before.conversations.receive('c', { type: 'message', text: 'kept' }, undefined, NOW);
    await before.close();
    const db = new DatabaseSync(file);
    db.exec("delete from kysely_migration where name >= '0002'; drop table questions; drop index handoffs_one_live;");
    db.exec('drop index activities_undelivered; alter table activities drop column delivery;');
    db.close();
    for (const attempt of ['new', 'interrupted']) {
      if (attempt === 'interrupted') {
        const halfway = new DatabaseSync(file);
        halfway.exec("delete from kysely_migration where name >= '0002'; drop table questions;");
        halfway.close();
      }
      const stores = await openSqliteStores(file);
      expect(await stores.conversations.after('c', 0, 9)).toEqual([
        { conversationId: 'c', seq: 1, activity: { type: 'message', text: 'kept' } },
      ]);
      expect(await stores.insights.questions({ state: 'open', limit: 1 })).toEqual([]);
      await stores.close();
    }
  });

  test('nobody else can read the file, and what was erased is gone from it', async () => {
    const file = join(folder.path, 'private', 'db.sqlite');
    const stores = await openSqliteStores(file);
    await stores.conversations.create(conversation);
    await stores.conversations.receive('c', { type: 'message', text: 'my-secret-name' }, undefined, NOW);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(join(folder.path, 'private')).mode & 0o077).toBe(0);
    await stores.handoffs.request(buildHandoff('c', { name: 'my-secret-name', contact: 'my-secret-contact' }), [], NOW);
    await stores.conversations.erase('c');
    await stores.close();
    expect(readFileSync(file).includes('my-secret')).toBe(false);
  });

  test('a file that is no database is refused with the cause', async () => {
    await expect(openSqliteStores(join(import.meta.dirname, 'sqlite.test.ts'))).rejects.toThrow('could not be brought up to date');
  });
});
