import type { Bus } from '../bus/bus.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Stores } from '../storage/stores.ts';

export interface RetentionOptions {
  readonly stores: Stores;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'deleted' | 'retentionRan'>;
  /** How long what was said is kept after the last message, unless a handoff keeps it. */
  readonly conversationMs: number;
  /** Questions without an answer, after personal data were removed. */
  readonly questionMs: number;
  /** Who read or did what at the desk. */
  readonly auditMs: number;
}

/** What is deleted when its time is over. `documents`: what the bot remembers of conversations on other channels. */
export const DELETED_KINDS = ['handoffs', 'conversations', 'documents', 'questions', 'audit'] as const;
export type DeletedKind = (typeof DELETED_KINDS)[number];

/** Deletes what people said when its time is over. */
export interface Retention {
  /** Does it now, and then again and again. What fails is logged and tried again the next time. */
  start(): Promise<void>;
  /** Waits for what is being deleted. */
  stop(): Promise<void>;
}

const PAUSE_MS = 10 * 60_000;
const BATCH = 100;

/** Several processes may do it at once: what one has deleted, the other doesn't find any more. */
export function createRetention({ stores, bus, clock, log, metrics, ...periods }: RetentionOptions): Retention {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const beginOf = (periodMs: number) => new Date(clock.nowMs() - periodMs).toISOString();

  // Handoffs first: a conversation is deleted only when none keeps it any longer.
  const jobs: Readonly<Record<DeletedKind, () => Promise<number>>> = {
    async handoffs() {
      return inBatches(async () => {
        const erased = await stores.handoffs.eraseDue(clock.iso(), BATCH);
        for (const handoffId of erased) bus.publish({ kind: 'desk', change: 'erased', handoffId });
        return erased.length;
      });
    },
    async conversations() {
      const before = beginOf(periods.conversationMs);
      let erased = 0;
      await inBatches(async () => {
        const idle = await stores.conversations.idleSince(before, BATCH, clock.iso());
        for (const conversationId of idle) if (await eraseIfIdle(conversationId, before)) erased += 1;
        return idle.length;
      });
      return erased;
    },
    documents: () => stores.documents.removeOlderThan(beginOf(periods.conversationMs)),
    questions: () => stores.insights.removeQuestionsBefore(beginOf(periods.questionMs)),
    audit: () => stores.counselors.clean(clock.iso(), beginOf(periods.auditMs)),
  };

  /** Only if it still is: meanwhile the user or a counselor may have written, or somebody may have reopened it. */
  async function eraseIfIdle(conversationId: string, before: string): Promise<boolean> {
    const handoffs = await stores.handoffs.handoffsOf(conversationId);
    if (!(await stores.conversations.eraseIdle(conversationId, before, clock.iso()))) return false;
    bus.publish({ kind: 'erased', conversationId });
    for (const { id } of handoffs) bus.publish({ kind: 'desk', change: 'erased', handoffId: id });
    return true;
  }

  async function deleteOld(): Promise<void> {
    const report: Partial<Record<DeletedKind, number>> = {};
    for (const kind of DELETED_KINDS) {
      try {
        const count = await jobs[kind]();
        metrics.deleted(kind, count);
        if (count > 0) report[kind] = count;
      } catch (error) {
        log.error({ err: error, kind }, 'What was kept long enough could not be deleted; the next attempt follows.');
      }
    }
    metrics.retentionRan(clock.nowMs());
    if (Object.keys(report).length > 0) log.info(report, 'Deleted what was kept long enough.');
  }

  function run(): Promise<void> {
    running ??= deleteOld().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    async start() {
      await run();
      timer = setInterval(() => void run(), PAUSE_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Repeats what does at most a batch at a time. @returns how much it was in all */
async function inBatches(once: () => Promise<number>): Promise<number> {
  for (let sum = 0; ; ) {
    const count = await once();
    sum += count;
    if (count < BATCH) return sum;
  }
}
