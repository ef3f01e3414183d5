import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** The times between an end and a reopening. Repeatable, because SQLite runs it without a transaction. */
export async function up(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables();
  const handoffs = tables.find(({ name }) => name === 'handoffs');
  if (handoffs?.columns.some(({ name }) => name === 'pauses')) return;
  await db.schema.alterTable('handoffs').addColumn('pauses', 'text').execute();
}
