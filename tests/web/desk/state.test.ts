import { describe, expect, test } from '@jest/globals';
import type { DeskMessage, HandoffSummary, Me } from '../../../src/desk/protocol.ts';
import {
  alertsBetween,
  casesOf,
  isReserved,
  isTyping,
  mayRead,
  neighbour,
  ownOf,
  pendingOf,
  queueOf,
} from '../../../src/web/desk/lists.ts';
import type { DeskState } from '../../../src/web/desk/state.ts';
import * as desk from '../../../src/web/desk/state.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const nowMs = Date.parse(NOW);

function handoff(id: string, parts: Partial<HandoffSummary> = {}): HandoffSummary {
  return {
    ...{ id, kind: 'live', state: 'waiting', conversationId: `c-${id}`, channel: 'directline', locale: 'tr', language: 'tr' },
    ...{ reason: 'asked', fromSeq: 1, requestedAt: NOW, updatedAt: NOW, readSeq: 0, deliveredSeq: 0, limitTold: false },
    ...{ lastSeq: 0, unread: 0 },
    ...parts,
  } as HandoffSummary;
}

function message(seq: number, parts: Partial<DeskMessage> = {}): DeskMessage {
  return { seq, at: NOW, author: 'user', text: `message ${seq}`, ...parts };
}

const me = { counselor: { id: 'anna', displayName: 'Anna' } } as Me;
const signedIn = desk.signedIn({ ...desk.START, isConnected: true, list: 'ready' }, me);
const withHandoffs = (...handoffs: HandoffSummary[]): DeskState => ({ ...signedIn, handoffs });
const mine = (id: string, parts: Partial<HandoffSummary> = {}) => handoff(id, { state: 'active', counselorId: 'anna', ...parts });

describe('the lists', () => {
  test('put danger first, then who has waited longest', () => {
    const state = withHandoffs(
      handoff('late', { requestedAt: '2026-11-23T08:59:00.000Z' }),
      handoff('early', { requestedAt: '2026-11-23T08:00:00.000Z' }),
      handoff('danger', { reason: 'danger' }),
    );
    expect(queueOf(state).map(({ id }) => id)).toEqual(['danger', 'early', 'late']);
  });

  test('keep own conversations in the order of taking, whatever is said in them', () => {
    const state = withHandoffs(
      mine('second', { takenAt: '2026-11-23T08:30:00.000Z', updatedAt: '2026-11-23T08:59:00.000Z' }),
      mine('first', { takenAt: '2026-11-23T08:10:00.000Z' }),
      handoff('other', { state: 'active', counselorId: 'mehmet' }),
    );
    expect(ownOf(state).map(({ id }) => id)).toEqual(['first', 'second']);
  });

  test('show open cases oldest first and answered ones latest first', () => {
    const at = (hour: number) => ({ requestedAt: `2026-11-2${hour}T08:00:00.000Z`, updatedAt: `2026-11-2${hour}T08:00:00.000Z` });
    const cases = [0, 1].map((hour) => handoff(`case-${hour}`, { kind: 'case', state: 'open', ...at(hour) }));
    expect(casesOf(withHandoffs(...cases.toReversed()), 'open').map(({ id }) => id)).toEqual(['case-0', 'case-1']);
    const answered = cases.map((one) => ({ ...one, state: 'answered' as const }));
    expect(casesOf(withHandoffs(...answered), 'answered').map(({ id }) => id)).toEqual(['case-1', 'case-0']);
  });

  test('know what is kept for a colleague, and until when', () => {
    const kept = handoff('kept', { assignedTo: 'mehmet', assignedUntil: '2026-11-23T09:01:00.000Z' });
    expect(isReserved(kept, 'anna', nowMs)).toBe(true);
    expect(isReserved(kept, 'anna', nowMs + 120_000)).toBe(false);
    expect(isReserved(kept, 'mehmet', nowMs)).toBe(false);
  });

  test("let nobody read a colleague's conversation", () => {
    expect(mayRead(mine('own'), 'anna')).toBe(true);
    expect(mayRead(mine('own'), 'mehmet')).toBe(false);
    expect(mayRead(handoff('waiting'), 'mehmet')).toBe(true);
    expect(mayRead(handoff('left', { state: 'left' }), 'mehmet')).toBe(false);
    expect(mayRead(handoff('gone', { kind: 'case', state: 'erased' }), 'anna')).toBe(false);
  });

  test('count who waits and which conversations have something new', () => {
    expect(pendingOf(withHandoffs(handoff('a'), mine('b', { unread: 3 }), mine('c')))).toBe(2);
  });

  test('lead from one to the next and around', () => {
    expect(neighbour(['a', 'b'], undefined, 1)).toBe('a');
    expect(neighbour(['a', 'b'], 'b', 1)).toBe('a');
    expect(neighbour(['a', 'b'], 'a', -1)).toBe('b');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});

describe('a call to the counselor', () => {
  test('comes for somebody new and for new messages, once', () => {
    const before = withHandoffs(mine('own'));
    const after = withHandoffs(mine('own', { unread: 1 }), handoff('new'));
    expect(alertsBetween(before, after, nowMs)).toEqual([
      { kind: 'queue', id: 'new' },
      { kind: 'message', id: 'own' },
    ]);
    expect(alertsBetween(after, after, nowMs)).toEqual([]);
  });

  test('does not come for what was there at the sign-in, nor for what is kept for a colleague', () => {
    expect(alertsBetween({ ...signedIn, list: 'loading' }, withHandoffs(handoff('old')), nowMs)).toEqual([]);
    expect(alertsBetween(signedIn, withHandoffs(handoff('kept', { assignedTo: 'mehmet' })), nowMs)).toEqual([]);
  });
});

describe('the list from the service', () => {
  test('removes from its states what is not in it, and leaves the others alone', () => {
    const state = withHandoffs(handoff('gone'), handoff('case', { kind: 'case', state: 'open' }));
    const next = desk.receiveList(state, ['waiting', 'active'], [handoff('new')]);
    expect(next.handoffs.map(({ id }) => id)).toEqual(['case', 'new']);
  });

  test('does not mark as unread again what was read here meanwhile', () => {
    const loaded = desk.receiveMessages(withHandoffs(mine('a', { lastSeq: 5, unread: 2 })), 'a', [message(4), message(5)]);
    const read = desk.read(loaded, 'a', 5);
    expect(ownOf(read)[0]?.unread).toBe(0);
    const late = desk.receiveHandoff(read, mine('a', { lastSeq: 5, unread: 2, readSeq: 3 }));
    expect(ownOf(late)[0]?.unread).toBe(0);
  });
});

describe('messages', () => {
  test('stand in the order of their positions, each once, with their latest report', () => {
    const first = desk.receiveMessages(signedIn, 'a', [message(3, { author: 'counselor', delivery: 'stored' }), message(1)]);
    const next = desk.receiveMessages(first, 'a', [message(2), message(3, { author: 'counselor', delivery: 'delivered' })]);
    expect(next.conversations['a']?.messages.map(({ seq, delivery }) => [seq, delivery])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 'delivered'],
    ]);
  });

  test('that have arrived are not taken back by the late answer to sending them', () => {
    const arrived = desk.receiveMessages(signedIn, 'a', [message(1, { author: 'counselor', delivery: 'delivered' })]);
    const late = desk.receiveMessages(arrived, 'a', [message(1, { author: 'counselor', delivery: 'stored' })]);
    expect(late.conversations['a']?.messages[0]?.delivery).toBe('delivered');
  });

  test('confirm what was sent from here', () => {
    const sent = desk.compose(signedIn, 'a', 'id-1', { kind: 'text', text: 'Hallo' });
    const next = desk.receiveMessages(sent, 'a', [message(1, { author: 'counselor', clientId: 'id-1' })]);
    expect(next.outbox).toEqual([]);
  });

  test('end the sign that the user is writing', () => {
    const open = desk.select(withHandoffs(mine('a')), 'a');
    const typing = desk.userTypes(open, 'a', nowMs);
    expect(isTyping(typing, 'a', nowMs + 1_000)).toBe(true);
    expect(isTyping(typing, 'a', nowMs + desk.TYPING_MS)).toBe(false);
    expect(isTyping(desk.receiveMessages(typing, 'a', [message(1)]), 'a', nowMs + 1_000)).toBe(false);
  });
});

