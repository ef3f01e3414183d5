import type { Selectable, Transaction } from 'kysely';
import { HANDOFF_INITIATE } from '../../domain/handoff.ts';
import { conversationNotFound } from '../problems.ts';
import type { ActivityJson, StoredActivity } from '../stores.ts';
import type { ActivityRow, Tables } from './tables.ts';

/** Thrown to undo the counting when a message turns out to be a repeat. */
export class Repeated extends Error {}

/** An activity to append; a `clientId` that the conversation's log has already makes it a repeat. */
export interface Entry {
  readonly activity: ActivityJson;
  readonly clientId?: string | undefined;
}

/** How an entry is appended. */
export interface Appending {
  readonly now: string;
  /** Its turn is still to be taken. */
  readonly pending?: boolean | undefined;
  /** Messages, and what is said to another hub, wait for delivery if the conversation's channel has no stream of ours. */
  readonly deliver?: boolean | undefined;
}

/** Nobody else writes to the conversation until the transaction ends. @returns false if there is no such conversation */
export async function lockConversation(transaction: Transaction<Tables>, conversationId: string): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('conversations')
    .set((row) => ({ last_seq: row.ref('last_seq') }))
    .where('id', '=', conversationId)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** Counting `last_seq` up locks the row, so positions have no gaps, whoever else writes. @throws {Repeated}, {NotFoundError} */
export async function appendOne(
  transaction: Transaction<Tables>,
  conversationId: string,
  entry: Entry,
  appending: Appending,
): Promise<StoredActivity> {
  const [stored] = await appendNew(transaction, conversationId, [entry], appending);
  return stored!;
}

/**
 * Appends those that aren't in the log yet. The conversation must be locked.
 * @returns all, in order, and which of them are new
 * @throws {NotFoundError} if there is no such conversation and something is to be appended
 */
export async function appendUnlessRepeated(
  transaction: Transaction<Tables>,
  conversationId: string,
  entries: readonly Entry[],
  appending: Appending,
): Promise<{ readonly stored: readonly StoredActivity[]; readonly added: readonly StoredActivity[] }> {
  const known = await findRepeats(transaction, conversationId, entries);
  const fresh = entries.filter((entry) => !known.has(entry.clientId ?? ''));
  const added = fresh.length > 0 ? await appendNew(transaction, conversationId, fresh, appending) : [];
  return { stored: [...known.values(), ...added].toSorted((a, b) => a.seq - b.seq), added };
}

/** Those of the entries that are in the log already, by their client ids. */
export async function findRepeats(
  transaction: Transaction<Tables>,
  conversationId: string,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, StoredActivity>> {
  const clientIds = entries.flatMap((entry) => entry.clientId ?? []);
  if (clientIds.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('activities')
    .select([...STORED, 'client_id'])
    .where('conversation_id', '=', conversationId)
    .where('client_id', 'in', clientIds)
    .execute();
  return new Map(rows.map((row) => [row.client_id!, toStored(row)]));
}

async function appendNew(
  transaction: Transaction<Tables>,
  conversationId: string,
  entries: readonly Entry[],
  { now, pending, deliver }: Appending,
): Promise<readonly StoredActivity[]> {
  const conversation = await transaction
    .updateTable('conversations')
    .set((row) => ({ last_seq: row('last_seq', '+', entries.length), last_activity_at: now }))
    .where('id', '=', conversationId)
    .returning(['last_seq', 'reference'])
    .executeTakeFirst();
  if (!conversation) throw conversationNotFound();
  const firstSeq = conversation.last_seq - entries.length + 1;
  const isCarried = deliver && conversation.reference !== null;
  const rows = entries.map(({ activity, clientId }, index) => ({
    ...toActivityRow(conversationId, firstSeq + index, activity, now),
    client_id: clientId ?? null,
    pending: pending ? 1 : 0,
    delivery: isCarried && isForOthers(activity) ? ('pending' as const) : null,
  }));
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('activities')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['conversation_id', 'client_id']).doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) !== rows.length) throw new Repeated();
  return rows.map(toStored);
}

/** Other events are between us and our own window. */
function isForOthers({ type, name }: ActivityJson): boolean {
  return type === 'message' || (type === 'event' && name === HANDOFF_INITIATE);
}

/** The columns of which a stored activity is made. */
export const STORED = ['conversation_id', 'seq', 'activity', 'delivery'] as const;

/** A row of an activity that starts no turn and needs no delivery. */
export function toActivityRow(conversationId: string, seq: number, activity: ActivityJson, now: string): Selectable<ActivityRow> {
  return {
    conversation_id: conversationId,
    seq,
    client_id: null,
    pending: 0,
    received_at: now,
    activity: JSON.stringify(activity),
    delivery: null,
  };
}

export function toStored(row: Pick<Selectable<ActivityRow>, (typeof STORED)[number]>): StoredActivity {
  return {
    conversationId: row.conversation_id,
    seq: row.seq,
    activity: JSON.parse(row.activity),
    ...(row.delivery ? { delivery: row.delivery } : {}),
  };
}
