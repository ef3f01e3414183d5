import { expect, test } from '@jest/globals';
import { createTurnStorage } from '../../../src/channel/directline/turn-storage.ts';

test('it reads the state it was given and collects what is written, without changing what it was given', async () => {
  const state = { a: { step: 1 }, b: { step: 1 } };
  const storage = createTurnStorage(state);
  const items = await storage.read(['a', 'unknown']);
  expect(items).toEqual({ a: { step: 1, eTag: '0' } });
  items['a'].step = 9;
  await storage.write({ a: { step: 2, eTag: '0' }, c: { step: 3 } });
  await storage.delete(['b', 'unknown']);
  expect(storage.data).toEqual({ a: { step: 2 }, c: { step: 3 } });
  expect(state).toEqual({ a: { step: 1 }, b: { step: 1 } });
});

test('two writers from the same reading are noticed', async () => {
  const storage = createTurnStorage({ a: { step: 1 } });
  const first = await storage.read(['a']);
  const second = await storage.read(['a']);
  await storage.write(first);
  await expect(storage.write(second)).rejects.toMatchObject({ name: 'ConflictError' });
  await storage.write({ a: { step: 5, eTag: '*' } });
  expect(storage.data).toEqual({ a: { step: 5 } });
});
