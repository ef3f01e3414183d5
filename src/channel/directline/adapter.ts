import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import { type Bot, forgettingRequested, setLogPosition } from '../../bot/contract.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ActivityJson, StoredActivity } from '../../storage/stores.ts';
import { toReply } from '../reply.ts';
import { botAccount, toActivity } from './protocol.ts';
import type { TurnStorage } from './turn-storage.ts';

/** What a turn wants to leave behind. */
export interface TurnResult {
  readonly replies: readonly ActivityJson[];
  readonly forget: boolean;
}

const REPLIES = Symbol('replies');
const ON_TYPING = Symbol('onTyping');

/** Not for clients: traces hold the bot's memory. The other two have no meaning on this channel. */
const DROPPED_TYPES: readonly string[] = [ActivityTypes.Trace, ActivityTypes.InvokeResponse, 'delay'];

/** Runs a turn for Direct Line: collects what the bot sends, so that it's stored together with the state or not at all. */
export class DirectLineAdapter extends BotAdapter {
  readonly #clock: Clock;
  readonly #botName: string;

  constructor(clock: Clock, botName: string) {
    super();
    this.#clock = clock;
    this.#botName = botName;
  }

  /** @throws what the bot throws */
  async takeTurn(bot: Bot, incoming: StoredActivity, storage: TurnStorage, onTyping: () => void): Promise<TurnResult> {
    const replies: ActivityJson[] = [];
    let forget = false;
    const activity = { ...toActivity(incoming), recipient: botAccount(this.#botName), serviceUrl: 'urn:wegweiser:directline' };
    const context = new TurnContext(this, activity as unknown as Activity);
    setLogPosition(context, { conversationId: incoming.conversationId, seq: incoming.seq });
    context.turnState.set(REPLIES, replies);
    context.turnState.set(ON_TYPING, onTyping);
    await this.runMiddleware(context, async (turn) => {
      await bot.onTurn(turn, storage);
      forget = forgettingRequested(turn);
    });
    return { replies, forget };
  }

  /** Ids are given when the turn is committed; until then there are none to return. */
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    for (const activity of activities) {
      if (activity.type === ActivityTypes.Typing) context.turnState.get<() => void>(ON_TYPING)?.();
      else if (!DROPPED_TYPES.includes(activity.type ?? ''))
        context.turnState.get<ActivityJson[]>(REPLIES)?.push(toReply(activity, this.#botName, this.#clock));
    }
    return activities.map(() => ({ id: '' }));
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(new Error('Direct Line cannot change an activity that was sent.'));
  }

  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('Direct Line cannot delete an activity that was sent.'));
  }

  override continueConversation(): Promise<never> {
    return Promise.reject(new Error('Append to the conversation in the store instead.'));
  }
}
