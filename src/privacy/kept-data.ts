import type { Handoff } from '../domain/handoff.ts';
import type { Locale } from '../domain/locale.ts';
import { logPages } from '../storage/log-pages.ts';
import type { ConversationRecord, StoredActivity, Stores } from '../storage/stores.ts';

/** A handoff as its person may know it. */
export type KeptHandoff = Omit<Handoff, 'conversationId' | 'counselorId' | 'assignedTo' | 'assignedUntil'> & {
  /** How the counselor is called. */
  readonly counselor?: string | undefined;
};

/** Everything that is kept of one conversation. */
export interface KeptData {
  readonly conversation: ConversationRecord;
  /** Until when it is kept if nobody writes any more, ISO 8601; absent as long as a handoff is open. */
  readonly keptUntil?: string | undefined;
  readonly activities: readonly StoredActivity[];
  /** What the bot remembers, as it is stored. */
  readonly state: Readonly<Record<string, unknown>>;
  /** In which the conversation is held, and the entry said last: read from the state. */
  readonly locale?: Locale | undefined;
  readonly lastEntry?: string | undefined;
  readonly handoffs: readonly KeptHandoff[];
}

/** Gathers what is kept of a conversation. @returns `undefined` if there is none (any more) */
export async function gatherKeptData(stores: Stores, conversationId: string, retentionMs: number): Promise<KeptData | undefined> {
  const conversation = await stores.conversations.find(conversationId);
  if (!conversation) return undefined;
  const [activities, state, handoffs] = await Promise.all([
    wholeLog(stores, conversationId),
    stateOf(stores, conversation),
    stores.handoffs.handoffsOf(conversationId),
  ]);
  const names = await counselorNames(stores, handoffs);
  return {
    conversation,
    keptUntil: keptUntil(conversation, handoffs, retentionMs),
    activities,
    state,
    ...remembered(state),
    handoffs: handoffs.map(({ conversationId: _id, counselorId, assignedTo: _to, assignedUntil: _until, ...handoff }) => ({
      ...handoff,
      counselor: counselorId === undefined ? undefined : names.get(counselorId),
    })),
  };
}

async function wholeLog({ conversations }: Stores, conversationId: string): Promise<readonly StoredActivity[]> {
  const all: StoredActivity[] = [];
  for await (const page of logPages(conversations, conversationId, 0)) all.push(...page);
  return all;
}

/** What the bot remembers stands beside our own log, or for other channels among the documents, by the channel's own id. */
async function stateOf({ conversations, documents }: Stores, { id, channel, reference }: ConversationRecord) {
  const { data, version } = await conversations.state(id);
  const theirs = (reference?.['conversation'] as { id?: unknown } | undefined)?.id;
  if (version > 0 || typeof theirs !== 'string') return data;
  const key = `${channel}/conversations/${theirs}`;
  const document = (await documents.read([key])).get(key);
  return document ? { [key]: document.data } : {};
}

function remembered(state: Readonly<Record<string, unknown>>): Pick<KeptData, 'locale' | 'lastEntry'> {
  for (const item of Object.values(state)) {
    const memory = (item as { memory?: Record<string, unknown> } | null)?.memory;
    if (!memory) continue;
    const text = (name: string) => (typeof memory[name] === 'string' ? memory[name] : undefined);
    return { locale: text('locale'), lastEntry: text('lastEntry') };
  }
  return {};
}

function keptUntil({ lastActivityAt }: ConversationRecord, handoffs: readonly Handoff[], retentionMs: number): string | undefined {
  if (handoffs.some(({ keepUntil }) => keepUntil === undefined)) return undefined;
  const own = new Date(Date.parse(lastActivityAt) + retentionMs).toISOString();
  return [own, ...handoffs.flatMap(({ keepUntil }) => keepUntil ?? [])].toSorted().at(-1);
}

async function counselorNames({ counselors }: Stores, handoffs: readonly Handoff[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(handoffs.flatMap(({ counselorId }) => counselorId ?? []));
  const found = await Promise.all([...ids].map((id) => counselors.find(id)));
  return new Map(found.flatMap((counselor) => (counselor ? [[counselor.id, counselor.displayName] as const] : [])));
}
