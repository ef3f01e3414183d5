import { withoutDataLinks } from '../domain/data-link.ts';
import { HANDOFF_INITIATE, type Handoff } from '../domain/handoff.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Speaker, Voice } from '../reply/voice.ts';
import type { Said } from '../storage/handoffs.ts';
import { logPages } from '../storage/log-pages.ts';
import type { ActivityJson, ConversationRecord, StoredActivity, Stores } from '../storage/stores.ts';
import type { Changes } from './changes.ts';
import { toHandoff } from './create-desk.ts';
import type { Desk, HandoffRequest } from './desk.ts';
import type { OfficeHours } from './office-hours.ts';
import { createRounds, type Rounds } from './rounds.ts';

export interface HubParts {
  readonly stores: Pick<Stores, 'handoffs' | 'conversations'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: Voice;
  readonly office: OfficeHours;
  readonly bot: Speaker;
  /** A hub that has said nothing for so long has failed. */
  readonly waitLimitMs: number;
  readonly handoffRetentionMs: number;
}

/**
 * Another hub in the place of our desk: a conversation is handed over by the Bot Framework's `handoff.initiate` event in its log, which the
 * channel carries, and the hub answers by `handoff.status`. The hub has its own queue: here nobody has a place in it.
 */
export interface ChannelHub extends Desk {
  /** What can't be read is passed over: a bot must not reject it. */
  onStatus(conversationId: string, value: unknown): Promise<void>;
  /** Takes hubs that never answer for failed. */
  readonly keeper: Rounds;
}

/** An attachment goes inline, so it must stay small. */
const MOST_ACTIVITIES = 100;
const MOST = 1_000;

export function createChannelHub({ stores, changes, clock, log, voice, office, bot, ...settings }: HubParts): ChannelHub {
  const { handoffs, conversations } = stores;

  async function initiate(request: HandoffRequest): Promise<Said[]> {
    const conversation = await conversations.find(request.conversationId);
    if (!conversation) return [];
    const said = await transcript(request);
    return [
      { activity: handoffInitiation(request, conversation, said, bot, clock.iso()) },
      { activity: voice.notice({ state: 'waiting' }) },
    ];
  }

  /** The last messages that the consent covers. */
  async function transcript({ conversationId, fromSeq }: HandoffRequest): Promise<readonly StoredActivity[]> {
    let last: readonly StoredActivity[] = [];
    for await (const page of logPages(conversations, conversationId, fromSeq - 1)) {
      last = [...last, ...page.filter(({ activity }) => activity.type === 'message')].slice(-MOST_ACTIVITIES);
    }
    return last;
  }

  async function request(wanted: HandoffRequest) {
    await changes.request(toHandoff(wanted, clock.iso()), await initiate(wanted));
    return { position: 0 };
  }

  const over = () => ({ endedAt: clock.iso(), keepUntil: new Date(clock.nowMs() + settings.handoffRetentionMs).toISOString() });

  function fail(handoff: Handoff): Promise<boolean> {
    return changes.tryChange(handoff.id, { states: ['waiting', 'active'] }, { state: 'left', ...over() }, [
      { activity: voice.say(handoff, 'handoff.hub.failed', {}, ['person']) },
      { activity: voice.notice({ state: 'none' }) },
    ]);
  }

  async function failSilent(): Promise<void> {
    try {
      const waiting = await handoffs.list({ states: ['waiting'], kind: 'live', order: 'requested', limit: MOST });
      const before = clock.nowMs() - settings.waitLimitMs;
      for (const handoff of waiting.filter(({ requestedAt }) => Date.parse(requestedAt) <= before)) await fail(handoff);
    } catch (error) {
      log.error({ err: error }, 'Requests to the hub could not be looked after; the next attempt follows.');
    }
  }

  return {
    async status(conversationId) {
      const open = await handoffs.open(conversationId);
      if (!open) return { state: 'none' };
      return open.state === 'waiting' ? { state: 'waiting', position: 0 } : { state: 'active', counselor: '' };
    },

    // Messages can't be left there, so out of hours nobody is promised anything.
    async availability({ locale }) {
      const now = clock.iso();
      const isOpen = office.isOpen(now);
      const opensAt = isOpen ? undefined : office.opensAt(now);
      return {
        exists: isOpen,
        isOpen,
        ...(opensAt === undefined ? {} : { opensAt }),
        now: isOpen ? [{ language: locale, position: 0 }] : [],
      };
    },

    request,

    async leave(conversationId) {
      const open = await handoffs.open(conversationId);
      return open
        ? changes.tryChange(open.id, { states: ['waiting'] }, { state: 'left', ...over() }, [{ activity: voice.notice({ state: 'none' }) }])
        : false;
    },

    async leaveMessage(left) {
      await request(left);
    },

    // The hub sees the channel's conversation itself.
    relay: () => Promise.resolve(),

    async onStatus(conversationId, value) {
      const state = stateOf(value);
      const handoff = state && (await handoffs.handoffsOf(conversationId)).findLast(({ kind }) => kind === 'live');
      if (!handoff) return;
      if (state === 'accepted') {
        // The hub may not have heard that the user gave up waiting; then the human has the last word.
        const change = { state: 'active', takenAt: handoff.takenAt ?? clock.iso(), endedAt: null, keepUntil: null } as const;
        await changes.tryChange(handoff.id, { states: ['waiting', 'left'] }, change, [{ activity: voice.notice({ state: 'active' }) }]);
      } else if (state === 'failed') {
        await fail(handoff);
      } else {
        await changes.tryChange(handoff.id, { states: ['waiting', 'active'] }, { state: 'ended', ...over() }, [
          { activity: voice.say(handoff, 'handoff.hub.completed') },
          { activity: voice.notice({ state: 'none' }) },
        ]);
      }
    },

    keeper: createRounds(failSilent),
  };
}

/** The state that a hub reports; undefined for anything that isn't documented. */
function stateOf(value: unknown): 'accepted' | 'failed' | 'completed' | undefined {
  const state = typeof value === 'object' && value !== null && 'state' in value ? value.state : undefined;
  return state === 'accepted' || state === 'failed' || state === 'completed' ? state : undefined;
}

/**
 * The event by which a bot hands over a conversation: what a hub needs to find the right person as its value, and what was said as an attachment.
 */
export function handoffInitiation(
  { locale, language, topic, reason, name, contact }: HandoffRequest,
  conversation: ConversationRecord,
  said: readonly StoredActivity[],
  bot: Speaker,
  now: string,
): ActivityJson {
  const reference = conversation.reference ?? {
    channelId: conversation.channel,
    conversation: { id: conversation.id },
    user: { id: conversation.userId },
    bot,
  };
  const place = reference['conversation'];
  const activities = said.map(({ seq, activity }) => ({
    id: String(seq),
    ...forOthers(activity),
    channelId: conversation.channel,
    conversation: place,
  }));
  return {
    type: 'event',
    name: HANDOFF_INITIATE,
    from: bot,
    timestamp: now,
    relatesTo: reference,
    value: { skill: topic?.split('/')[0], topic, language, locale, reason, name, contact },
    attachments: [{ contentType: 'application/json', name: 'Transcript', content: { activities } }],
  };
}

function forOthers(activity: ActivityJson): ActivityJson {
  const text = activity['text'];
  return typeof text === 'string' ? { ...activity, text: withoutDataLinks(text) } : activity;
}
