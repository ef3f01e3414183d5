import { z } from 'zod';
import type { Locale } from '../../domain/locale.ts';
import type { Step } from '../turn.ts';

/** What a user thinks of an answer. */
export interface Feedback {
  /** The same for a repeat of the same event, so that it can be counted once. */
  readonly id: string;
  readonly conversationId: string;
  readonly entry: string;
  readonly helpful: boolean;
  readonly locale: Locale;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface FeedbackSink {
  record(feedback: Feedback): Promise<void>;
}

const languageEvent = z.object({ locale: z.string() });
const feedbackEvent = z.object({ entry: z.string(), helpful: z.boolean() });

/** Events of our clients: another language was picked, an answer was rated. Anything else that calls itself an event is ignored. */
export function clientEvents(feedback: FeedbackSink | undefined): Step {
  return async (turn) => {
    const { activity } = turn.context;
    if (activity.type !== 'event') return 'next';
    if (activity.name === 'wegweiser/language') {
      const { data } = languageEvent.safeParse(activity.value);
      if (!data || !turn.services.texts.has(data.locale)) return 'done';
      turn.action = { do: 'language', locale: data.locale };
      return 'next';
    }
    if (activity.name !== 'wegweiser/feedback') return 'done';
    const { data } = feedbackEvent.safeParse(activity.value);
    if (!data || !turn.services.knowledge.entries.has(data.entry)) return 'done';
    await feedback?.record({
      id: activity.id ?? '',
      conversationId: activity.conversation.id,
      ...data,
      locale: turn.locale,
      at: turn.services.now().toISOString(),
    });
    if (!data.helpful && turn.status.state === 'none') {
      const { texts, actions } = turn.services;
      turn.say({ text: texts.t(turn.locale, 'feedback.sorry') }, [actions.standing('person', turn.locale)]);
    }
    return 'done';
  };
}
