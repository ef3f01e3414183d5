import type { Bus } from '../bus/bus.ts';
import type { Counselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { StandingAction } from '../reply/actions.ts';
import type { Voice } from '../reply/voice.ts';
import type { Stores } from '../storage/stores.ts';
import type { Changes } from './changes.ts';
import type { OfficeHours } from './office-hours.ts';
import { createPlaces } from './places.ts';
import { restingNotice } from './resting.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { readSituation } from './situation.ts';
import { placesOf } from './waiting-time.ts';

export interface KeeperParts {
  readonly stores: Pick<Stores, 'handoffs' | 'counselors' | 'conversations'>;
  readonly changes: Changes;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: Voice;
  readonly office: OfficeHours;
  readonly waitLimitMs: number;
  readonly vanishedMs: number;
  readonly caseRetentionMs: number;
}

/** Longer than any row of closed days. Who still waits then has gone without a word. */
const GIVEN_UP_MS = 7 * 24 * 60 * 60_000;
const INSTEAD_OF_WAITING: readonly StandingAction[] = ['keepWaiting', 'leaveMessage', 'leaveQueue'];

/**
 * Keeps the queue in order: gives conversations of vanished counselors back, tells people when waiting takes too long, the desk closes or their
 * place changes. Runs in every instance; everything is conditional, so each thing happens once.
 */
export function createKeeper(parts: KeeperParts): Rounds {
  const { stores, changes, bus, clock, log, voice, office } = parts;
  const places = createPlaces({ conversations: stores.conversations, changes, voice });
  /** Until when the desk is closed, by handoff: who was told so. */
  const toldClosed = new Map<string, string>();

  const isOver = (since: string, ms: number) => clock.nowMs() - Date.parse(since) >= ms;

  /** Does one thing to one handoff. Another instance, a counselor or the user may have been faster: then it's done or out of date. */
  async function attempt(handoff: Handoff, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (error instanceof ConflictError || error instanceof NotFoundError) return;
      log.error({ err: error, handoffId: handoff.id }, 'A request for a counselor could not be looked after; the next attempt follows.');
    }
  }

  /** Those whose pages have given no sign of life for too long are away. */
  async function missVanished(): Promise<void> {
    const vanished = ({ presence, seenAt, createdAt }: Counselor) => presence !== 'away' && isOver(seenAt ?? createdAt, parts.vanishedMs);
    for (const { id } of (await stores.counselors.all()).filter(vanished)) {
      await stores.counselors.update(id, { presence: 'away' });
      bus.publish({ kind: 'desk', change: 'presence' });
    }
  }

  /** Conversations whose counselor has gone wait again, where they stood. */
  async function release(): Promise<void> {
    const situation = await readSituation(stores);
    const present = new Set(situation.counselors.filter(({ presence }) => presence !== 'away').map(({ id }) => id));
    for (const handoff of situation.active.filter(({ counselorId }) => !present.has(counselorId ?? ''))) {
      const place = placesOf(situation, clock.iso(), handoff).get(handoff.id);
      await attempt(handoff, () =>
        changes.change(
          handoff.id,
          { states: ['active'], counselorId: handoff.counselorId },
          { state: 'waiting', limitTold: true, assignedTo: null, assignedUntil: null },
          [
            { activity: voice.say(handoff, 'handoff.notice.released', {}, INSTEAD_OF_WAITING) },
            { activity: voice.notice({ state: 'waiting', ...place }) },
          ],
        ),
      );
    }
  }

  /** A colleague to whom it was passed on has not taken it: now everybody may. */
  async function unreserve(handoff: Handoff): Promise<void> {
    const now = clock.iso();
    if (handoff.assignedTo === undefined || (handoff.assignedUntil ?? '') > now) return;
    const isFree = { states: ['waiting'], freeFor: { counselorId: '', now } } as const;
    await changes.change(handoff.id, isFree, { assignedTo: null, assignedUntil: null });
  }

  /** Once for each request, or each time that the desk closes: what can be done instead of waiting. */
  async function offerInstead(handoff: Handoff): Promise<void> {
    const now = clock.iso();
    if (!office.isOpen(now)) {
      const until = office.opensAt(now) ?? '';
      if (toldClosed.get(handoff.id) === until) return;
      await sayInstead(handoff, 'handoff.notice.closing', `closing/${handoff.id}/${until}`);
      toldClosed.set(handoff.id, until);
    } else if (!handoff.limitTold && isOver(handoff.requestedAt, parts.waitLimitMs)) {
      await sayInstead(handoff, 'handoff.notice.limit', `limit/${handoff.id}`);
    }
  }

  function sayInstead(handoff: Handoff, key: 'handoff.notice.closing' | 'handoff.notice.limit', clientId: string) {
    const activity = voice.say(handoff, key, {}, INSTEAD_OF_WAITING);
    return changes.change(handoff.id, { states: ['waiting'] }, { limitTold: true }, [{ activity, clientId }]);
  }

  /** Takes those out of the queue who left without a word. Who can be reached becomes a case, so that nobody is forgotten: what they wrote while they waited is the message, left now. */
  async function giveUp(handoff: Handoff): Promise<void> {
    const keepUntil = new Date(clock.nowMs() + parts.caseRetentionMs).toISOString();
    const isReachable = handoff.contact !== undefined;
    await changes.change(
      handoff.id,
      { states: ['waiting'] },
      isReachable
        ? { kind: 'case', state: 'open', requestedAt: clock.iso(), keepUntil }
        : { state: 'left', endedAt: clock.iso(), keepUntil: clock.iso() },
      [
        { activity: voice.say(handoff, isReachable ? 'handoff.message.left' : 'handoff.left') },
        {
          activity: voice.notice(
            isReachable ? { state: 'message-left' } : await restingNotice(stores.handoffs, handoff.conversationId ?? '', handoff.id),
          ),
        },
      ],
    );
  }

  async function lookAfterQueue(): Promise<void> {
    const { waiting } = await readSituation(stores);
    for (const handoff of waiting) {
      if (isOver(handoff.requestedAt, GIVEN_UP_MS)) await attempt(handoff, () => giveUp(handoff));
      else {
        await attempt(handoff, () => unreserve(handoff));
        await attempt(handoff, () => offerInstead(handoff));
      }
    }
    const situation = await readSituation(stores);
    const current = placesOf(situation, clock.iso());
    for (const handoff of situation.waiting) await attempt(handoff, () => places.tell(handoff, current.get(handoff.id)!));
    const ids = new Set(situation.waiting.map(({ id }) => id));
    places.keepOnly(ids);
    for (const id of toldClosed.keys()) if (!ids.has(id)) toldClosed.delete(id);
  }

  async function look(): Promise<void> {
    try {
      await missVanished();
      await release();
      await lookAfterQueue();
    } catch (error) {
      log.error({ err: error }, 'The queue for counselors could not be looked after; the next attempt follows.');
    }
  }

  return createRounds(look);
}
