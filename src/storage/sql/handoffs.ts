import type { ExpressionBuilder, Kysely, Selectable, Transaction } from 'kysely';
import type { Handoff } from '../../domain/handoff.ts';
import type { HandoffChange, HandoffStore, When } from '../handoffs.ts';
import { conversationNotFound, handoffConflict, handoffNotFound } from '../problems.ts';
import { appendUnlessRepeated, findRepeats, lockConversation } from './log.ts';
import type { Durably } from './open.ts';
import type { HandoffRow, Tables } from './tables.ts';

/** States of a live handoff of which a conversation has at most one. */
const OPEN = ['waiting', 'active'] as const;

/**
 * Handoffs in SQL. Whoever says something or opens one locks the conversation first and the handoff second, as deleting does, so that no two
 * transactions wait for each other.
 */
export function sqlHandoffs(db: Kysely<Tables>, durably: Durably): HandoffStore {
  return {
    request(handoff, said, now) {
      return durably(async (transaction) => {
        const conversationId = handoff.conversationId ?? '';
        if (!(await lockConversation(transaction, conversationId))) throw conversationNotFound();
        const first =
          (await transaction.selectFrom('handoffs').selectAll().where('id', '=', handoff.id).executeTakeFirst()) ??
          (handoff.kind === 'live' ? await openOne(transaction, conversationId).executeTakeFirst() : undefined);
        if (first) return toHandoff(first);
        const row = await transaction.insertInto('handoffs').values(toRow(handoff)).returningAll().executeTakeFirstOrThrow();
        await appendUnlessRepeated(transaction, conversationId, said, { now, deliver: true });
        return toHandoff(row);
      });
    },

    async find(id) {
      const row = await db.selectFrom('handoffs').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toHandoff(row);
    },

    async open(conversationId) {
      const row = await openOne(db, conversationId).executeTakeFirst();
      return row && toHandoff(row);
    },

    async handoffsOf(conversationId) {
      const rows = await db
        .selectFrom('handoffs')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('requested_at')
        .orderBy('id')
        .execute();
      return rows.map(toHandoff);
    },

    async list({ states, kind, counselorId, order, limit }) {
      if (states.length === 0) return [];
      let found = db.selectFrom('handoffs').selectAll().where('state', 'in', states);
      if (kind !== undefined) found = found.where('kind', '=', kind);
      if (counselorId !== undefined) found = found.where('counselor_id', '=', counselorId);
      const ordered = order === 'requested' ? found.orderBy('requested_at') : found.orderBy('updated_at', 'desc');
      const rows = await ordered.orderBy('id').limit(limit).execute();
      return rows.map(toHandoff);
    },

    change(id, when, change, said, now) {
      return durably(async (transaction) => {
        const before = await present(transaction, id);
        const conversationId = before.conversation_id;
        const concernsConversation = said.length > 0 || change.state !== undefined;
        if (concernsConversation && !(await lockConversation(transaction, conversationId))) throw handoffNotFound();
        const known = await findRepeats(transaction, conversationId, said);
        if (known.size > 0 && known.size === said.filter((item) => item.clientId !== undefined).length) {
          return { handoff: toHandoff(await present(transaction, id)), said: [...known.values()], repeated: true };
        }
        const changed = await transaction
          .updateTable('handoffs')
          .set({ ...toColumns(change), updated_at: now })
          .where('id', '=', id)
          .where('conversation_id', '=', conversationId)
          .where((row) => row.and(conditions(row, when, change)))
          .returningAll()
          .executeTakeFirst();
        if (!changed) {
          await present(transaction, id);
          throw handoffConflict();
        }
        const { stored } = await appendUnlessRepeated(transaction, conversationId, said, { now, deliver: true });
        return { handoff: toHandoff(changed), said: stored, repeated: false };
      });
    },

    async mark(id, { readSeq, deliveredSeq }) {
      const raise = (column: 'read_seq' | 'delivered_seq', seq: number) =>
        db
          .updateTable('handoffs')
          .set({ [column]: seq })
          .where('id', '=', id)
          .where(column, '<', seq)
          .execute();
      if (readSeq !== undefined) await raise('read_seq', readSeq);
      if (deliveredSeq !== undefined) await raise('delivered_seq', deliveredSeq);
    },

    async eraseDue(now, limit) {
      const isDue = (row: ExpressionBuilder<Tables, 'handoffs'>) => row.and([row('keep_until', '<=', now), row('state', '!=', 'erased')]);
      const due = await db.selectFrom('handoffs').select('id').where(isDue).orderBy('keep_until').limit(limit).execute();
      const erased: string[] = [];
      for (const { id } of due) {
        // One by one and on condition: another process may do the same, or somebody reopen it.
        const { numUpdatedRows } = await db.updateTable('handoffs').set(ERASED).where('id', '=', id).where(isDue).executeTakeFirst();
        if (numUpdatedRows) erased.push(id);
      }
      return erased;
    },
  };
}

