import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type { Stores } from '../stores.ts';
import { sqlConversations } from './conversations.ts';
import { sqlCounselors } from './counselors.ts';
import { sqlDocuments } from './documents.ts';
import { sqlHandoffs } from './handoffs.ts';
import { sqlInsights } from './insights.ts';
import { migrate } from './migrate.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';

/** Runs a transaction that, once committed, outlasts a power failure. */
export type Durably = <T>(work: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** Which database, as the settings say it. */
export type DatabaseChoice =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'memory' };

/** Opens the database of the settings. @throws if it can't be opened or migrated */
export function openStores(database: DatabaseChoice, options: PostgresOptions): Promise<Stores> {
  switch (database.kind) {
    case 'memory':
      return openMemoryStores();
    case 'sqlite':
      return openSqliteStores(database.file);
    case 'postgres':
      return openPostgresStores(database.url, options);
  }
}

/** Opens (and creates, readable by its owner only) an SQLite database. @throws if the file can't be opened or migrated. */
export async function openSqliteStores(file: string): Promise<Stores> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const stores = await openSqlite(file);
  chmodSync(file, 0o600);
  return stores;
}

/** Stores that end with the process: for tests and for trying things out. */
export function openMemoryStores(): Promise<Stores> {
  return openSqlite(':memory:');
}

async function openSqlite(file: string): Promise<Stores> {
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file) });
  const durably: Durably = (work) =>
    db.connection().execute(async (connection) => {
      await sql`pragma synchronous = full`.execute(connection);
      try {
        return await connection.transaction().execute(work);
      } finally {
        await sql`pragma synchronous = normal`.execute(connection);
      }
    });
  await migrateOrClose(db);
  return stores(db, durably);
}

export interface PostgresOptions {
  readonly maxConnections?: number | undefined;
  /** Told when an idle connection breaks; the pool replaces it. */
  readonly onError: (error: Error) => void;
}

/** Connects to PostgreSQL. @throws if it doesn't answer or can't be migrated. */
export async function openPostgresStores(url: string, options: PostgresOptions): Promise<Stores> {
  const { default: pg } = await import('pg'); // not needed, and so not loaded, with SQLite
  const pool = new pg.Pool({ connectionString: url, max: options.maxConnections ?? 10, connectionTimeoutMillis: 10_000 });
  pool.on('error', options.onError);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await migrateOrClose(db);
  return stores(db, (work) => db.transaction().execute(work));
}

async function migrateOrClose(db: Kysely<Tables>): Promise<void> {
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function stores(db: Kysely<Tables>, durably: Durably): Stores {
  return {
    conversations: sqlConversations(db, durably),
    documents: sqlDocuments(db),
    handoffs: sqlHandoffs(db, durably),
    counselors: sqlCounselors(db),
    insights: sqlInsights(db),
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
