import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import { forgettingRequested, type LogPosition, setLogPosition } from '../bot/contract.ts';
import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { ActivityJson, ConversationRecord, Stores } from '../storage/stores.ts';
import { prepareErasure } from './erasure.ts';
import { toReply } from './reply.ts';
import { createUserTyping } from './user-typing.ts';

/** Keeps what is said on the connector's channels where counselors and users' requests for their data find it. */
export interface ConnectorLog {
  /**
   * Takes a turn between noting what the user sent and noting what the bot answered. What was sent is noted even if the turn fails.
   * If the bot asked to forget, everything is deleted instead.
   * @throws what the turn throws
   */
  around(context: TurnContext, turn: () => Promise<void>): Promise<void>;
}

export interface ConnectorLogOptions {
  readonly stores: Pick<Stores, 'conversations' | 'handoffs'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly botName: string;
}

const KEPT_REPLIES: readonly string[] = [ActivityTypes.Message, ActivityTypes.Event];
const KEPT_FROM_USERS: readonly string[] = [...KEPT_REPLIES, ActivityTypes.ConversationUpdate, ActivityTypes.MessageReaction];

/** The stores' id of a channel's conversation; ids of our own conversations hold no slash. */
export function logIdOf({ channelId, conversation }: Pick<Activity, 'channelId' | 'conversation'>): string {
  return `${channelId}/${conversation.id}`;
}

export function createConnectorLog({ stores, bus, clock, botName }: ConnectorLogOptions): ConnectorLog {
  const { conversations, handoffs } = stores;
  const userTyping = createUserTyping({ handoffs, bus, clock });

  /** @returns where the activity stands */
  async function noteIncoming(conversation: ConversationRecord, activity: Activity): Promise<LogPosition> {
    const clientId = activity.id ? `channel:${activity.id}` : undefined;
    const [stored] = await conversations.record(conversation, [{ activity: toIncoming(activity, clock), clientId }], clock.iso());
    return { conversationId: conversation.id, seq: stored!.seq };
  }

  async function forget(conversationId: string): Promise<void> {
    const tellDesk = await prepareErasure(handoffs, bus, conversationId);
    await conversations.erase(conversationId);
    tellDesk();
  }

  return {
    async around(context, turn) {
      const conversation = toRecord(context.activity, clock);
      const { type } = context.activity;
      if (type === ActivityTypes.Typing) await userTyping(conversation.id);
      if (KEPT_FROM_USERS.includes(type)) setLogPosition(context, await noteIncoming(conversation, context.activity));
      const replies: ActivityJson[] = [];
      context.onSendActivities(async (_context, activities, next) => {
        const responses = await next();
        const kept = activities.filter(({ type }) => KEPT_REPLIES.includes(type ?? ''));
        replies.push(...kept.map((activity) => toReply(activity, botName, clock)));
        return responses;
      });
      try {
        await turn();
      } finally {
        if (forgettingRequested(context)) await forget(conversation.id);
        else if (replies.length > 0)
          await conversations.record(
            conversation,
            replies.map((activity) => ({ activity })),
            clock.iso(),
          );
      }
    },
  };
}

function toRecord(activity: Activity, clock: Clock): ConversationRecord {
  const now = clock.iso();
  // Later messages answer nothing in particular.
  const { activityId: _activityId, ...reference } = TurnContext.getConversationReference(activity);
  return {
    id: logIdOf(activity),
    userId: activity.from?.id ?? '',
    channel: activity.channelId,
    createdAt: now,
    lastActivityAt: now,
    reference: JSON.parse(JSON.stringify(reference)) as Record<string, unknown>,
  };
}

/** What the user sent, without what only the channel understands. Of files it is noted that there were some. */
function toIncoming(activity: Activity, clock: Clock): ActivityJson {
  const { type, text, textFormat, locale, name, value, valueType, replyToId, from, membersAdded, reactionsAdded } = activity;
  const attachments = activity.attachments?.map(({ contentType, name: fileName }) => ({ contentType, name: fileName }));
  const kept = { type, text, textFormat, locale, name, value, valueType, replyToId, membersAdded, reactionsAdded, attachments };
  const user = { id: from?.id, name: from?.name, role: 'user' };
  return JSON.parse(JSON.stringify({ ...kept, timestamp: clock.iso(), from: user })) as ActivityJson;
}
