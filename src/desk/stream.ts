import type { Response } from 'restify';
import type { Bus, DeskSignal } from '../bus/bus.ts';
import type { HandoffService } from '../handoff/service.ts';
import { TooManyRequestsError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { SessionRecord } from '../storage/counselors.ts';
import type { HandoffStore } from '../storage/handoffs.ts';
import { createAudience } from './audience.ts';
import type { DeskEvent } from './protocol.ts';
import type { Visit } from './router.ts';
import type { Sessions } from './sessions.ts';

export interface DeskStreamsOptions {
  readonly bus: Pick<Bus, 'subscribeDesk'>;
  readonly handoffs: Pick<HandoffStore, 'find'>;
  readonly sessions: Sessions;
  readonly service: Pick<HandoffService, 'alive'> | undefined;
  readonly log: Log;
  /** Shortened by tests. */
  readonly keepAliveMs?: number | undefined;
}

/** The server-sent events of all pages that are open at the desk. */
export interface DeskStreams {
  /** Sends what happens until the page goes or the session ends. @throws {TooManyRequestsError} if the counselor has too many pages open */
  open(visit: Visit): Promise<void>;
  /** Tells the pages of a session that it has ended. */
  endSession(idHash: string): void;
  /** The same for all sessions of an account. */
  endSessionsOf(counselorId: string): void;
  /** Whether the counselor has a page open at this instance. */
  isPresent(counselorId: string): boolean;
  /** Ends all streams; pages come back by themselves. */
  close(): void;
}

/** Below the silence after which proxies hang up. */
const KEEP_ALIVE_MS = 15_000;
const MOST_STREAMS_PER_COUNSELOR = 10;
/** A page that doesn't read must not fill our memory; it comes back and fetches everything. */
const MOST_UNSENT_BYTES = 1_000_000;
/** After so long a page that lost its stream asks again. */
const RETRY_MS = 2_000;

interface OpenStream {
  readonly session: SessionRecord;
  /** Who takes no conversations hears nothing of them. */
  readonly isCounselor: boolean;
  send(event: DeskEvent): void;
  end(): void;
}

export function createDeskStreams(options: DeskStreamsOptions): DeskStreams {
  const { bus, sessions, service, log } = options;
  const streams = new Set<OpenStream>();
  const audience = createAudience(options.handoffs);
  const unsubscribe = bus.subscribeDesk({
    onSignal: (signal) => {
      if (signal.kind !== 'desk') return;
      tell(signal).catch((error: unknown) => log.error({ err: error }, 'Counselors could not be told of a change.'));
    },
    onGap() {
      audience.forget();
      for (const stream of streams) stream.send({ kind: 'hello' });
    },
  });
  const of = (counselorId: string) => [...streams].filter(({ session }) => session.counselorId === counselorId);

  async function tell(signal: DeskSignal): Promise<void> {
    const concerned = await audience.of(signal);
    for (const { isCounselor, session, send } of streams) {
      if (isCounselor && (concerned === 'all' || concerned === session.counselorId)) send(toEvent(signal));
    }
  }

  function signOut(ended: readonly OpenStream[]): void {
    for (const stream of ended) {
      streams.delete(stream);
      stream.send({ kind: 'signed-out' });
      stream.end();
    }
  }

  async function keepAlive(stream: OpenStream, response: Response): Promise<void> {
    if (!(await sessions.isOpen(stream.session))) return signOut([stream]);
    response.write(': here\n\n');
    await service?.alive(stream.session.counselorId);
  }

  return {
    async open({ response, counselor, session }) {
      if (of(counselor.id).length >= MOST_STREAMS_PER_COUNSELOR)
        throw new TooManyRequestsError('Diese Seite ist in zu vielen Fenstern offen. Bitte schließen Sie einige davon.', 60);
      const stream: OpenStream = {
        session,
        isCounselor: counselor.roles.includes('counselor'),
        send(event) {
          if (response.writableLength > MOST_UNSENT_BYTES) response.destroy();
          else if (!response.writableEnded) response.write(`data: ${JSON.stringify(event)}\n\n`);
        },
        end: () => response.end(),
      };
      const closed = new Promise<void>((resolve) => {
        response.once('close', resolve);
      });
      const failed = (error: unknown) => log.error({ err: error }, "A counselor's stream could not be kept.");
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        // nginx would collect the events otherwise.
        'X-Accel-Buffering': 'no',
      });
      response.write(`retry: ${RETRY_MS}\n\n`);
      streams.add(stream);
      stream.send({ kind: 'hello' });
      service?.alive(counselor.id).catch(failed);
      const timer = setInterval(() => {
        keepAlive(stream, response).catch(failed);
      }, options.keepAliveMs ?? KEEP_ALIVE_MS);
      await closed;
      clearInterval(timer);
      streams.delete(stream);
    },
    endSession: (idHash) => signOut([...streams].filter(({ session }) => session.idHash === idHash)),
    endSessionsOf: (counselorId) => signOut(of(counselorId)),
    isPresent: (counselorId) => of(counselorId).length > 0,
    close() {
      unsubscribe();
      for (const stream of streams) stream.end();
    },
  };
}

/** A signal that names no handoff concerns several: the page fetches everything again. */
function toEvent({ change, handoffId }: DeskSignal): DeskEvent {
  if (change === 'queue' || change === 'presence') return { kind: change };
  return handoffId === undefined ? { kind: 'hello' } : { kind: 'handoff', id: handoffId, change };
}