const ERASED = { state: 'erased', name: null, contact: null, conversation_id: null } as const;

/** Keeps of a conversation's handoffs only what statistics count. */
export async function eraseHandoffsOf(transaction: Transaction<Tables>, conversationId: string): Promise<void> {
  await transaction.updateTable('handoffs').set(ERASED).where('conversation_id', '=', conversationId).execute();
}

function openOne(db: Kysely<Tables>, conversationId: string) {
  return db
    .selectFrom('handoffs')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'live')
    .where('state', 'in', OPEN);
}

/** @throws {NotFoundError} if it doesn't exist or was erased */
async function present(transaction: Transaction<Tables>, id: string): Promise<Selectable<HandoffRow> & { conversation_id: string }> {
  const row = await transaction.selectFrom('handoffs').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || row.conversation_id === null) throw handoffNotFound();
  return { ...row, conversation_id: row.conversation_id };
}

/** What must be true of the row, besides that no second live one of its conversation opens. */
function conditions(row: ExpressionBuilder<Tables, 'handoffs'>, when: When, change: HandoffChange) {
  const { states, counselorId, freeFor } = when;
  const all = [row('state', 'in', states)];
  if (counselorId !== undefined) all.push(row('counselor_id', '=', counselorId));
  if (freeFor) {
    all.push(
      row.or([row('assigned_to', 'is', null), row('assigned_to', '=', freeFor.counselorId), row('assigned_until', '<=', freeFor.now)]),
    );
  }
  if (change.state === 'waiting' || change.state === 'active') {
    const other = row
      .selectFrom('handoffs as other')
      .select('other.id')
      .whereRef('other.conversation_id', '=', 'handoffs.conversation_id')
      .whereRef('other.id', '!=', 'handoffs.id')
      .where('other.kind', '=', 'live')
      .where('other.state', 'in', OPEN);
    all.push(row.not(row.exists(other)));
  }
  return all;
}

/** Where each field stands. */
const COLUMNS = {
  id: 'id',
  kind: 'kind',
  state: 'state',
  conversationId: 'conversation_id',
  channel: 'channel',
  locale: 'locale',
  language: 'language',
  topic: 'topic',
  reason: 'reason',
  name: 'name',
  contact: 'contact',
  fromSeq: 'from_seq',
  counselorId: 'counselor_id',
  assignedTo: 'assigned_to',
  assignedUntil: 'assigned_until',
  requestedAt: 'requested_at',
  takenAt: 'taken_at',
  endedAt: 'ended_at',
  updatedAt: 'updated_at',
  readSeq: 'read_seq',
  deliveredSeq: 'delivered_seq',
  limitTold: 'limit_told',
  keepUntil: 'keep_until',
  pauses: 'pauses',
} as const satisfies Record<keyof Handoff, keyof HandoffRow>;

const FIELDS = Object.entries(COLUMNS) as [keyof Handoff, keyof HandoffRow][];

/** The columns that a change sets; what is absent stays. */
function toColumns(change: HandoffChange): Partial<Selectable<HandoffRow>> {
  const set = FIELDS.flatMap(([field, column]) => {
    const value = (change as Partial<Record<keyof Handoff, unknown>>)[field];
    return value === undefined ? [] : [[column, toValue(value)]];
  });
  return Object.fromEntries(set);
}

function toRow(handoff: Handoff): Selectable<HandoffRow> {
  const all = FIELDS.map(([field, column]) => [column, toValue(handoff[field] ?? null)]);
  return Object.fromEntries(all) as Selectable<HandoffRow>;
}

/** As both databases hold it; PostgreSQL's texts can't hold U+0000. */
function toValue(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Array.isArray(value)) return JSON.stringify(value);
  return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}

function toHandoff(row: Selectable<HandoffRow>): Handoff {
  const present = FIELDS.filter(([, column]) => row[column] !== null).map(([field, column]) => [field, row[column]]);
  const pauses = row.pauses === null ? {} : { pauses: JSON.parse(row.pauses) as Handoff['pauses'] };
  return { ...(Object.fromEntries(present) as unknown as Handoff), limitTold: row.limit_told === 1, ...pauses };
}
