import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPostgresStores } from '../../../src/storage/sql/open.ts';
import { buildHandoff, NOW, record } from '../../contracts/samples.ts';
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
    const [one, two] = [await openPostgresStores(url, { onError }), await openPostgresStores(url, { onError })];
    await one.conversations.create(record('c'));
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 ? one : two).conversations.receive('c', { type: 'message' }, `${index % 50}`, NOW),
      ),
    );
    expect((await two.conversations.after('c', 0, 100)).map((stored) => stored.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    await one.close();
    await two.close();
  });

  test('of 50 claims through two instances one wins', async () => {
    const url = await postgres.createDatabase();
    const both = [await openPostgresStores(url, { onError }), await openPostgresStores(url, { onError })];
    await both[0]!.conversations.create(record('c'));
    const { id } = await both[0]!.handoffs.request(buildHandoff('c'), [], NOW);
    const claims = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        both[index % 2]!.handoffs.change(id, { states: ['waiting'] }, { state: 'active', counselorId: `c${index}` }, [], NOW),
      ),
    );
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = claims.findIndex(({ status }) => status === 'fulfilled');
    expect((await both[1]!.handoffs.find(id))!.counselorId).toBe(`c${winner}`);
    for (const stores of both) await stores.close();
  });

  test('a server that is not there is an error, not a wait without end', async () => {
    await expect(openPostgresStores('postgres://tests@127.0.0.1:1/none', { onError })).rejects.toThrow();
  });
});
