import { expect, test } from '@jest/globals';
import { botStorage } from '../../src/storage/bot-storage.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import { fixedClock } from '../support/clock.ts';

const storage = async () => botStorage((await openMemoryStores()).documents, fixedClock());

test('items come back with an eTag, unknown keys not at all', async () => {
  const store = await storage();
  await store.write({ a: { step: 1 }, b: { step: 2 } });
  const items = await store.read(['a', 'b', 'c']);
  expect(items).toEqual({ a: { step: 1, eTag: '1' }, b: { step: 2, eTag: '1' } });
});

test('an item written with a stale eTag is refused, with a fresh one or none accepted', async () => {
  const store = await storage();
  await store.write({ a: { step: 1 } });
  const mine = await store.read(['a']);
  const theirs = await store.read(['a']);
  await store.write({ a: { ...mine['a'], step: 2 } });
  await expect(store.write({ a: { ...theirs['a'], step: 3 } })).rejects.toMatchObject({ name: 'ConflictError' });
  expect((await store.read(['a']))['a']).toMatchObject({ step: 2, eTag: '2' });
  await store.write({ a: { step: 4, eTag: '*' } });
  expect((await store.read(['a']))['a']).toMatchObject({ step: 4 });
});

test('an eTag that this storage never gave out is a mistake of the caller', async () => {
  await expect((await storage()).write({ a: { eTag: 'W/"x"' } })).rejects.toThrow('is no eTag of this storage');
});

test('deleted items are gone', async () => {
  const store = await storage();
  await store.write({ a: {} });
  await store.delete(['a']);
  expect(await store.read(['a'])).toEqual({});
});
