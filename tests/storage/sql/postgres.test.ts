import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPostgresStores } from '../../../src/storage/sql/open.ts';
import { storesContract } from '../../contracts/stores.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

const onError = () => {};

describe('PostgreSQL', () => {
  storesContract(async () => openPostgresStores(await postgres.createDatabase(), { onError }));

  test('several instances that start at once on an empty database all get its tables', async () => {
    const url = await postgres.createDatabase();
    const all = await Promise.all(Array.from({ length: 4 }, () => openPostgresStores(url, { maxConnections: 2, onError })));
    for (const stores of all) {
      await stores.ping();
      await stores.close();
    }
  });

  test('two instances write into one conversation without gaps', async () => {
    const url = await postgres.createDatabase();
    const now = '2026-03-02T09:00:00.000Z';
    const [one, two] = [await openPostgresStores(url, { onError }), await openPostgresStores(url, { onError })];
    await one.conversations.create({ id: 'c', userId: 'dl_1', channel: 'directline', createdAt: now, lastActivityAt: now });
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 ? one : two).conversations.receive('c', { type: 'message' }, `${index % 50}`, now),
      ),
    );
    expect((await two.conversations.after('c', 0, 100)).map((stored) => stored.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    await one.close();
    await two.close();
  });

  test('a server that is not there is an error, not a wait without end', async () => {
    await expect(openPostgresStores('postgres://tests@127.0.0.1:1/none', { onError })).rejects.toThrow();
  });
});