describe('what is sent', () => {
  const two = ['one', 'two'].reduce((state, id) => desk.compose(state, 'a', id, { kind: 'text', text: id }), signedIn);

  test('goes out one after the other in each conversation, so that it arrives in order', () => {
    const third = desk.compose(two, 'b', 'other', { kind: 'text', text: 'x' });
    const { state, sent } = desk.dispatch(third);
    expect(sent.map(({ clientId }) => clientId)).toEqual(['one', 'other']);
    expect(desk.dispatch(state).sent).toEqual([]);
    expect(desk.dispatch(desk.confirmed(state, 'one')).sent.map(({ clientId }) => clientId)).toEqual(['two']);
  });

  test('is tried again by itself once after it was lost; then the counselor is asked', () => {
    const lost = desk.lost(desk.dispatch(two).state, 'one');
    expect(lost.outbox[0]?.status).toBe('waiting');
    const again = desk.lost(desk.dispatch(lost).state, 'one');
    expect(again.outbox[0]?.status).toBe('failed');
    expect(desk.retry(again, 'one').outbox[0]).toMatchObject({ status: 'waiting', losses: 0 });
  });

  test('shows why it was refused and lets what follows go', () => {
    const refused = desk.refused(desk.dispatch(two).state, 'one', 'Das Gespräch ist beendet.');
    expect(refused.outbox[0]).toMatchObject({ status: 'failed', error: 'Das Gespräch ist beendet.' });
    expect(desk.dispatch(refused).sent.map(({ clientId }) => clientId)).toEqual(['two']);
  });

  test('is not sent twice under the same id', () => {
    expect(desk.compose(two, 'a', 'one', { kind: 'text', text: 'again' })).toBe(two);
  });
});

describe('the session', () => {
  const busy = desk.draft(desk.dispatch(desk.compose(signedIn, 'a', 'one', { kind: 'text', text: 'x' })).state, 'a', 'Entwurf');

  test('may end without losing drafts or messages on their way', () => {
    const back = desk.signedIn(desk.signedOut(busy), me);
    expect(back.drafts).toEqual({ a: 'Entwurf' });
    expect(back.outbox[0]?.status).toBe('waiting');
  });

  test('of somebody else starts with nothing of the one before', () => {
    const other = desk.signedIn(desk.signedOut(busy), { counselor: { id: 'mehmet' } } as Me);
    expect(other).toMatchObject({ drafts: {}, outbox: [], handoffs: [], conversations: {} });
  });
});

test('what a person had deleted is gone here too, the unsent answer included', () => {
  const written = desk.draft(
    desk.receiveMessages(withHandoffs(mine('a', { name: 'Samir', contact: 'x' })), 'a', [message(1)]),
    'a',
    'Hallo',
  );
  const state = desk.erased(desk.compose(written, 'a', 'one', { kind: 'text', text: 'Hallo' }), 'a');
  expect(state.handoffs[0]).toMatchObject({ state: 'erased', name: undefined, contact: undefined, unread: 0 });
  expect([state.conversations, state.drafts, state.outbox]).toEqual([{}, {}, []]);
});
