import { z } from 'zod';
import { HANDOFF_NOTICE } from '../../domain/handoff.ts';
import { AppError } from '../../platform/errors.ts';
import type { ActivityJson } from '../../storage/stores.ts';
import { isHandoffEvent } from './protocol.ts';

/** Longest text of a message, in characters. */
export const MAX_TEXT_LENGTH = 4_000;
/** Room for the longest text, every character of it escaped, and what comes with it. */
export const MAX_ACTIVITY_BYTES = 65_536;

const STORED_TYPES = ['message', 'event', 'messageReaction', 'endOfConversation'] as const;
/** Taken, but without effect: a passing sign, and what the service itself says about a conversation. */
const PASSING_TYPES = ['typing', 'conversationUpdate'] as const;

/** A language tag such as `de` or `pt-BR`; anything else is passed over. */
export const LocaleTag = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/)
  .optional()
  .catch(undefined);

const reactions = z.array(z.object({ type: z.string().max(50) })).max(10);

/** What a client may say. All else (role, timestamps, service addresses ...) is dropped: that is the server's to say. */
const Inbound = z.object({
  type: z.enum([...STORED_TYPES, ...PASSING_TYPES]),
  text: z.string().optional(),
  textFormat: z.enum(['plain', 'markdown']).optional(),
  locale: LocaleTag,
  localTimezone: z.string().max(60).optional().catch(undefined),
  name: z.string().max(200).optional(),
  value: z.unknown().optional(),
  valueType: z.string().max(200).optional(),
  replyToId: z.string().max(200).optional(),
  code: z.string().max(50).optional(),
  entities: z.array(z.record(z.string(), z.unknown())).max(50).optional(),
  reactionsAdded: reactions.optional(),
  reactionsRemoved: reactions.optional(),
  channelData: z.record(z.string(), z.unknown()).optional(),
});

/** A client's own id of an activity: it must be safe in an index. */
const ClientId = z.string().regex(/^[\x21-\x7e]{1,200}$/);

export interface InboundActivity {
  readonly activity: ActivityJson;
  /** By which a repeat is recognised. */
  readonly clientId: string | undefined;
  /** False: a passing sign; nothing is stored, no turn is taken. */
  readonly counts: boolean;
}

/**
 * Checks what a client posted and keeps the fields that it may set.
 * @throws {AppError} 400 with what is wrong, 413 if the text is too long; never with what was written
 */
export function readInbound(body: Record<string, unknown>): InboundActivity {
  const result = Inbound.safeParse(body);
  if (!result.success) {
    const field = String(result.error.issues[0]?.path[0] ?? 'activity');
    throw badActivity(
      field === 'type'
        ? `The activity's type must be one of ${[...STORED_TYPES, 'typing'].join(', ')}.`
        : `The activity's field "${field}" has the wrong form or size.`,
    );
  }
  const activity = result.data;
  if (activity.type === 'message') checkMessage(activity);
  if (activity.type === 'event' && !activity.name) throw badActivity('An event needs a name.');

  const clientId = activity.channelData?.['clientActivityID'];
  if (clientId !== undefined && !ClientId.safeParse(clientId).success) {
    throw badActivity('channelData.clientActivityID must be a text of at most 200 plain letters, digits and signs.');
  }
  return {
    activity: JSON.parse(JSON.stringify(activity)) as ActivityJson, // without fields that are undefined
    clientId: clientId as string | undefined,
    counts: (STORED_TYPES as readonly string[]).includes(activity.type),
  };
}

/**
 * Events by which a conversation is handed over, and back to the bot, come from those who hold the secret.
 * @throws {AppError} 403 if this is such an event
 */
export function refuseHandoffEvent({ activity }: InboundActivity): void {
  const name = String(activity['name'] ?? '');
  if (activity.type !== 'event' || !(isHandoffEvent(name) || name === HANDOFF_NOTICE)) return;
  throw new AppError(403, 'SecretRequired', 'Events of a handoff are taken only from servers that hold the secret.');
}

function checkMessage({ text = '', value }: { text?: string | undefined; value?: unknown }): void {
  // Counted by characters, as people do: an emoji is one.
  if (text.length > MAX_TEXT_LENGTH && [...text].length > MAX_TEXT_LENGTH) {
    throw new AppError(
      413,
      'MessageSizeTooBig',
      `The message is too long: at most ${MAX_TEXT_LENGTH} characters are taken. Send it in parts.`,
    );
  }
  if (!text.trim() && value === undefined) throw badActivity('The message is empty.');
}

function badActivity(message: string): AppError {
  return new AppError(400, 'BadArgument', message);
}
