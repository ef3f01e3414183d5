import type { Storage, StoreItem, StoreItems } from 'botbuilder';
import type { Clock } from '../platform/clock.ts';
import type { DocumentStore } from './stores.ts';

/**
 * The SDK's storage on top of documents. The eTag of an item is its version: writing an item back with the eTag that it was read
 * with fails if somebody else wrote it meanwhile. Without an eTag, or with `*`, the last writer wins, as the SDK defines it.
 */
export function botStorage(documents: DocumentStore, clock: Clock): Storage {
  return {
    async read(keys) {
      const found = await documents.read(keys);
      return Object.fromEntries([...found].map(([key, { version, data }]) => [key, { ...data, eTag: String(version) }]));
    },

    /** @throws {ConflictError} if an item's eTag isn't the stored one any more. */
    async write(changes: StoreItems) {
      for (const [key, item] of Object.entries(changes)) {
        const { eTag, ...data } = item as StoreItem;
        await documents.write(key, data, expectedVersion(eTag), clock.iso());
      }
    },

    delete: (keys) => documents.remove(keys),
  };
}

function expectedVersion(eTag: string | undefined): number | undefined {
  if (eTag === undefined || eTag === '*') return undefined;
  const version = Number(eTag);
  if (!Number.isInteger(version) || version < 1) throw new TypeError(`"${eTag}" is no eTag of this storage.`);
  return version;
}
