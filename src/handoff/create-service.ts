import type { Bus } from '../bus/bus.ts';
import { type Counselor, counselorAccountId } from '../domain/counselor.ts';
import type { Handoff, HandoffState } from '../domain/handoff.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Speaker, Voice } from '../reply/voice.ts';
import type { Changed, HandoffChange, Said, When } from '../storage/handoffs.ts';
import type { Stores } from '../storage/stores.ts';
import { isCovered, mayRead } from './access.ts';
import type { Changes } from './changes.ts';
import {
  busyElsewhere,
  colleagueAway,
  colleagueFull,
  emptyText,
  explain,
  handoffGone,
  nobodySpeaks,
  noPlaceLeft,
  notACounselor,
  notYours,
  tooLong,
  toYourself,
} from './problems.ts';
import { isHere, speaks } from './routing.ts';
import type { HandoffService, TransferTarget } from './service.ts';
import { byQueueOrder, readSituation, takesConversations } from './situation.ts';
import { placesOf } from './waiting-time.ts';

export interface ServiceParts {
  readonly stores: Pick<Stores, 'handoffs' | 'counselors' | 'conversations'>;
  readonly changes: Changes;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly voice: Voice;
  readonly handoffRetentionMs: number;
  readonly caseRetentionMs: number;
  /** Longest message of a counselor, in characters. */
  readonly maxTextLength: number;
}

/** A colleague has so long to take what was passed to them; then everybody may. */
const RESERVED_MS = 5 * 60_000;
/** More open ones than anybody can look through, and more closed ones than anybody scrolls through. */
const MOST_OPEN = 1_000;
const MOST_CLOSED = 200;
const READ_AGAIN_MS = 60 * 60_000;
const OPEN_STATES: readonly HandoffState[] = ['waiting', 'active', 'open'];

