import type { Kysely, Selectable, Transaction } from 'kysely';
import { conversationNotFound, conversationTaken, turnConflict } from '../problems.ts';
import type { ActivityJson, ConversationRecord, ConversationStore, StoredActivity } from '../stores.ts';
import type { Durably } from './open.ts';
import type { ActivityRow, ConversationRow, Tables } from './tables.ts';

/** Thrown to undo the counting when a message turns out to be a repeat. */
class Repeated extends Error {}

/** Conversations in SQL. Counting `last_seq` up locks the row, so positions have no gaps, whoever else writes. */
export function sqlConversations(db: Kysely<Tables>, durably: Durably): ConversationStore {
  return {
    async create(conversation) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('conversations')
        .values(toRow(conversation))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (!numInsertedOrUpdatedRows) throw conversationTaken();
    },

    async find(conversationId) {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', conversationId).executeTakeFirst();
      return row && toRecord(row);
    },

    async receive(conversationId, activity, clientId, now) {
      try {
        const stored = await durably((transaction) =>
          appendOne(transaction, { conversationId, activity, clientId: clientId ?? null, pending: 1, now }),
        );
        return { ...stored, repeated: false };
      } catch (error) {
        if (!(error instanceof Repeated)) throw error;
        const first = await activities(db)
          .where('conversation_id', '=', conversationId)
          .where('client_id', '=', clientId!)
          .executeTakeFirstOrThrow();
        return { ...toStored(first), repeated: true };
      }
    },

    append(conversationId, activity, now) {
      return durably((transaction) => appendOne(transaction, { conversationId, activity, clientId: null, pending: 0, now }));
    },

    async after(conversationId, after, limit) {
      const rows = await activities(db)
        .where('conversation_id', '=', conversationId)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toStored);
    },

    async pending(conversationId) {
      const waiting = activities(db).where('pending', '=', 1);
      const rows = await (conversationId === undefined
        ? waiting.orderBy('received_at').orderBy('seq')
        : waiting.where('conversation_id', '=', conversationId).orderBy('seq')
      ).execute();
      return rows.map(toStored);
    },

    async state(conversationId) {
      const row = await db
        .selectFrom('conversations')
        .select(['state_version', 'state'])
        .where('id', '=', conversationId)
        .executeTakeFirst();
      return row ? { version: row.state_version, data: JSON.parse(row.state) } : { version: 0, data: {} };
    },

    async commit(outcome, now) {
      const { conversationId, incomingSeq, replies } = outcome;
      return await db.transaction().execute(async (transaction) => {
        const conversation = await transaction
          .updateTable('conversations')
          .set((row) => ({
            last_seq: row('last_seq', '+', replies.length),
            state_version: outcome.expectedVersion + 1,
            state: JSON.stringify(outcome.state),
          }))
          .where('id', '=', conversationId)
          .where('state_version', '=', outcome.expectedVersion)
          .returning('last_seq')
          .executeTakeFirst();
        if (!conversation) throw turnConflict();

        const answered = await transaction
          .updateTable('activities')
          .set({ pending: 0 })
          .where('conversation_id', '=', conversationId)
          .where('seq', '=', incomingSeq)
          .where('pending', '=', 1)
          .executeTakeFirst();
        if (!answered.numUpdatedRows) throw turnConflict();

        if (outcome.forget) {
          await transaction
            .deleteFrom('activities')
            .where('conversation_id', '=', conversationId)
            .where('seq', '<=', incomingSeq)
            .execute();
        }
        if (replies.length === 0) return [];
        const firstSeq = conversation.last_seq - replies.length + 1;
        const rows = replies.map((activity, index) =>
          toActivityRow({ conversationId, activity, clientId: null, pending: 0, now }, firstSeq + index),
        );
        await transaction.insertInto('activities').values(rows).execute();
        return rows.map(toStored);
      });
    },

    async erase(conversationId) {
      await db.deleteFrom('conversations').where('id', '=', conversationId).execute(); // its activities go with it
    },

    async idleSince(before, limit) {
      const rows = await db
        .selectFrom('conversations')
        .select('id')
        .where('last_activity_at', '<', before)
        .orderBy('last_activity_at')
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },
  };
}

interface NewActivity {
  readonly conversationId: string;
  readonly activity: ActivityJson;
  readonly clientId: string | null;
  readonly pending: 0 | 1;
  readonly now: string;
}

async function appendOne(transaction: Transaction<Tables>, added: NewActivity): Promise<StoredActivity> {
  const conversation = await transaction
    .updateTable('conversations')
    .set((row) => ({ last_seq: row('last_seq', '+', 1), last_activity_at: added.now }))
    .where('id', '=', added.conversationId)
    .returning('last_seq')
    .executeTakeFirst();
  if (!conversation) throw conversationNotFound();
  const row = toActivityRow(added, conversation.last_seq);
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('activities')
    .values(row)
    .onConflict((conflict) => conflict.columns(['conversation_id', 'client_id']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Repeated();
  return toStored(row);
}

function activities(db: Kysely<Tables>) {
  return db.selectFrom('activities').select(['conversation_id', 'seq', 'activity']);
}

function toActivityRow({ conversationId, activity, clientId, pending, now }: NewActivity, seq: number): Selectable<ActivityRow> {
  return { conversation_id: conversationId, seq, client_id: clientId, pending, received_at: now, activity: JSON.stringify(activity) };
}

function toStored(row: Pick<Selectable<ActivityRow>, 'conversation_id' | 'seq' | 'activity'>): StoredActivity {
  return { conversationId: row.conversation_id, seq: row.seq, activity: JSON.parse(row.activity) };
}

function toRow(record: ConversationRecord) {
  return {
    id: record.id,
    user_id: record.userId,
    channel: record.channel,
    created_at: record.createdAt,
    last_activity_at: record.lastActivityAt,
    reference: record.reference ? JSON.stringify(record.reference) : null,
  };
}

function toRecord(row: Selectable<ConversationRow>): ConversationRecord {
  return {
    id: row.id,
    userId: row.user_id,
    channel: row.channel,
    createdAt: row.created_at,
    lastActivityAt: row.last_activity_at,
    ...(row.reference ? { reference: JSON.parse(row.reference) } : {}),
  };
}
