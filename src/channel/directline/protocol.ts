import { AppError } from '../../platform/errors.ts';
import type { ActivityJson, StoredActivity } from '../../storage/stores.ts';

/** Answer to `POST /api/token` and `/v3/directline/tokens/*`. */
export interface TokenAnswer {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** Answer to starting or reconnecting a conversation. */
export interface ConversationAnswer extends TokenAnswer {
  /** Address of the WebSocket; good for opening it once, within a minute. */
  readonly streamUrl: string;
}

/** Activities with the watermark after the last of them; also what the stream sends. */
export interface ActivitySet {
  readonly activities: readonly ActivityJson[];
  readonly watermark: string;
}

/** Answer to a posted activity. */
export interface ResourceAnswer {
  readonly id: string;
}

export const CHANNEL_ID = 'directline';
/** The bot's id among the members of a conversation. */
export const BOT_ID = 'wegweiser';

/** Who the bot is in activities. */
export const botAccount = (name: string) => ({ id: BOT_ID, name, role: 'bot' });

export function activityId(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}

/**
 * Reads a watermark: the position of the last activity that the client has. Absent, empty and `-` mean none, as the vendor's clients send it.
 * @throws {AppError} 400 if it's no watermark of ours
 */
export function parseWatermark(watermark: string | null | undefined): number {
  if (!watermark || watermark === '-') return 0;
  if (!/^\d{1,9}$/.test(watermark)) throw new AppError(400, 'BadArgument', 'The watermark must be one that an earlier answer gave.');
  return Number(watermark);
}

/** Whether an event is one by which the bot and a hub hand over conversations (`handoff.initiate`, `handoff.status`). */
export function isHandoffEvent(name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase().startsWith('handoff.');
}

/** A user's window, or a server that holds the secret and may be the hub that conversations are handed over to. */
export type Viewer = 'user' | 'server';

/** How a conversation came about is between the channel and the bot; what is said to a hub, with the transcript in it, isn't for windows. */
function isVisible({ activity }: StoredActivity, viewer: Viewer): boolean {
  if (activity.type === 'event' && isHandoffEvent(activity['name'])) return viewer === 'server';
  return activity.type !== 'conversationUpdate';
}

/** A stretch of the log as a client sees it. @param after where the stretch began */
export function toActivitySet(stored: readonly StoredActivity[], after: number, viewer: Viewer): ActivitySet {
  const visible = stored.filter((one) => isVisible(one, viewer));
  return { activities: visible.map(toActivity), watermark: String(stored.at(-1)?.seq ?? after) };
}

/** A stored activity as it goes over the wire: with what storage leaves out because it follows from its place. */
export function toActivity({ conversationId, seq, activity }: StoredActivity): ActivityJson {
  return { ...activity, id: activityId(conversationId, seq), channelId: CHANNEL_ID, conversation: { id: conversationId } };
}
