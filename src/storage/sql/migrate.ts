import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as conversations from './migrations/0001-conversations.ts';
import * as desk from './migrations/0002-desk.ts';
import * as pauses from './migrations/0003-pauses.ts';
import type { Tables } from './tables.ts';

/** In the order in which they run; a name, once released, stays. */
const migrations: Record<string, Migration> = {
  '0001-conversations': conversations,
  '0002-desk': desk,
  '0003-pauses': pauses,
};

/**
 * Brings the database's tables up to date; several instances may do so at once.
 * @throws if a migration fails, with what the database said as the cause
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(`The database could not be brought up to date${failed ? ` (migration ${failed})` : ''}.`, { cause: error });
}
