import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * Handoffs, counselors with their sessions and canned replies, the audit log, insights, and whether a message reached a channel. Repeatable, because
 * SQLite runs it without a transaction. What statistics count outlasts the conversation, so handoffs don't refer to it by a foreign key.
 */
export async function up(db: Kysely<Tables>): Promise<void> {
  await addDelivery(db);
  await createHandoffs(db);
  await createCounselors(db);
  await createInsights(db);
}

async function addDelivery(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables();
  const activities = tables.find((table) => table.name === 'activities');
  if (!activities?.columns.some((column) => column.name === 'delivery')) {
    await db.schema.alterTable('activities').addColumn('delivery', 'text').execute();
  }
  await db.schema
    .createIndex('activities_undelivered')
    .ifNotExists()
    .on('activities')
    .columns(['received_at', 'seq'])
    .where(sql.ref('delivery'), '=', 'pending')
    .execute();
}

async function createHandoffs(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('handoffs')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('contact', 'text')
    .addColumn('from_seq', 'integer', (column) => column.notNull())
    .addColumn('counselor_id', 'text')
    .addColumn('assigned_to', 'text')
    .addColumn('assigned_until', 'text')
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('taken_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('read_seq', 'integer', (column) => column.notNull())
    .addColumn('delivered_seq', 'integer', (column) => column.notNull())
    .addColumn('limit_told', 'integer', (column) => column.notNull())
    .addColumn('keep_until', 'text')
    .execute();
  await db.schema
    .createIndex('handoffs_one_live')
    .ifNotExists()
    .on('handoffs')
    .column('conversation_id')
    .unique()
    .where(sql<boolean>`kind = 'live' and state in ('waiting', 'active')`)
    .execute();
  await db.schema.createIndex('handoffs_conversation').ifNotExists().on('handoffs').column('conversation_id').execute();
  await db.schema.createIndex('handoffs_state').ifNotExists().on('handoffs').columns(['state', 'requested_at']).execute();
  await db.schema.createIndex('handoffs_updated').ifNotExists().on('handoffs').columns(['state', 'updated_at']).execute();
}

async function createCounselors(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('counselors')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('login', 'text', (column) => column.notNull().unique())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('languages', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('hours', 'text', (column) => column.notNull())
    .addColumn('capacity', 'integer', (column) => column.notNull())
    .addColumn('presence', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text')
    .addColumn('is_active', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('subject', 'text', (column) => column.unique())
    .execute();
  await db.schema
    .createTable('sessions')
    .ifNotExists()
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('counselor_id', 'text', (column) => column.notNull())
    .addColumn('csrf', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_counselor').ifNotExists().on('sessions').column('counselor_id').execute();
  await db.schema
    .createTable('audit')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('counselor_id', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('handoff_id', 'text')
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('audit_at').ifNotExists().on('audit').column('at').execute();
  await db.schema
    .createTable('canned_replies')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('texts', 'text', (column) => column.notNull())
    .execute();
}

async function createInsights(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('counts')
    .ifNotExists()
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('counts_key', ['day', 'outcome', 'entry', 'locale'])
    .execute();
  await db.schema
    .createTable('ratings')
    .ifNotExists()
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ratings_day').ifNotExists().on('ratings').column('day').execute();
  await db.schema
    .createTable('questions')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('guesses', 'text', (column) => column.notNull())
    .addColumn('concepts', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('questions_asked').ifNotExists().on('questions').columns(['state', 'asked_at']).execute();
}
