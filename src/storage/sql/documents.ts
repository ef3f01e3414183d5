import type { Kysely } from 'kysely';
import { documentConflict } from '../problems.ts';
import type { DocumentStore } from '../stores.ts';
import type { Tables } from './tables.ts';

/** Documents in SQL; the version is compared and counted up in one statement. */
export function sqlDocuments(db: Kysely<Tables>): DocumentStore {
  return {
    async read(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db.selectFrom('documents').select(['key', 'version', 'data']).where('key', 'in', keys).execute();
      return new Map(rows.map((row) => [row.key, { version: row.version, data: JSON.parse(row.data) }]));
    },

    async write(key, data, expectedVersion, now) {
      const content = { data: JSON.stringify(data), updated_at: now };
      if (expectedVersion === undefined || expectedVersion === 0) {
        const row = await db
          .insertInto('documents')
          .values({ key, version: 1, ...content })
          .onConflict((conflict) =>
            expectedVersion === 0
              ? conflict.column('key').doNothing()
              : conflict.column('key').doUpdateSet((existing) => ({ ...content, version: existing('documents.version', '+', 1) })),
          )
          .returning('version')
          .executeTakeFirst();
        if (!row) throw documentConflict();
        return row.version;
      }
      const row = await db
        .updateTable('documents')
        .set({ ...content, version: expectedVersion + 1 })
        .where('key', '=', key)
        .where('version', '=', expectedVersion)
        .returning('version')
        .executeTakeFirst();
      if (!row) throw documentConflict();
      return row.version;
    },

    async remove(keys) {
      if (keys.length > 0) await db.deleteFrom('documents').where('key', 'in', keys).execute();
    },

    async removeOlderThan(before) {
      const { numDeletedRows } = await db.deleteFrom('documents').where('updated_at', '<', before).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
