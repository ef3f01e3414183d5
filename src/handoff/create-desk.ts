import type { Bus } from '../bus/bus.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Clock } from '../platform/clock.ts';
import type { Voice } from '../reply/voice.ts';
import type { Said } from '../storage/handoffs.ts';
import type { Stores } from '../storage/stores.ts';
import type { Changes } from './changes.ts';
import type { Desk, HandoffRequest } from './desk.ts';
import type { OfficeHours } from './office-hours.ts';
import { restingNotice } from './resting.ts';
import { family, isQueueFull, languagesNow, speakerFrom } from './routing.ts';
import { readSituation } from './situation.ts';
import { placesOf } from './waiting-time.ts';

export interface DeskParts {
  readonly stores: Pick<Stores, 'handoffs' | 'counselors'>;
  readonly changes: Changes;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly voice: Voice;
  readonly office: OfficeHours;
  readonly caseRetentionMs: number;
  /** How long the request of somebody who left the queue is kept. */
  readonly leftRetentionMs: number;
}

/** Our own desk as the bot sees it. */
export function createDesk({ stores, changes, bus, clock, voice, office, ...retention }: DeskParts): Desk {
  const { handoffs, counselors } = stores;
  const later = (ms: number) => new Date(clock.nowMs() + ms).toISOString();

  async function placeOf(handoff: Handoff) {
    return placesOf(await readSituation(stores), clock.iso(), handoff).get(handoff.id) ?? { position: 1 };
  }

  /** @returns false if the conversation doesn't wait (any more) */
  async function leave(conversationId: string, said: readonly Said[]): Promise<boolean> {
    const open = await handoffs.open(conversationId);
    if (open?.state !== 'waiting') return false;
    const change = { state: 'left', endedAt: clock.iso(), keepUntil: later(retention.leftRetentionMs) } as const;
    return changes.tryChange(open.id, { states: ['waiting'] }, change, said);
  }

  return {
    async status(conversationId) {
      const open = await handoffs.open(conversationId);
      if (!open) return { state: 'none' };
      if (open.state === 'waiting') return { state: 'waiting', ...(await placeOf(open)) };
      const counselor = await counselors.find(open.counselorId ?? '');
      return { state: 'active', counselor: counselor?.displayName ?? '' };
    },

    async availability({ locale, topic }) {
      const now = clock.iso();
      const isOpen = office.isOpen(now);
      const situation = await readSituation(stores);
      const isFull = isQueueFull(situation.waiting.length, situation.counselors);
      const languages = isOpen && !isFull ? languagesNow(locale, situation.counselors) : [];
      const speaksOwn = languages.some((language) => family(language) === family(locale));
      const opensAt = isOpen ? undefined : office.opensAt(now);
      const ownLanguageFrom = speaksOwn || isFull ? undefined : speakerFrom(locale, situation.counselors, office, now);
      return {
        exists: situation.counselors.length > 0,
        isOpen,
        ...(opensAt === undefined ? {} : { opensAt }),
        now: languages.map((language) => {
          const asking = toHandoff({ id: '', conversationId: '', channel: '', locale, language, topic, reason: 'asked', fromSeq: 1 }, now);
          return { language, ...(placesOf(situation, now, asking).get(asking.id) ?? { position: 1 }) };
        }),
        ...(ownLanguageFrom === undefined ? {} : { ownLanguageFrom }),
      };
    },

    async request(request) {
      const handoff = toHandoff(request, clock.iso());
      const place = await placeOf(handoff);
      const stored = await changes.request(handoff, [{ activity: voice.notice({ state: 'waiting', ...place }) }]);
      return stored.id === handoff.id ? place : placeOf(stored);
    },

    leave: async (conversationId) => leave(conversationId, [{ activity: voice.notice(await restingNotice(handoffs, conversationId)) }]),

    async leaveMessage(request) {
      const left = {
        ...toHandoff(request, clock.iso()),
        kind: 'case',
        state: 'open',
        keepUntil: later(retention.caseRetentionMs),
      } as const;
      // Out of the queue afterwards: stopped between the two, the repeat finds the message stored and goes on.
      await changes.request(left, [{ activity: voice.notice({ state: 'message-left' }) }]);
      await leave(request.conversationId, []);
    },

    async relay(conversationId) {
      for (const { id, state } of await handoffs.handoffsOf(conversationId)) {
        if (state === 'waiting' || state === 'active' || state === 'open')
          bus.publish({ kind: 'desk', change: 'activities', handoffId: id });
      }
    },
  };
}

/** A request as it begins: waiting, unread. */
export function toHandoff(request: HandoffRequest, now: string): Handoff {
  return {
    ...request,
    kind: 'live',
    state: 'waiting',
    requestedAt: now,
    updatedAt: now,
    readSeq: 0,
    deliveredSeq: 0,
    limitTold: false,
  };
}
