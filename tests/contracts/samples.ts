import type { Counselor } from '../../src/domain/counselor.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { newId } from '../../src/platform/ids.ts';
import type { ActivityJson, ConversationRecord } from '../../src/storage/stores.ts';

export const NOW = '2026-03-02T09:00:00.000Z';
export const LATER = '2026-03-02T09:05:00.000Z';
export const LATEST = '2026-03-02T09:10:00.000Z';

export const message = (text: string): ActivityJson => ({ type: 'message', text });

export function record(id: string, changes: Partial<ConversationRecord> = {}): ConversationRecord {
  return { id, userId: 'dl_1', channel: 'directline', createdAt: NOW, lastActivityAt: NOW, ...changes };
}

/** A live request that waits; without what is empty at first. */
export function buildHandoff(conversationId: string, changes: Partial<Handoff> = {}): Handoff {
  return {
    id: newId(),
    kind: 'live',
    state: 'waiting',
    conversationId,
    channel: 'directline',
    locale: 'tr',
    language: 'tr',
    topic: 'work/wages',
    reason: 'asked',
    fromSeq: 3,
    requestedAt: NOW,
    updatedAt: NOW,
    readSeq: 0,
    deliveredSeq: 0,
    limitTold: false,
    ...changes,
  };
}

export function buildCounselor(changes: Partial<Counselor> = {}): Counselor {
  const id = newId();
  return {
    id,
    login: `login-${id}`,
    displayName: 'Ayşe Yılmaz',
    roles: ['counselor', 'editor'],
    languages: ['tr', 'de'],
    topics: [],
    hours: [{ weekday: 1, from: '09:00', to: '12:30' }],
    capacity: 3,
    presence: 'away',
    isActive: true,
    createdAt: NOW,
    ...changes,
  };
}
