import type { Locale } from '../domain/locale.ts';
import { berlinDay } from '../platform/berlin-day.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { anonymousQuestion } from '../privacy/scrub.ts';
import type { Count, InsightStore, OpenQuestion, TurnEvent } from '../storage/insights.ts';

/** What a user thinks of an answer. */
export interface AnswerRating {
  readonly conversationId: string;
  readonly entry: string;
  readonly helpful: boolean;
  readonly locale: Locale;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Counts what happens, and keeps the questions without an answer. */
export interface Recorder {
  /** For the bot, after a turn that succeeded. Never fails and never waits for the database. */
  readonly insights: { record(event: TurnEvent): void };
  /** For the bot. A second rating of the same answer in the same conversation takes the first one's place. */
  readonly feedback: { record(rating: AnswerRating): Promise<void> };
  start(): void;
  /** Writes what is left. */
  stop(): Promise<void>;
}

export interface RecorderOptions {
  readonly store: InsightStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly flushEveryMs?: number | undefined;
}

const FLUSH_EVERY_MS = 5_000;
/** While the database doesn't answer, no more questions than these wait for it. */
const MOST_WAITING = 1_000;

/**
 * Gathers counts in memory and writes them every few seconds and when the service stops: a turn never waits for statistics. What a crash
 * of the process loses is a few seconds of counts. A question is freed from personal data before it waits, so raw texts stay nowhere.
 */
export function createRecorder({ store, clock, log, flushEveryMs = FLUSH_EVERY_MS }: RecorderOptions): Recorder {
  let counts = new Map<string, Count>();
  let questions: OpenQuestion[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing = Promise.resolve();

  function count(added: Count): void {
    const key = JSON.stringify([added.day, added.outcome, added.entry, added.locale]);
    counts.set(key, { ...added, count: (counts.get(key)?.count ?? 0) + added.count });
  }

  function keep(locale: Locale, { text, guesses, concepts }: NonNullable<TurnEvent['question']>): void {
    const anonymous = anonymousQuestion(text);
    if (anonymous === undefined || questions.length >= MOST_WAITING) return;
    questions.push({ id: newId(), askedAt: clock.iso(), locale, text: anonymous, guesses, concepts, state: 'open' });
  }

  async function write(): Promise<void> {
    const [countsNow, questionsNow] = [counts, questions];
    if (countsNow.size + questionsNow.length === 0) return;
    counts = new Map();
    questions = [];
    try {
      await store.add([...countsNow.values()]);
      countsNow.clear();
      // A question that was stored already is not stored again, so that all can be repeated.
      for (const question of questionsNow) await store.keepQuestion(question);
    } catch (error) {
      for (const waiting of countsNow.values()) count(waiting);
      questions = [...questionsNow, ...questions].slice(0, MOST_WAITING);
      log.warn({ err: error }, 'Counts for statistics could not be written; the next attempt follows.');
    }
  }

  function flush(): Promise<void> {
    flushing = flushing.then(write);
    return flushing;
  }

  return {
    insights: {
      record({ outcome, entry, locale, question }) {
        count({ day: berlinDay(clock.nowMs()), outcome, entry: entry ?? '', locale, count: 1 });
        if (question) keep(locale, question);
      },
    },
    feedback: {
      record: ({ conversationId, entry, helpful, locale, at }) =>
        store.rate({ id: `${conversationId}|${entry}`, day: berlinDay(Date.parse(at)), entry, locale, helpful }),
    },
    start() {
      timer = setInterval(() => void flush(), flushEveryMs);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      return flush();
    },
  };
}
