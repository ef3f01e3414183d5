import { HANDOFF_NOTICE, type HandoffNotice } from '../../domain/handoff.ts';
import type { ReplyChannelData, Suggestion } from '../../domain/reply.ts';
import { type Activity, answerMarkOf, counselorNameOf, type FeedbackValue, readNotice, sequenceOf, suggestionsOf } from './wire.ts';

/** `sending` until the service has it, `failed` when it could not be delivered and the user may try again. */
export type Delivery = 'sending' | 'sent' | 'failed';

/** One message of the conversation as the window shows it. */
export interface Message {
  /** Stays the same from the first keystroke to the echo and over a reload: the client's id for own messages, else the service's. */
  readonly key: string;
  readonly author: 'user' | 'service';
  readonly text: string;
  /** The text means itself: no Markdown. */
  readonly isPlain?: boolean | undefined;
  /** The name of the counselor who said it, which may be empty. */
  readonly counselor?: string | undefined;
  readonly delivery: Delivery;
  /** The service's id, once known. */
  readonly id?: string | undefined;
  /** Position in the conversation, once known. */
  readonly sequence?: number | undefined;
  readonly locale?: string | undefined;
  readonly reply?: ReplyChannelData | undefined;
  readonly entry?: string | undefined;
  readonly suggestions: readonly Suggestion[];
}

/** Everything said in a conversation. Pure data: every function returns a new transcript, or the same one if nothing changed. */
export interface Transcript {
  /** In reading order: by position, then what the service has not placed yet, in the order of writing. */
  readonly messages: readonly Message[];
  /** "Was this helpful?": the answers given, by the id of the message they are about. */
  readonly feedback: Readonly<Record<string, boolean>>;
  /** The service is writing, or a counselor, whose name is told then. */
  readonly typing: { readonly counselor?: string | undefined } | undefined;
  /** Whether the user waits for a counselor or has one, and the position in the conversation at which that was said. */
  readonly handoff: HandoffNotice & { readonly sequence: number };
  /** The user had everything before this position deleted. */
  readonly forgottenBefore: number;
}

/** A message that has not reached the service, as it is kept over a reload. */
export interface Unsent {
  readonly clientId: string;
  readonly text: string;
  readonly failed: boolean;
}

const NO_HANDOFF = { state: 'none', sequence: 0 } as const;

export const EMPTY: Transcript = { messages: [], feedback: {}, typing: undefined, handoff: NO_HANDOFF, forgottenBefore: 0 };

/** The user has written a message. A `clientId` that is already there changes nothing. */
export function compose(transcript: Transcript, clientId: string, text: string): Transcript {
  if (transcript.messages.some((message) => message.key === clientId)) return transcript;
  const message: Message = { key: clientId, author: 'user', text, delivery: 'sending', suggestions: [] };
  return { ...transcript, messages: [...transcript.messages, message] };
}

/** The service has taken the message under the id `id`. */
export function acknowledge(transcript: Transcript, clientId: string, id: string): Transcript {
  return change(transcript, clientId, (message) => ({ ...message, delivery: 'sent', id, sequence: sequenceOf(id) ?? message.sequence }));
}

/** The message could not be delivered. A message that has arrived meanwhile stays as it is. */
export function fail(transcript: Transcript, clientId: string): Transcript {
  return change(transcript, clientId, (message) => (message.delivery === 'sent' ? message : { ...message, delivery: 'failed' }));
}

/** The user wants the message sent again: it moves to the end, where what is written now belongs. */
export function retry(transcript: Transcript, clientId: string): Transcript {
  const message = transcript.messages.find(({ key }) => key === clientId);
  if (message?.delivery !== 'failed') return transcript;
  const others = transcript.messages.filter((other) => other !== message);
  return { ...transcript, messages: [...others, { ...message, delivery: 'sending' }] };
}

/** Takes in activities from the service, in any order, any number of times. */
export function receive(transcript: Transcript, activities: readonly Activity[]): Transcript {
  return activities.reduce(receiveOne, transcript);
}

/** The service has stopped writing without saying anything. */
export function stopTyping(transcript: Transcript): Transcript {
  return transcript.typing ? { ...transcript, typing: undefined } : transcript;
}

/** "Was this helpful?" was answered; `undefined` takes the answer back because it could not be delivered. */
export function rate(transcript: Transcript, messageId: string, helpful: boolean | undefined): Transcript {
  if (transcript.feedback[messageId] === helpful) return transcript;
  const { [messageId]: _previous, ...others } = transcript.feedback;
  return { ...transcript, feedback: helpful === undefined ? others : { ...others, [messageId]: helpful } };
}

/** Messages to keep over a reload because the service doesn't have them. */
export function unsentOf(transcript: Transcript): Unsent[] {
  return transcript.messages
    .filter((message) => message.delivery !== 'sent')
    .map((message) => ({ clientId: message.key, text: message.text, failed: message.delivery === 'failed' }));
}

/** A transcript that holds only what has not been sent: the start after a reload, or of a new conversation. */
export function restore(unsent: readonly Unsent[]): Transcript {
  return unsent.reduce((transcript, { clientId, text, failed }) => {
    const composed = compose(transcript, clientId, text);
    return failed ? fail(composed, clientId) : composed;
  }, EMPTY);
}

