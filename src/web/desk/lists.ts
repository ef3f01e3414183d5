import type { HandoffSummary } from '../../desk/protocol.ts';
import { type DeskState, TYPING_MS } from './state.ts';

/** What the counselor's eyes and ears are called to. */
export type Alert = { readonly kind: 'queue' | 'message'; readonly id: string };

/** Tabs of the list at the side. */
export const TABS = ['live', 'cases', 'ended'] as const;
export type Tab = (typeof TABS)[number];

const byRequest = (a: HandoffSummary, b: HandoffSummary) => a.requestedAt.localeCompare(b.requestedAt);
const byChange = (a: HandoffSummary, b: HandoffSummary) => b.updatedAt.localeCompare(a.updatedAt);

/** Whether a waiting one is kept for a colleague at this time. */
export function isReserved(handoff: HandoffSummary, myId: string, nowMs: number): boolean {
  if (handoff.assignedTo === undefined || handoff.assignedTo === myId) return false;
  return handoff.assignedUntil === undefined || Date.parse(handoff.assignedUntil) > nowMs;
}

/** Whether what was said may be read: of who waits and of cases by everybody, else by who has or had the conversation. The service holds to the same. */
export function mayRead({ kind, state, counselorId }: HandoffSummary, myId: string | undefined): boolean {
  if (state === 'erased') return false;
  return kind === 'case' || state === 'waiting' || (counselorId === myId && (state === 'active' || state === 'ended'));
}

/** Who waits: danger first, then the longest waiting. */
export function queueOf({ handoffs }: DeskState): readonly HandoffSummary[] {
  const isUrgent = ({ reason }: HandoffSummary) => Number(reason === 'danger');
  return handoffs.filter(({ state }) => state === 'waiting').sort((a, b) => isUrgent(b) - isUrgent(a) || byRequest(a, b));
}

/** The counselor's own running conversations, in the order in which they were taken, so that they keep their places. */
export function ownOf({ handoffs, me }: DeskState): readonly HandoffSummary[] {
  return handoffs
    .filter(({ state, counselorId }) => state === 'active' && counselorId === me?.counselor.id)
    .sort((a, b) => (a.takenAt ?? '').localeCompare(b.takenAt ?? ''));
}

/** Running conversations of colleagues: who has them, nothing of what is said. */
export function othersOf({ handoffs, me }: DeskState): readonly HandoffSummary[] {
  return handoffs.filter(({ state, counselorId }) => state === 'active' && counselorId !== me?.counselor.id).sort(byRequest);
}

/** Cases: open ones oldest first, so that nobody is forgotten; answered ones latest first. */
export function casesOf({ handoffs }: DeskState, state: 'open' | 'answered'): readonly HandoffSummary[] {
  return handoffs.filter((handoff) => handoff.kind === 'case' && handoff.state === state).sort(state === 'open' ? byRequest : byChange);
}

/** What is over: ended, left, deleted. */
export function endedOf({ handoffs }: DeskState): readonly HandoffSummary[] {
  return handoffs.filter(({ state }) => state === 'ended' || state === 'left' || state === 'erased').sort(byChange);
}

/** In which tab a handoff is found. */
export function tabOf({ kind, state }: HandoffSummary): Tab {
  if (state === 'ended' || state === 'left' || state === 'erased') return 'ended';
  return kind === 'case' ? 'cases' : 'live';
}

/** What waits for this counselor, for the title of the page. */
export function pendingOf(state: DeskState): number {
  return queueOf(state).length + ownOf(state).filter(({ unread }) => unread > 0).length;
}

/** What has come since `before`: waiting ones that this counselor may take, and unread messages. Nothing when the list comes for the first time. */
export function alertsBetween(before: DeskState, after: DeskState, nowMs: number): readonly Alert[] {
  const myId = after.me?.counselor.id;
  if (before.list !== 'ready' || myId === undefined) return [];
  const known = new Map(before.handoffs.map((handoff) => [handoff.id, handoff]));
  const arrived = queueOf(after).filter(({ id }) => known.get(id)?.state !== 'waiting');
  const written = ownOf(after).filter(({ id, unread }) => unread > (known.get(id)?.unread ?? 0));
  return [
    ...arrived.filter((handoff) => !isReserved(handoff, myId, nowMs)).map(({ id }) => ({ kind: 'queue', id }) as const),
    ...written.map(({ id }) => ({ kind: 'message', id }) as const),
  ];
}

/** The neighbour of a handoff in the visible order, for the keyboard. */
export function neighbour(ids: readonly string[], selected: string | undefined, step: 1 | -1): string | undefined {
  const index = selected === undefined ? -1 : ids.indexOf(selected);
  if (index < 0) return step === 1 ? ids[0] : ids[ids.length - 1];
  return ids[(index + step + ids.length) % ids.length];
}

/** Whether the user is writing at this time. */
export function isTyping(state: DeskState, id: string, nowMs: number): boolean {
  const until = state.conversations[id]?.typingUntilMs ?? 0;
  return until > nowMs && until - nowMs <= TYPING_MS;
}
