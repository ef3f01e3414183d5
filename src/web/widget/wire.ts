import { counselorOfAccount } from '../../domain/counselor.ts';
import type { HandoffNotice } from '../../domain/handoff.ts';
import type { AnswerMark, ReplyChannelData, Suggestion } from '../../domain/reply.ts';

/** What the window reads of a Bot Framework activity; everything else is passed over. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  readonly text?: string;
  readonly textFormat?: string;
  readonly locale?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly wegweiser?: ReplyChannelData;
    readonly forgotten?: boolean;
    readonly counselor?: { readonly name?: string };
  };
  readonly suggestedActions?: { readonly actions?: readonly { readonly title?: string; readonly value?: unknown }[] };
  readonly entities?: readonly ({ readonly type?: string } & Partial<AnswerMark>)[];
}

/** A batch of activities with the watermark after the last of them. */
export interface ActivitySet {
  readonly activities?: readonly Activity[];
  readonly watermark?: string;
}

/** What the window sends; the id lets it recognise its own message when it comes back, and the service drop a repeat. */
export interface OutgoingActivity {
  readonly type: 'message' | 'event' | 'typing';
  readonly text?: string;
  readonly name?: 'wegweiser/feedback' | 'wegweiser/language';
  readonly value?: unknown;
  readonly locale: string;
  readonly channelData: { readonly clientActivityID: string };
}

/** `{ entry, helpful, replyToId }` of a `wegweiser/feedback` event. */
export interface FeedbackValue {
  readonly entry?: string | undefined;
  readonly helpful: boolean;
  readonly replyToId: string;
}

/** Suggested actions that can be shown and sent. */
export function suggestionsOf(activity: Activity): readonly Suggestion[] {
  return (activity.suggestedActions?.actions ?? []).flatMap(({ title, value }) => {
    const sent = typeof value === 'string' && value !== '' ? value : title;
    return title && sent ? [{ title, value: sent }] : [];
  });
}

/** Which knowledge entry an answer gives, and in which locale (the activity's own tells `de-simple` not from `de`). */
export function answerMarkOf(activity: Activity): Partial<AnswerMark> {
  return activity.entities?.find((entity) => entity.type === 'wegweiser/answer') ?? {};
}

/** The name of the counselor who says something or is writing; `undefined` when it is the service itself. */
export function counselorNameOf({ from, channelData }: Activity): string | undefined {
  return counselorOfAccount(from?.id) === undefined ? undefined : (channelData?.counselor?.name ?? from?.name ?? '');
}

/** Reads the value of a `wegweiser/handoff` event; `undefined` if it isn't one that we know. */
export function readNotice(value: unknown): HandoffNotice | undefined {
  const { state, position, minutes, counselor } = (value ?? {}) as Partial<Record<keyof HandoffNotice, unknown>>;
  if (state !== 'waiting' && state !== 'active' && state !== 'message-left' && state !== 'none') return undefined;
  return {
    state,
    position: typeof position === 'number' ? position : undefined,
    minutes: typeof minutes === 'number' ? minutes : undefined,
    counselor: typeof counselor === 'string' ? counselor : undefined,
  };
}

/** Position in the conversation from an activity id such as `abc|0000012`; `undefined` where the id tells none. */
export function sequenceOf(activityId: string | undefined): number | undefined {
  const digits = /\|(\d{1,15})$/.exec(activityId ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