/** The buttons below the last message, as long as nothing was said after it. */
export function currentSuggestions(transcript: Transcript): readonly Suggestion[] {
  const last = transcript.messages[transcript.messages.length - 1];
  return last?.author === 'service' ? last.suggestions : [];
}

function receiveOne(transcript: Transcript, activity: Activity): Transcript {
  const { clientActivityID: clientId, forgotten } = activity.channelData ?? {};
  const own = activity.from?.role === 'user' || (clientId !== undefined && activity.from?.role !== 'bot');
  if (activity.type === 'typing') return own ? transcript : { ...transcript, typing: { counselor: counselorNameOf(activity) } };
  if (activity.type === 'event') return own ? receiveOwnEvent(transcript, activity) : receiveNotice(transcript, activity);
  if (activity.type !== 'message') return transcript;

  const sequence = sequenceOf(activity.id);
  if (sequence !== undefined && sequence < transcript.forgottenBefore) return transcript;
  const isDeletion = forgotten && !own && sequence !== undefined && sequence > transcript.forgottenBefore;
  return receiveMessage(isDeletion ? forget(transcript, sequence) : transcript, activity, own ? clientId : undefined, own);
}

function receiveMessage(transcript: Transcript, activity: Activity, clientId: string | undefined, own: boolean): Transcript {
  const { id } = activity;
  const known = transcript.messages.find(
    (message) => (id !== undefined && message.id === id) || (clientId !== undefined && message.key === clientId),
  );
  if (known) {
    if (known.delivery === 'sent' && known.id === id) return transcript;
    return change(transcript, known.key, (message) => ({ ...message, delivery: 'sent', id, sequence: sequenceOf(id) ?? message.sequence }));
  }
  const mark = answerMarkOf(activity);
  const message: Message = {
    key: clientId ?? id ?? `unnamed-${transcript.messages.length}`,
    author: own ? 'user' : 'service',
    text: activity.text ?? '',
    isPlain: activity.textFormat === 'plain',
    counselor: own ? undefined : counselorNameOf(activity),
    delivery: 'sent',
    id,
    sequence: sequenceOf(id),
    locale: own ? undefined : (mark.language ?? activity.locale),
    reply: own ? undefined : readReply(activity),
    entry: own ? undefined : mark.entry,
    suggestions: own ? [] : suggestionsOf(activity),
  };
  const isEmpty = message.text === '' && message.reply === undefined && message.suggestions.length === 0;
  if (isEmpty) return transcript;
  return { ...transcript, typing: own ? transcript.typing : undefined, messages: inOrder([...transcript.messages, message]) };
}

/** Drops what was deleted at the service; what has not been sent yet stays. */
function forget(transcript: Transcript, before: number): Transcript {
  const messages = transcript.messages.filter((message) => message.sequence === undefined || message.sequence >= before);
  const handoff = transcript.handoff.sequence < before ? NO_HANDOFF : transcript.handoff;
  return { ...transcript, messages, feedback: {}, handoff, forgottenBefore: before };
}

/** How it stands with a counselor: what was said last counts, in whatever order it comes. */
function receiveNotice(transcript: Transcript, activity: Activity): Transcript {
  const notice = activity.name === HANDOFF_NOTICE ? readNotice(activity.value) : undefined;
  const sequence = sequenceOf(activity.id);
  if (!notice || sequence === undefined || sequence < transcript.forgottenBefore) return transcript;
  if (sequence <= transcript.handoff.sequence) return transcript;
  return { ...transcript, handoff: { ...notice, sequence } };
}

/** Answers to "was this helpful?" come back with the rest of the conversation. */
function receiveOwnEvent(transcript: Transcript, activity: Activity): Transcript {
  if (activity.name !== 'wegweiser/feedback') return transcript;
  const value = activity.value as Partial<FeedbackValue> | undefined;
  if (typeof value?.replyToId !== 'string' || typeof value.helpful !== 'boolean') return transcript;
  return rate(transcript, value.replyToId, value.helpful);
}

/** The structured reply, if it is of the version we know; otherwise the activity's text says it all. */
function readReply(activity: Activity): ReplyChannelData | undefined {
  const reply = activity.channelData?.wegweiser;
  return reply?.version === 1 && typeof reply.body === 'string' ? reply : undefined;
}

function change(transcript: Transcript, key: string, update: (message: Message) => Message): Transcript {
  const current = transcript.messages.find((message) => message.key === key);
  const next = current && update(current);
  if (!next || next === current) return transcript;
  return { ...transcript, messages: inOrder(transcript.messages.map((message) => (message === current ? next : message))) };
}

/** Sorts by position; what has none stays where it was written, at the end. The sort is stable. */
function inOrder(messages: readonly Message[]): readonly Message[] {
  const last = Number.POSITIVE_INFINITY;
  return [...messages].sort((a, b) => {
    const [left, right] = [a.sequence ?? last, b.sequence ?? last];
    return left === right ? 0 : left - right;
  });
}
