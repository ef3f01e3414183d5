import type { Colleague, DeskMessage, HandoffSummary, Me } from '../../desk/protocol.ts';
import type { HandoffState } from '../../domain/handoff.ts';

/** What a counselor sends: words or a knowledge entry; to a case it is the answer. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'entry'; readonly entry: string; readonly title: string };

/** Something sent that the service has not confirmed yet. */
export interface Outgoing {
  readonly clientId: string;
  readonly handoffId: string;
  readonly content: Content;
  /** `waiting`: for the connection or the sign-in; `failed`: refused, or lost twice. */
  readonly status: 'sending' | 'waiting' | 'failed';
  /** How often it was lost on the way; after the second time the counselor decides. */
  readonly losses: number;
  /** The service's sentence on why it refused. */
  readonly error?: string | undefined;
}

export interface Conversation {
  /** By position, without gaps or repeats. */
  readonly messages: readonly DeskMessage[];
  readonly status: 'loading' | 'ready' | 'failed';
  /** Until when the user counts as writing, in milliseconds since 1970. */
  readonly typingUntilMs: number;
}

/** Everything that the desk shows. Pure data: every function returns a new state, or the same one if nothing changed. */
export interface DeskState {
  /** `away`: the service can't be reached and nothing is known yet. */
  readonly phase: 'starting' | 'away' | 'signed-out' | 'ready';
  readonly me?: Me | undefined;
  readonly isConnected: boolean;
  readonly handoffs: readonly HandoffSummary[];
  /** `failed`: the list could not be fetched. */
  readonly list: 'loading' | 'ready' | 'failed';
  readonly colleagues: readonly Colleague[];
  readonly conversations: Readonly<Record<string, Conversation>>;
  readonly outbox: readonly Outgoing[];
  /** What is being written, by handoff. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly selected?: string | undefined;
  /** What went wrong last with a handoff, for the place where it is shown. */
  readonly problems: Readonly<Record<string, string>>;
}

export const START: DeskState = {
  phase: 'starting',
  isConnected: false,
  handoffs: [],
  list: 'loading',
  colleagues: [],
  conversations: {},
  outbox: [],
  drafts: {},
  problems: {},
};

const UNREAD: Conversation = { messages: [], status: 'loading', typingUntilMs: 0 };

/** How long "is writing" holds after the last sign of it. */
export const TYPING_MS = 6_000;

/** Who has signed in. Somebody else than before gets neither drafts nor unsent messages of the one before. */
export function signedIn(state: DeskState, me: Me): DeskState {
  const isSame = state.me === undefined || state.me.counselor.id === me.counselor.id;
  return isSame ? { ...state, me, phase: 'ready' } : { ...START, me, phase: 'ready' };
}

/** The session is over. What was written stays for the same person. */
export function signedOut(state: DeskState): DeskState {
  return { ...state, phase: 'signed-out', isConnected: false, outbox: state.outbox.map(interrupt) };
}

/** The stream has opened, or broken. */
export function connected(state: DeskState, isConnected: boolean): DeskState {
  return state.isConnected === isConnected ? state : { ...state, isConnected };
}

/** Takes in the list of some states: what is in these states here and not in the list has moved on. */
export function receiveList(state: DeskState, states: readonly HandoffState[], list: readonly HandoffSummary[]): DeskState {
  const ids = new Set(list.map(({ id }) => id));
  const others = state.handoffs.filter((handoff) => !ids.has(handoff.id) && !states.includes(handoff.state));
  return { ...state, list: 'ready', handoffs: [...others, ...list.map((handoff) => seen(state, handoff))] };
}

/** Takes in one handoff; an erased one loses all that was said in it. */
export function receiveHandoff(state: DeskState, handoff: HandoffSummary): DeskState {
  if (handoff.state === 'erased') return erased({ ...state, handoffs: put(state.handoffs, handoff) }, handoff.id);
  return { ...state, handoffs: put(state.handoffs, seen(state, handoff)) };
}

/** A handoff is none of ours any more, or doesn't exist. */
export function removeHandoff(state: DeskState, id: string): DeskState {
  return { ...state, handoffs: state.handoffs.filter((handoff) => handoff.id !== id), conversations: without(state.conversations, id) };
}

/** Everything that a person wrote was deleted: so is what we hold of it, the answer that was being written included. */
export function erased(state: DeskState, id: string): DeskState {
  return {
    ...state,
    handoffs: state.handoffs.map((handoff) =>
      handoff.id === id
        ? { ...handoff, state: 'erased', name: undefined, contact: undefined, preview: undefined, conversationId: undefined, unread: 0 }
        : handoff,
    ),
    conversations: without(state.conversations, id),
    drafts: without(state.drafts, id),
    outbox: state.outbox.filter(({ handoffId }) => handoffId !== id),
  };
}

/** The counselor looks at a handoff; nothing of an earlier problem remains. */
export function select(state: DeskState, id: string | undefined): DeskState {
  const cleared = state.selected === undefined ? state.problems : without(state.problems, state.selected);
  const conversation = id === undefined ? undefined : state.conversations[id];
  const conversations = id !== undefined && !conversation ? { ...state.conversations, [id]: UNREAD } : state.conversations;
  return { ...state, selected: id, problems: cleared, conversations };
}

