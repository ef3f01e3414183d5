import type { Storage, StoreItems } from 'botbuilder';
import { ConflictError } from '../../platform/errors.ts';

/** The SDK's storage for one turn: reads from the conversation's state and collects what is written, until the turn is committed. */
export interface TurnStorage extends Storage {
  /** The state as the turn leaves it. */
  readonly data: Record<string, unknown>;
}

/** @param data the state that the turn starts from; it isn't changed */
export function createTurnStorage(data: Record<string, unknown>): TurnStorage {
  const items = new Map(Object.entries(structuredClone(data)));
  // Between turns the state's version watches over everything; an eTag only has to notice two writers within this turn.
  const versions = new Map<string, number>();
  const eTag = (key: string) => String(versions.get(key) ?? 0);

  return {
    async read(keys) {
      const found: StoreItems = {};
      for (const key of keys) {
        const item = items.get(key);
        if (item !== undefined) found[key] = { ...(structuredClone(item) as object), eTag: eTag(key) };
      }
      return found;
    },
    async write(changes: StoreItems) {
      for (const [key, item] of Object.entries(changes)) {
        const { eTag: expected, ...content } = JSON.parse(JSON.stringify(item)) as Record<string, unknown>;
        if (expected !== undefined && expected !== '*' && expected !== eTag(key)) {
          throw new ConflictError('This state was written twice in one turn, from the same reading.');
        }
        items.set(key, content);
        versions.set(key, (versions.get(key) ?? 0) + 1);
      }
    },
    async delete(keys) {
      for (const key of keys) items.delete(key);
    },
    get data() {
      return Object.fromEntries(items);
    },
  };
}
