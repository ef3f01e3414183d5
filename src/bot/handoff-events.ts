import type { Activity, Attachment, TurnContext } from 'botbuilder';
import { EventFactory } from 'botbuilder/lib/eventFactory.js';
import { HandoffEventNames } from 'botbuilder/lib/handoffEventNames.js';
import { z } from 'zod';
import type { HandoffRequest } from '../handoff/desk.ts';

/** Another counselors' hub, which the channel connects by the Bot Framework's handoff events. */
export interface Hub {
  /** What was said from a position of the conversation's log on, oldest first. */
  transcript(conversationId: string, fromSeq: number): Promise<readonly object[]>;
}

/**
 * `handoff.initiate`: asks the hub for a person. Its value is what a hub can route by; the transcript, if there is one, is attached.
 * @see https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human
 */
export function handoffInitiation(
  context: TurnContext,
  { language, locale, topic, reason, name, contact }: HandoffRequest,
  transcript: readonly object[],
): Partial<Activity> {
  const value = { skill: topic?.split('/')[0], language, locale, topic, reason, name, contact };
  const event = EventFactory.createHandoffInitiation(context, value) as Partial<Activity>;
  const attachments: Attachment[] =
    transcript.length === 0 ? [] : [{ contentType: 'application/json', name: 'Transcript', content: { activities: transcript } }];
  return { ...event, attachments };
}

const statusValue = z.object({ state: z.enum(['accepted', 'failed', 'completed']) });
export type HandoffStatus = z.infer<typeof statusValue>['state'];

/** What a `handoff.status` event says; `undefined` for everything else, and for states that the protocol doesn't know. */
export function handoffStatus({ type, name, value }: Activity): HandoffStatus | undefined {
  if (type !== 'event' || name !== HandoffEventNames.HandoffStatus) return undefined;
  return statusValue.safeParse(value).data?.state;
}
