import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { conversationTaken, turnConflict } from '../problems.ts';
import type { ConversationRecord, ConversationStore } from '../stores.ts';
import { eraseHandoffsOf } from './handoffs.ts';
import { appendOne, appendUnlessRepeated, lockConversation, Repeated, STORED, toActivityRow, toStored } from './log.ts';
import type { Durably } from './open.ts';
import type { ConversationRow, Tables } from './tables.ts';

/** Conversations in SQL, each with its log and state. */
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
          appendOne(transaction, conversationId, { activity, clientId }, { pending: true, now }),
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
      return durably((transaction) => appendOne(transaction, conversationId, { activity }, { deliver: true, now }));
    },

    record(conversation, entries, now) {
      const row = toRow({ ...conversation, lastActivityAt: now });
      return db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('conversations')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ reference: row.reference, last_activity_at: now }))
          .execute();
        return (await appendUnlessRepeated(transaction, conversation.id, entries, { now })).stored;
      });
    },

    async undelivered(limit) {
      const earlier = (row: ExpressionBuilder<Tables, 'activities'>) =>
        row
          .selectFrom('activities as earlier')
          .select('earlier.seq')
          .whereRef('earlier.conversation_id', '=', 'activities.conversation_id')
          .whereRef('earlier.seq', '<', 'activities.seq')
          .where('earlier.delivery', '=', 'pending');
      const rows = await activities(db)
        .where('delivery', '=', 'pending')
        .where((row) => row.not(row.exists(earlier(row))))
        .orderBy('received_at')
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toStored);
    },

    async markDelivery(conversationId, seq, delivery) {
      await db.updateTable('activities').set({ delivery }).where('conversation_id', '=', conversationId).where('seq', '=', seq).execute();
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
          // What was said to the user meanwhile answers what is deleted; what the user has said since is still to be answered.
          await transaction
            .deleteFrom('activities')
            .where('conversation_id', '=', conversationId)
            .where((row) => row.or([row('seq', '<=', incomingSeq), row('pending', '=', 0)]))
            .execute();
          await eraseHandoffsOf(transaction, conversationId);
        }
        if (replies.length === 0) return [];
        const firstSeq = conversation.last_seq - replies.length + 1;
        const rows = replies.map((activity, index) => toActivityRow(conversationId, firstSeq + index, activity, now));
        await transaction.insertInto('activities').values(rows).execute();
        return rows.map(toStored);
      });
    },

    async erase(conversationId) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('conversations').where('id', '=', conversationId).execute(); // its activities go with it
        await eraseHandoffsOf(transaction, conversationId);
      });
    },

    async idleSince(before, limit, now) {
      const rows = await db
        .selectFrom('conversations')
        .select('id')
        .where(isIdle(before, now))
        .orderBy('last_activity_at')
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },

    async eraseIdle(conversationId, before, now) {
      return await db.transaction().execute(async (transaction) => {
        // The lock comes first: only what is read after it can't change any more.
        if (!(await lockConversation(transaction, conversationId))) return false;
        const { numDeletedRows } = await transaction
          .deleteFrom('conversations')
          .where('id', '=', conversationId)
          .where(isIdle(before, now))
          .executeTakeFirst();
        if (!numDeletedRows) return false;
        await eraseHandoffsOf(transaction, conversationId);
        return true;
      });
    },
  };
}

/** Nobody has written since `before`, and no handoff keeps the conversation at `now`. */
function isIdle(before: string, now: string) {
  return (row: ExpressionBuilder<Tables, 'conversations'>) => {
    const keeping = row
      .selectFrom('handoffs')
      .select('handoffs.id')
      .whereRef('handoffs.conversation_id', '=', 'conversations.id')
      .where((handoff) => handoff.or([handoff('keep_until', 'is', null), handoff('keep_until', '>', now)]));
    return row.and([row('last_activity_at', '<', before), row.not(row.exists(keeping))]);
  };
}

function activities(db: Kysely<Tables>) {
  return db.selectFrom('activities').select(STORED);
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
