import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** Conversations with their log and state, and documents for channels without a log. Repeatable, because SQLite runs it without a transaction. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_activity_at', 'text', (column) => column.notNull())
    .addColumn('reference', 'text')
    .addColumn('last_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('state_version', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  await db.schema.createIndex('conversations_last_activity').ifNotExists().on('conversations').column('last_activity_at').execute();

  await db.schema
    .createTable('activities')
    .ifNotExists()
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('pending', 'integer', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('activity', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_key', ['conversation_id', 'seq'])
    .addUniqueConstraint('activities_client_id', ['conversation_id', 'client_id'])
    .execute();
  await db.schema
    .createIndex('activities_pending')
    .ifNotExists()
    .on('activities')
    .columns(['conversation_id', 'seq'])
    .where(sql.ref('pending'), '=', 1)
    .execute();

  await db.schema
    .createTable('documents')
    .ifNotExists()
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
}
