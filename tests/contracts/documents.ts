import { describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { NOW } from './samples.ts';

export function documentsContract(stores: () => Stores): void {
  describe('documents', () => {
    const write = (key: string, data: Record<string, unknown>, version?: number) => stores().documents.write(key, data, version, NOW);

    test('a document is read as it was written, with its version', async () => {
      const key = newId();
      expect(await write(key, { a: 1 })).toBe(1);
      expect(await write(key, { a: 2 })).toBe(2);
      expect([...(await stores().documents.read([key, 'unknown']))]).toEqual([[key, { version: 2, data: { a: 2 } }]]);
      expect((await stores().documents.read([])).size).toBe(0);
    });

    test('writing with a version fails if it has moved on, or if the document exists or does not', async () => {
      const key = newId();
      await expect(write(key, {}, 1)).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await write(key, { a: 1 }, 0)).toBe(1);
      await expect(write(key, { a: 2 }, 0)).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await write(key, { a: 2 }, 1)).toBe(2);
      await expect(write(key, { a: 3 }, 1)).rejects.toMatchObject({ name: 'ConflictError' });
      expect((await stores().documents.read([key])).get(key)!.data).toEqual({ a: 2 });
    });

    test('of 20 simultaneous writers from the same version one wins', async () => {
      const key = newId();
      await write(key, {});
      const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => write(key, { index }, 1)));
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect((await stores().documents.read([key])).get(key)!.version).toBe(2);
    });

    test('what was not written for long is removed', async () => {
      const [old, fresh] = [newId(), newId()];
      await stores().documents.write(old, {}, undefined, '1999-01-01T00:00:00.000Z');
      await write(fresh, {});
      expect(await stores().documents.removeOlderThan('2000-01-01T00:00:00.000Z')).toBe(1);
      expect([...(await stores().documents.read([old, fresh])).keys()]).toEqual([fresh]);
    });

    test('removing leaves no document and no complaint', async () => {
      const key = newId();
      await write(key, {});
      await stores().documents.remove([key, 'unknown']);
      await stores().documents.remove([]);
      expect((await stores().documents.read([key])).size).toBe(0);
    });
  });
}