/** Takes in messages in any order, any number of times; what was delivered stays so. What was sent from here is confirmed by it. */
export function receiveMessages(state: DeskState, id: string, messages: readonly DeskMessage[]): DeskState {
  const before = state.conversations[id] ?? UNREAD;
  const bySeq = new Map(before.messages.map((message) => [message.seq, message]));
  for (const message of messages) {
    // The answer to sending may come after the report that the message has arrived.
    const isOlder = message.delivery === 'stored' && bySeq.get(message.seq)?.delivery === 'delivered';
    bySeq.set(message.seq, isOlder ? { ...message, delivery: 'delivered' } : message);
  }
  const all = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  const userWrote = messages.some(({ author, seq }) => author === 'user' && !before.messages.some((known) => known.seq === seq));
  const conversation: Conversation = { messages: all, status: 'ready', typingUntilMs: userWrote ? 0 : before.typingUntilMs };
  return {
    ...state,
    conversations: { ...state.conversations, [id]: conversation },
    outbox: state.outbox.filter(({ clientId }) => !arrived.has(clientId)),
  };
}

/** The conversation could not be fetched; what is there already stays. */
export function failedToLoad(state: DeskState, id: string): DeskState {
  const conversation = state.conversations[id] ?? UNREAD;
  return { ...state, conversations: { ...state.conversations, [id]: { ...conversation, status: 'failed' } } };
}

export function userTypes(state: DeskState, id: string, nowMs: number): DeskState {
  const conversation = state.conversations[id];
  if (!conversation) return state;
  return { ...state, conversations: { ...state.conversations, [id]: { ...conversation, typingUntilMs: nowMs + TYPING_MS } } };
}

export function draft(state: DeskState, id: string, text: string): DeskState {
  return { ...state, drafts: text === '' ? without(state.drafts, id) : { ...state.drafts, [id]: text } };
}

/** Something is to be sent; `dispatch` says when it goes. The same `clientId` again changes nothing. */
export function compose(state: DeskState, handoffId: string, clientId: string, content: Content): DeskState {
  if (state.outbox.some((item) => item.clientId === clientId)) return state;
  const item: Outgoing = { clientId, handoffId, content, status: 'waiting', losses: 0 };
  return { ...state, outbox: [...state.outbox, item] };
}

/** It got lost on the way: the first time it waits for the connection, the second time the counselor is asked. */
export function lost(state: DeskState, clientId: string): DeskState {
  return changeOutgoing(state, clientId, (item) => ({
    ...item,
    losses: item.losses + 1,
    status: item.losses === 0 ? 'waiting' : 'failed',
  }));
}

/** The service has refused it, with a sentence. */
export function refused(state: DeskState, clientId: string, error: string): DeskState {
  return changeOutgoing(state, clientId, (item) => ({ ...item, status: 'failed', error }));
}

/** The service has it. */
export function confirmed(state: DeskState, clientId: string): DeskState {
  return { ...state, outbox: state.outbox.filter((item) => item.clientId !== clientId) };
}

/** One that failed is sent once more. */
export function retry(state: DeskState, clientId: string): DeskState {
  return changeOutgoing(state, clientId, (item) => ({ ...item, status: 'waiting', losses: 0, error: undefined }));
}

/** The first waiting one of each handoff goes out: what is written after it keeps its place. */
export function dispatch(state: DeskState): { readonly state: DeskState; readonly sent: readonly Outgoing[] } {
  const busy = new Set(state.outbox.filter(({ status }) => status === 'sending').map(({ handoffId }) => handoffId));
  const sent: Outgoing[] = [];
  const outbox = state.outbox.map((item) => {
    if (item.status !== 'waiting' || busy.has(item.handoffId)) return item;
    busy.add(item.handoffId);
    const sending: Outgoing = { ...item, status: 'sending' };
    sent.push(sending);
    return sending;
  });
  return sent.length > 0 ? { state: { ...state, outbox }, sent } : { state, sent };
}

/** A problem with a handoff, in words; `undefined` when it is settled. */
export function problem(state: DeskState, id: string, sentence: string | undefined): DeskState {
  return { ...state, problems: sentence === undefined ? without(state.problems, id) : { ...state.problems, [id]: sentence } };
}

/** Up to here the counselor has read. */
export function read(state: DeskState, id: string, seq: number): DeskState {
  return {
    ...state,
    handoffs: state.handoffs.map((handoff) =>
      handoff.id === id && seq > handoff.readSeq ? { ...handoff, readSeq: seq, unread: countUnread(state, id, seq) } : handoff,
    ),
  };
}

/** What was read here meanwhile is not unread because an older answer of the service says so. */
function seen(state: DeskState, handoff: HandoffSummary): HandoffSummary {
  const known = state.handoffs.find(({ id }) => id === handoff.id);
  if (!known || known.readSeq <= handoff.readSeq) return handoff;
  return { ...handoff, readSeq: known.readSeq, unread: countUnread(state, handoff.id, known.readSeq) };
}

/** Of what is loaded; nobody reads what isn't. */
function countUnread(state: DeskState, id: string, readSeq: number): number {
  return state.conversations[id]?.messages.filter(({ author, seq }) => author === 'user' && seq > readSeq).length ?? 0;
}

function interrupt(item: Outgoing): Outgoing {
  return item.status === 'sending' ? { ...item, status: 'waiting' } : item;
}

function put(handoffs: readonly HandoffSummary[], handoff: HandoffSummary): readonly HandoffSummary[] {
  return [...handoffs.filter(({ id }) => id !== handoff.id), handoff];
}

function changeOutgoing(state: DeskState, clientId: string, change: (item: Outgoing) => Outgoing): DeskState {
  return { ...state, outbox: state.outbox.map((item) => (item.clientId === clientId ? change(item) : item)) };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...others } = record;
  return others;
}
