import type { Storage, TurnContext } from 'botbuilder';

/** The bot as channels see it; `app.ts` hands it to them. */
export interface Bot {
  /**
   * Takes one turn. Turns of one conversation come one after another.
   * What the bot remembers is read from and written to `storage`; on the website channel it is kept only if the turn succeeds.
   * A turn can be taken again after a crash or a lost race, so its only effects are what it sends and what it writes to `storage`.
   */
  onTurn(context: TurnContext, storage: Storage): Promise<void>;
}

const FORGETTING = Symbol('forgetting');

/**
 * Asks the channel to delete everything that was said in this conversation as soon as the turn ends; this turn's replies stay.
 * The state is the bot's own: it clears that in `storage` itself.
 */
export function requestForgetting(context: TurnContext): void {
  context.turnState.set(FORGETTING, true);
}

/** Whether the bot asked, during this turn, for the conversation's log to be deleted. */
export function forgettingRequested(context: TurnContext): boolean {
  return context.turnState.get(FORGETTING) === true;
}

/** Where the incoming activity stands in the log that the channel keeps of the conversation. */
export interface LogPosition {
  /** The stores' id of the conversation, which on some channels isn't the channel's own. */
  readonly conversationId: string;
  readonly seq: number;
}

const POSITION = Symbol('position');

/** For channels, before a turn. */
export function setLogPosition(context: TurnContext, position: LogPosition): void {
  context.turnState.set(POSITION, position);
}

/** Where this turn's activity stands; on a channel without a log, the channel's own conversation and position 0. */
export function logPositionOf(context: TurnContext): LogPosition {
  return context.turnState.get<LogPosition>(POSITION) ?? { conversationId: context.activity.conversation.id, seq: 0 };
}
