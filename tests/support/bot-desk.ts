import type { Availability, Desk, DeskStatus, HandoffRequest } from '../../src/handoff/desk.ts';

/** A desk in memory for tests of the bot: it can be opened and closed, keeps what it is asked for, and takes conversations on command. */
export interface TestDesk extends Desk {
  available: Availability;
  /** Where the conversation is; a request makes it wait. */
  place: DeskStatus;
  readonly requests: HandoffRequest[];
  readonly messages: HandoffRequest[];
  /** How often the user's words were announced. */
  relayed: number;
}

export const OPEN: Availability = { exists: true, isOpen: true, now: [{ language: 'de', position: 1 }] };
export const CLOSED: Availability = { exists: true, isOpen: false, opensAt: '2026-11-24T08:00:00Z', now: [] };

export function testDesk(available: Availability = OPEN): TestDesk {
  const same = (list: readonly HandoffRequest[], { id }: HandoffRequest) => list.some((known) => known.id === id);
  const desk: TestDesk = {
    available,
    place: { state: 'none' },
    requests: [],
    messages: [],
    relayed: 0,
    status: async () => desk.place,
    availability: async () => desk.available,
    async request(request) {
      if (!same(desk.requests, request)) desk.requests.push(request);
      desk.place = { state: 'waiting', position: 2, minutes: 10 };
      return { position: 2, minutes: 10 };
    },
    async leave() {
      const wasWaiting = desk.place.state === 'waiting';
      if (wasWaiting) desk.place = { state: 'none' };
      return wasWaiting;
    },
    async leaveMessage(request) {
      if (!same(desk.messages, request)) desk.messages.push(request);
      if (desk.place.state === 'waiting') desk.place = { state: 'none' };
    },
    async relay() {
      desk.relayed += 1;
    },
  };
  return desk;
}
