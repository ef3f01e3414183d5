import { counselorAccountId } from '../domain/counselor.ts';
import type { Handoff, HandoffState } from '../domain/handoff.ts';
import type { Speaker } from '../reply/voice.ts';
import type { Said } from '../storage/handoffs.ts';
import { isCovered, mayRead } from './access.ts';
import { createActing, type ServiceParts, sentBy, speakerOf } from './acting.ts';
import { createCases } from './cases.ts';
import { notYours } from './problems.ts';
import { restingNotice } from './resting.ts';
import type { HandoffService } from './service.ts';
import { byQueueOrder } from './situation.ts';
import { createTransfers } from './transfers.ts';

/** More open ones than anybody can look through, and more closed ones than anybody scrolls through. */
const MOST_OPEN = 1_000;
const MOST_CLOSED = 200;
const READ_AGAIN_MS = 60 * 60_000;
const OPEN_STATES: readonly HandoffState[] = ['waiting', 'active', 'open'];

export function createHandoffService(parts: ServiceParts): HandoffService {
  const { bus, clock, voice } = parts;
  const { handoffs, counselors, conversations } = parts.stores;
  const acting = createActing(parts);
  const { later, audit, counselorOf, load, attempt, requirePlace, becomesHere, checked } = acting;
  const recordRead = createReadRecord(parts);

  /** One message of a counselor in a conversation that they have. @returns it, or what was stored the first time */
  async function speak(id: string, counselorId: string, clientId: string, compose: (handoff: Handoff, from: Speaker) => Said['activity']) {
    const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
    const said = [{ activity: compose(handoff, speakerOf(counselor)), clientId: sentBy(counselorId, clientId) }];
    const changed = await attempt(id, counselorId, { states: ['active'], counselorId }, {}, said);
    return changed.said[0]!;
  }

  return {
    ...createTransfers(parts, acting),
    ...createCases(parts, acting),

    async list(states) {
      const open = states.filter((state) => OPEN_STATES.includes(state));
      const closed = states.filter((state) => !OPEN_STATES.includes(state));
      const [first, then] = await Promise.all([
        handoffs.list({ states: open, order: 'requested', limit: MOST_OPEN }),
        handoffs.list({ states: closed, order: 'updated', limit: MOST_CLOSED }),
      ]);
      return [...first.toSorted(byQueueOrder), ...then];
    },

    async claim(id, counselorId) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      // The answer to an earlier attempt may have been lost.
      if (handoff.state === 'active' && handoff.counselorId === counselorId) return handoff;
      await requirePlace(counselor);
      await becomesHere(counselor);
      const { displayName } = counselor;
      const { handoff: taken } = await attempt(
        id,
        counselorId,
        { states: ['waiting'], freeFor: { counselorId, now: clock.iso() } },
        // A transfer or a lost connection doesn't make the first wait longer.
        { state: 'active', counselorId, takenAt: handoff.takenAt ?? clock.iso(), assignedTo: null, assignedUntil: null },
        [
          { activity: voice.say(handoff, 'handoff.notice.taken', { counselor: displayName }) },
          { activity: voice.notice({ state: 'active', counselor: displayName }) },
        ],
      );
      await audit('claimed', counselorId, id);
      return taken;
    },

    say: (id, counselorId, text, clientId) =>
      speak(id, counselorId, clientId, ({ language }, from) => voice.quote(checked(text), language, from, clientId)),

    sendEntry: (id, counselorId, entryId, clientId) =>
      speak(id, counselorId, clientId, (handoff, from) => voice.entry(entryId, handoff, from, clientId)),

    async end(id, counselorId) {
      const [{ displayName }, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      const ended = await attempt(
        id,
        counselorId,
        { states: ['active'], counselorId },
        { state: 'ended', endedAt: clock.iso(), keepUntil: later(parts.handoffRetentionMs) },
        [
          { activity: voice.say(handoff, 'handoff.notice.ended', { counselor: displayName }) },
          { activity: voice.notice(await restingNotice(handoffs, handoff.conversationId, id)) },
        ],
      );
      await audit('ended', counselorId, id);
      return ended.handoff;
    },

    async reopen(id, counselorId) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      await requirePlace(counselor);
      await becomesHere(counselor);
      const { displayName } = counselor;
      const reopened = await attempt(
        id,
        counselorId,
        { states: ['ended'], counselorId },
        { state: 'active', endedAt: null, keepUntil: null, pauses: withPause(handoff, clock.iso()) },
        [
          { activity: voice.say(handoff, 'handoff.notice.reopened', { counselor: displayName }) },
          { activity: voice.notice({ state: 'active', counselor: displayName }) },
        ],
      );
      await audit('reopened', counselorId, id);
      return reopened.handoff;
    },

    async transcript(id, counselorId, after, limit) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      if (!mayRead(handoff, counselor)) throw notYours();
      await recordRead(id, counselorId);
      // A stretch that isn't for the counselor must not look like the end.
      for (let position = Math.max(after, handoff.fromSeq - 1); ; ) {
        const stored = await conversations.after(handoff.conversationId, position, limit);
        const covered = stored.filter((one) => isCovered(handoff, one));
        if (covered.length > 0 || stored.length < limit) return covered;
        position = stored.at(-1)?.seq ?? position;
      }
    },

    async markRead(id, counselorId, seq) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      if (!mayRead(handoff, counselor)) throw notYours();
      // Who only looks at one that waits leaves the marks to whoever takes it.
      if (handoff.state !== 'waiting') await handoffs.mark(id, { readSeq: seq });
    },

    async typing(id, counselorId) {
      const { state, conversationId, counselorId: owner } = await load(id);
      if (state === 'active' && owner === counselorId)
        bus.publish({ kind: 'typing', conversationId, from: counselorAccountId(counselorId) });
    },

    async setPresence(counselorId, presence) {
      await counselors.update(counselorId, { presence, ...(presence === 'away' ? {} : { seenAt: clock.iso() }) });
      bus.publish({ kind: 'desk', change: 'presence' });
    },

    async alive(counselorId) {
      await counselors.update(counselorId, { seenAt: clock.iso() });
    },
  };
}

/** From the end until now the user talked to the bot alone. */
function withPause({ pauses = [], endedAt }: Handoff, now: string): Handoff['pauses'] {
  return endedAt === undefined ? pauses : [...pauses, { from: endedAt, to: now }];
}

/** Notes who read what, once an hour: pages ask for a conversation again and again. */
function createReadRecord({ stores, clock }: Pick<ServiceParts, 'stores' | 'clock'>): (id: string, counselorId: string) => Promise<void> {
  let hour = 0;
  const noted = new Set<string>();
  return async (handoffId, counselorId) => {
    const present = Math.floor(clock.nowMs() / READ_AGAIN_MS);
    if (present !== hour) noted.clear();
    hour = present;
    const key = `${counselorId} ${handoffId}`;
    if (noted.has(key)) return;
    noted.add(key);
    try {
      await stores.counselors.record({ at: clock.iso(), counselorId, action: 'read', handoffId });
    } catch (error) {
      noted.delete(key);
      throw error;
    }
  };
}