export function createHandoffService(parts: ServiceParts): HandoffService {
  const { changes, bus, clock, voice } = parts;
  const { handoffs, counselors, conversations } = parts.stores;
  const recordRead = createReadRecord(parts);

  const later = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  const audit = (action: string, counselorId: string, handoffId: string, detail?: string) =>
    counselors.record({ at: clock.iso(), counselorId, action, handoffId, ...(detail === undefined ? {} : { detail }) });

  /** @throws {AppError} 403 if this account takes no conversations */
  async function counselorOf(id: string): Promise<Counselor> {
    const counselor = await counselors.find(id);
    if (!counselor || !takesConversations(counselor)) throw notACounselor();
    return counselor;
  }

  /** @throws {NotFoundError} */
  async function load(id: string): Promise<Handoff & { readonly conversationId: string }> {
    const handoff = await handoffs.find(id);
    if (handoff?.conversationId === undefined) throw handoffGone();
    return { ...handoff, conversationId: handoff.conversationId };
  }

  /** As `changes.change`, with failures that say on the counselor's screen what happened meanwhile. */
  async function attempt(id: string, counselorId: string, when: When, change: HandoffChange, said: readonly Said[]): Promise<Changed> {
    try {
      return await changes.change(id, when, change, said);
    } catch (error) {
      if (error instanceof NotFoundError) throw handoffGone();
      if (!(error instanceof ConflictError)) throw error;
      const present = await load(id);
      const names = new Map((await counselors.all()).map((one) => [one.id, one.displayName]));
      const open = present.state === 'ended' ? await handoffs.open(present.conversationId) : undefined;
      throw open ? busyElsewhere() : explain(present, counselorId, (other) => names.get(other ?? '') ?? 'jemand anderes');
    }
  }

  /** @throws {ConflictError} if the counselor has as many conversations as they want at once */
  async function requirePlace({ id, capacity }: Counselor): Promise<void> {
    const active = await handoffs.list({ states: ['active'], kind: 'live', counselorId: id, order: 'requested', limit: capacity });
    if (active.length >= capacity) throw noPlaceLeft(capacity);
  }

  /** Who takes a conversation is here, whatever the page said last; before that, or the keeper would give it back. */
  async function becomesHere(counselor: Counselor): Promise<void> {
    await counselors.update(counselor.id, { presence: 'here', seenAt: clock.iso() });
    if (counselor.presence !== 'here') bus.publish({ kind: 'desk', change: 'presence' });
  }

  /** One message of a counselor in a conversation that they have. @returns it, or what was stored the first time */
  async function speak(id: string, counselorId: string, clientId: string, compose: (handoff: Handoff, from: Speaker) => Said['activity']) {
    const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
    const said = [{ activity: compose(handoff, speakerOf(counselor)), clientId: sentBy(counselorId, clientId) }];
    const changed = await attempt(id, counselorId, { states: ['active'], counselorId }, {}, said);
    return changed.said[0]!;
  }

  /** @throws {AppError} 400, 413 */
  function checked(text: string): string {
    if (text.trim() === '') throw emptyText();
    if ([...text].length > parts.maxTextLength) throw tooLong(parts.maxTextLength);
    return text;
  }

  /** Puts a conversation back into the queue; who waited longest keeps that advantage. */
  async function requeue(handoff: Handoff, counselorId: string, change: HandoffChange, said: Said): Promise<Changed> {
    const { language, assignedTo, assignedUntil } = change;
    const waiting: Handoff = {
      ...handoff,
      language: language ?? handoff.language,
      assignedTo: assignedTo ?? undefined,
      assignedUntil: assignedUntil ?? undefined,
    };
    const place = placesOf(await readSituation(parts.stores), clock.iso(), waiting).get(handoff.id);
    return attempt(
      handoff.id,
      counselorId,
      { states: ['active'], counselorId },
      // They are told now what they can do instead of waiting, so the limit has nothing to add.
      { ...change, state: 'waiting', limitTold: true },
      [said, { activity: voice.notice({ state: 'waiting', ...place }) }],
    );
  }

  async function requireColleague(id: string): Promise<Counselor> {
    const colleague = await counselors.find(id);
    if (!colleague || !takesConversations(colleague) || !isHere(colleague)) throw colleagueAway(colleague?.displayName);
    const active = await handoffs.list({ states: ['active'], counselorId: id, order: 'requested', limit: colleague.capacity });
    if (active.length >= colleague.capacity) throw colleagueFull(colleague.displayName);
    return colleague;
  }

  async function toColleague(handoff: Handoff, counselorId: string, targetId: string): Promise<Changed> {
    if (targetId === counselorId) throw toYourself();
    const colleague = await requireColleague(targetId);
    const said = voice.say(handoff, 'handoff.notice.transferredTo', { counselor: colleague.displayName }, ['leaveQueue', 'leaveMessage']);
    return requeue(handoff, counselorId, { assignedTo: targetId, assignedUntil: later(RESERVED_MS) }, { activity: said });
  }

  async function toLanguage(handoff: Handoff, counselorId: string, language: string): Promise<Changed> {
    const others = (await counselors.all()).filter((one) => one.id !== counselorId && takesConversations(one) && isHere(one));
    if (!others.some((one) => speaks(one, language))) throw nobodySpeaks();
    const said = voice.say(handoff, 'handoff.notice.transferred', {}, ['leaveQueue', 'leaveMessage']);
    return requeue(handoff, counselorId, { language, assignedTo: null, assignedUntil: null }, { activity: said });
  }

  return {
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

    async sendEntry(id, counselorId, entryId, clientId) {
      const stored = await speak(id, counselorId, clientId, (handoff, from) => voice.entry(entryId, handoff, from, clientId));
      return stored;
    },

    async transfer(id, counselorId, target: TransferTarget) {
      const [, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      const isToPerson = 'counselorId' in target;
      const moved = isToPerson
        ? await toColleague(handoff, counselorId, target.counselorId)
        : await toLanguage(handoff, counselorId, target.language);
      await audit('transferred', counselorId, id, isToPerson ? target.counselorId : target.language);
      return moved.handoff;
    },

    async end(id, counselorId) {
      const [{ displayName }, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      const ended = await attempt(
        id,
        counselorId,
        { states: ['active'], counselorId },
        { state: 'ended', endedAt: clock.iso(), keepUntil: later(parts.handoffRetentionMs) },
        [
          { activity: voice.say(handoff, 'handoff.notice.ended', { counselor: displayName }) },
          { activity: voice.notice({ state: 'none' }) },
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
        { state: 'active', endedAt: null, keepUntil: null },
        [
          { activity: voice.say(handoff, 'handoff.notice.reopened', { counselor: displayName }) },
          { activity: voice.notice({ state: 'active', counselor: displayName }) },
        ],
      );
      await audit('reopened', counselorId, id);
      return reopened.handoff;
    },

    async answerCase(id, counselorId, text, clientId) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      const { displayName } = counselor;
      const own = sentBy(counselorId, clientId);
      // Somebody who talks to a counselor or waits for one is not told that it is over.
      const isFree = (await handoffs.open(handoff.conversationId)) === undefined;
      const { handoff: answered } = await attempt(
        id,
        counselorId,
        { states: ['open', 'answered'] },
        { state: 'answered', counselorId, endedAt: clock.iso(), keepUntil: later(parts.caseRetentionMs) },
        [
          { activity: voice.say(handoff, 'handoff.notice.answered', { counselor: displayName }), clientId: `${own}/notice` },
          { activity: voice.quote(checked(text), handoff.language, speakerOf(counselor), clientId), clientId: own },
          ...(isFree ? [{ activity: voice.notice({ state: 'none' }) }] : []),
        ],
      );
      await audit('answered', counselorId, id);
      return answered;
    },

    async setCase(id, counselorId, state) {
      await Promise.all([counselorOf(counselorId), load(id)]);
      const isAnswered = state === 'answered';
      const { handoff } = await attempt(
        id,
        counselorId,
        { states: ['open', 'answered'] },
        {
          state,
          counselorId: isAnswered ? counselorId : null,
          endedAt: isAnswered ? clock.iso() : null,
          keepUntil: later(parts.caseRetentionMs),
        },
        [],
      );
      await audit(isAnswered ? 'case-answered' : 'case-opened', counselorId, id);
      return handoff;
    },

    async transcript(id, counselorId, after, limit) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      if (!mayRead(handoff, counselor)) throw notYours();
      await recordRead(id, counselorId);
      const stored = await conversations.after(handoff.conversationId, Math.max(after, handoff.fromSeq - 1), limit);
      return stored.filter((one) => isCovered(handoff, one));
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

function speakerOf({ id, displayName }: Counselor): Speaker {
  return { id: counselorAccountId(id), name: displayName, role: 'bot' };
}

/** Ids of messages are the sender's own; so nobody's message is taken for a repeat of somebody else's. */
function sentBy(counselorId: string, clientId: string): string {
  return `${counselorAccountId(counselorId)}/${clientId}`;
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
    await stores.counselors.record({ at: clock.iso(), counselorId, action: 'read', handoffId });
  };
}
