import type { Bot } from '../../bot/contract.ts';
import type { Serial } from '../../bot/serial.ts';
import type { Bus } from '../../bus/bus.ts';
import type { Metrics } from '../../http/metrics.ts';
import type { Clock } from '../../platform/clock.ts';
import { ConflictError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { HandoffStore } from '../../storage/handoffs.ts';
import type { ConversationStore, StoredActivity } from '../../storage/stores.ts';
import { prepareErasure } from '../erasure.ts';
import { DirectLineAdapter, type TurnResult } from './adapter.ts';
import { BOT_ID, toActivity } from './protocol.ts';
import { createTurnStorage } from './turn-storage.ts';

export interface TurnsOptions {
  readonly bot: Bot;
  readonly conversations: ConversationStore;
  readonly handoffs: Pick<HandoffStore, 'handoffsOf'>;
  readonly serial: Serial;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'turnTaken'>;
  readonly botName: string;
}

/** Takes the turns that stored messages are waiting for. */
export interface Turns {
  /** Takes this conversation's waiting turns soon; returns at once. */
  wake(conversationId: string): void;
  /** Takes all turns that a stopped or broken instance left, now and from time to time. */
  start(): Promise<void>;
  /** Begins no new turn and waits for those that run. What waits is taken after the next start. */
  stop(): Promise<void>;
}

const SWEEP_MS = 10_000;

export function createTurns(options: TurnsOptions): Turns {
  const { bot, conversations, handoffs, serial, bus, clock, log, metrics } = options;
  const adapter = new DirectLineAdapter(clock, options.botName);
  let sweeper: NodeJS.Timeout | undefined;
  let isStopping = false;

  /** One turn, from the stored message to the stored replies. @throws {ConflictError} if another instance was faster */
  async function takeOne(incoming: StoredActivity): Promise<void> {
    const { conversationId } = incoming;
    const startedMs = performance.now();
    const { version, data } = await conversations.state(conversationId);
    const storage = createTurnStorage(data);
    const onTyping = () => bus.publish({ kind: 'typing', conversationId, from: BOT_ID });
    let result: TurnResult = { replies: [], forget: false };
    let state = data;
    let outcome: 'done' | 'failed' = 'done';
    try {
      result = await adapter.takeTurn(bot, incoming, storage, onTyping);
      state = storage.data;
    } catch (error) {
      // The bot answers its own failures; what gets here is a mistake in the program. The message counts as answered, or it would come
      // back for ever and hold up all that follow.
      outcome = 'failed';
      log.error({ err: error, conversationId, seq: incoming.seq }, 'A turn failed.');
    }
    const tellDesk = result.forget ? await prepareErasure(handoffs, bus, conversationId) : undefined;
    const stored = await conversations.commit(
      { conversationId, incomingSeq: incoming.seq, expectedVersion: version, state, ...result, replies: toReplies(incoming, result) },
      clock.iso(),
    );
    metrics.turnTaken('directline', outcome, performance.now() - startedMs);
    if (stored.length > 0) bus.publish({ kind: 'activities', conversationId });
    tellDesk?.();
  }

  async function takeAll(conversationId: string): Promise<void> {
    while (!isStopping) {
      const [next] = await conversations.pending(conversationId);
      if (!next) return;
      try {
        await takeOne(next);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        // Another instance took this turn, or the one before: look again at what is waiting.
      }
    }
  }

  function wake(conversationId: string): void {
    if (isStopping) return;
    serial
      .run(conversationId, () => takeAll(conversationId))
      .catch((error: unknown) => {
        log.error({ err: error, conversationId }, 'A turn could not be stored; it will be taken again soon.');
      });
  }

  async function sweep(minAgeMs: number): Promise<void> {
    const before = clock.nowMs() - minAgeMs;
    const waiting = (await conversations.pending()).filter(({ activity }) => !(Date.parse(String(activity['timestamp'])) > before));
    for (const conversationId of new Set(waiting.map((stored) => stored.conversationId))) wake(conversationId);
  }

  return {
    wake,
    async start() {
      await sweep(0);
      sweeper = setInterval(() => {
        sweep(SWEEP_MS).catch((error: unknown) => log.error({ err: error }, 'Waiting turns could not be looked up.'));
      }, SWEEP_MS);
      sweeper.unref();
    },
    async stop() {
      isStopping = true;
      clearInterval(sweeper);
      await serial.idle();
    },
  };
}

/** Replies say what they answer, even where the SDK forgot to; and the first after a deletion tells our own clients to forget what came before. */
function toReplies(incoming: StoredActivity, { replies, forget }: TurnResult): TurnResult['replies'] {
  const replyToId = toActivity(incoming).id;
  return replies.map((reply, index) => ({
    ...reply,
    replyToId,
    ...(forget && index === 0 ? { channelData: { ...(reply['channelData'] as object | undefined), forgotten: true } } : {}),
  }));
}
