import { conversationNotFound, conversationTaken, documentConflict, turnConflict } from '../problems.ts';
import type {
  ActivityJson,
  ConversationRecord,
  ConversationStore,
  DocumentStore,
  StoredActivity,
  Stores,
  VersionedState,
} from '../stores.ts';

interface KeptActivity {
  stored: StoredActivity;
  clientId: string | undefined;
  pending: boolean;
  receivedAt: string;
}

interface KeptConversation {
  record: ConversationRecord;
  lastSeq: number;
  log: KeptActivity[];
  state: VersionedState;
}

/** Stores that end with the process: for tests and for trying things out. */
export function memoryStores(): Stores {
  return {
    conversations: memoryConversations(),
    documents: memoryDocuments(),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** As a database would give it back: a copy, and only what JSON can hold. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function memoryConversations(): ConversationStore {
  const conversations = new Map<string, KeptConversation>();

  function append(conversationId: string, activity: ActivityJson, clientId: string | undefined, pending: boolean, now: string) {
    const conversation = conversations.get(conversationId);
    if (!conversation) throw conversationNotFound();
    const first = clientId === undefined ? undefined : conversation.log.find((kept) => kept.clientId === clientId);
    if (first) return { stored: copy(first.stored), repeated: true };
    conversation.record = { ...conversation.record, lastActivityAt: now };
    return { stored: add(conversation, activity, clientId, pending, now), repeated: false };
  }

  function add(
    conversation: KeptConversation,
    activity: ActivityJson,
    clientId: string | undefined,
    pending: boolean,
    now: string,
  ): StoredActivity {
    conversation.lastSeq += 1;
    const stored = { conversationId: conversation.record.id, seq: conversation.lastSeq, activity: copy(activity) };
    conversation.log.push({ stored, clientId, pending, receivedAt: now });
    return copy(stored);
  }

  return {
    async create(record) {
      if (conversations.has(record.id)) throw conversationTaken();
      conversations.set(record.id, { record: copy(record), lastSeq: 0, log: [], state: { version: 0, data: {} } });
    },
    async find(conversationId) {
      const conversation = conversations.get(conversationId);
      return conversation && copy(conversation.record);
    },
    async receive(conversationId, activity, clientId, now) {
      const { stored, repeated } = append(conversationId, activity, clientId, true, now);
      return { ...stored, repeated };
    },
    async append(conversationId, activity, now) {
      return append(conversationId, activity, undefined, false, now).stored;
    },
    async after(conversationId, after, limit) {
      const log = conversations.get(conversationId)?.log ?? [];
      return log
        .filter((kept) => kept.stored.seq > after)
        .slice(0, limit)
        .map((kept) => copy(kept.stored));
    },
    async pending(conversationId) {
      const searched = conversationId === undefined ? [...conversations.values()] : [conversations.get(conversationId)];
      return searched
        .flatMap((conversation) => conversation?.log.filter((kept) => kept.pending) ?? [])
        .sort((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || a.stored.seq - b.stored.seq)
        .map((kept) => copy(kept.stored));
    },
    async state(conversationId) {
      return copy(conversations.get(conversationId)?.state ?? { version: 0, data: {} });
    },
    async commit(outcome, now) {
      const conversation = conversations.get(outcome.conversationId);
      const incoming = conversation?.log.find((kept) => kept.stored.seq === outcome.incomingSeq);
      if (!conversation || !incoming?.pending || conversation.state.version !== outcome.expectedVersion) throw turnConflict();
      incoming.pending = false;
      conversation.state = { version: outcome.expectedVersion + 1, data: copy(outcome.state) };
      if (outcome.forget) conversation.log = conversation.log.filter((kept) => kept.stored.seq > outcome.incomingSeq);
      return outcome.replies.map((reply) => add(conversation, reply, undefined, false, now));
    },
    async erase(conversationId) {
      conversations.delete(conversationId);
    },
    async idleSince(before, limit) {
      return [...conversations.values()]
        .map((conversation) => conversation.record)
        .filter((record) => record.lastActivityAt < before)
        .sort((a, b) => Date.parse(a.lastActivityAt) - Date.parse(b.lastActivityAt))
        .slice(0, limit)
        .map((record) => record.id);
    },
  };
}

function memoryDocuments(): DocumentStore {
  const documents = new Map<string, VersionedState & { updatedAt: string }>();
  return {
    async read(keys) {
      return new Map(
        keys.flatMap((key) => {
          const document = documents.get(key);
          return document ? [[key, copy({ version: document.version, data: document.data })] as const] : [];
        }),
      );
    },
    async write(key, data, expectedVersion, now) {
      const version = documents.get(key)?.version ?? 0;
      if (expectedVersion !== undefined && expectedVersion !== version) throw documentConflict();
      documents.set(key, { version: version + 1, data: copy(data), updatedAt: now });
      return version + 1;
    },
    async remove(keys) {
      for (const key of keys) documents.delete(key);
    },
    async removeOlderThan(before) {
      const old = [...documents].filter(([, { updatedAt }]) => updatedAt < before);
      for (const [key] of old) documents.delete(key);
      return old.length;
    },
  };
}
