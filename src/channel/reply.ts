import type { Activity } from 'botbuilder';
import type { Clock } from '../platform/clock.ts';
import type { ActivityJson } from '../storage/stores.ts';
import { botAccount } from './directline/protocol.ts';

/** What the bot sent, as it stands in the log: without what follows from its place, or is between the SDK and the channel. */
export function toReply(activity: Partial<Activity>, botName: string, clock: Clock): ActivityJson {
  const {
    id: _id,
    conversation: _conversation,
    channelId: _channelId,
    recipient: _recipient,
    serviceUrl: _serviceUrl,
    callerId: _callerId,
    ...said
  } = JSON.parse(JSON.stringify(activity)) as Record<string, unknown>;
  return { ...said, type: String(said['type']), from: botAccount(botName), timestamp: clock.iso() };
}
