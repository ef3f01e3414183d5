import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { ConflictError, NotFoundError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { HandoffStore } from '../../storage/handoffs.ts';
import type { ConversationRecord, ConversationStore } from '../../storage/stores.ts';
import { prepareErasure } from '../erasure.ts';
import type { UserTyping } from '../user-typing.ts';
import type { InboundActivity } from './inbound.ts';
import { activityId, CHANNEL_ID } from './protocol.ts';
import type { Grant } from './tokens.ts';
import type { Turns } from './turns.ts';

/** What clients can do with a conversation. */
export interface Conversations {
  /** Creates the conversation if it isn't there yet, and lets the bot greet. @returns whether it was created */
  start(grant: Grant, locale: string | undefined): Promise<boolean>;
  /** @throws {NotFoundError} */
  find(conversationId: string): Promise<ConversationRecord>;
  /** Stores what a user said, then wakes the bot. @returns the activity's id. @throws {NotFoundError} */
  post(conversation: ConversationRecord, inbound: InboundActivity): Promise<string>;
  /** Deletes the conversation with all it holds and ends its streams. */
  erase(conversationId: string): Promise<void>;
}

/** The client id of the activity that a conversation starts with; a client's own ids can't collide with it. */
const START = 'server:start';

export function createConversations(options: {
  readonly conversations: ConversationStore;
  readonly handoffs: Pick<HandoffStore, 'handoffsOf'>;
  readonly turns: Turns;
  readonly userTyping: UserTyping;
  readonly bus: Bus;
  readonly clock: Clock;
}): Conversations {
  const { conversations, handoffs, turns, userTyping, bus, clock } = options;

  return {
    async start({ conversationId, userId }, locale) {
      const now = clock.iso();
      const wasCreated = await conversations
        .create({ id: conversationId, userId, channel: CHANNEL_ID, createdAt: now, lastActivityAt: now })
        .then(
          () => true,
          (error: unknown) => {
            if (error instanceof ConflictError) return false;
            throw error;
          },
        );
      // Also if it was there: the first attempt may have stopped half-way. A repeat is recognised.
      const user = { id: userId, role: 'user' };
      const arrival = { type: 'conversationUpdate', timestamp: now, from: user, membersAdded: [user], ...(locale ? { locale } : {}) };
      const { repeated } = await conversations.receive(conversationId, arrival, START, now);
      if (!repeated) turns.wake(conversationId);
      return wasCreated;
    },

    async find(conversationId) {
      const conversation = await conversations.find(conversationId);
      // Those with a reference belong to another channel, which alone speaks for their users.
      if (conversation && !conversation.reference) return conversation;
      throw new NotFoundError('ConversationNotFound', 'There is no such conversation; it may have ended or been deleted. Start a new one.');
    },

    async post(conversation, { activity, clientId, counts }) {
      if (!counts) {
        if (activity.type === 'typing') await userTyping(conversation.id);
        return newId();
      }
      const now = clock.iso();
      const said = { ...activity, timestamp: now, from: { id: conversation.userId, role: 'user' } };
      const { seq } = await conversations.receive(conversation.id, said, clientId && `client:${clientId}`, now);
      bus.publish({ kind: 'activities', conversationId: conversation.id });
      turns.wake(conversation.id);
      return activityId(conversation.id, seq);
    },

    async erase(conversationId) {
      const tellDesk = await prepareErasure(handoffs, bus, conversationId);
      await conversations.erase(conversationId);
      bus.publish({ kind: 'erased', conversationId });
      tellDesk();
    },
  };
}
