import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Bus, Signal } from '../../bus/bus.ts';
import type { Metrics } from '../../http/metrics.ts';
import { AppError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { ConversationStore } from '../../storage/stores.ts';
import { botAccount, CHANNEL_ID, parseWatermark, toActivitySet } from './protocol.ts';
import type { Tokens } from './tokens.ts';

export interface StreamsOptions {
  readonly conversations: ConversationStore;
  readonly bus: Bus;
  readonly tokens: Tokens;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'streamOpened' | 'streamClosed'>;
  readonly botName: string;
  /** Counts the request. @throws {AppError} 429 */
  readonly limit: (request: IncomingMessage) => void;
}

/** The WebSocket streams of all conversations. */
export interface Streams {
  /** Handles a request to change to WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells all clients to come back in a moment. */
  close(): Promise<void>;
}

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
const BATCH = 100;
/** Below the 45 s of silence after which the widget asks, and the 60 s after which many proxies hang up. */
const KEEP_ALIVE_MS = 20_000;
const MOST_STREAMS_PER_CONVERSATION = 10;
/** A client that doesn't read must not fill our memory; it comes back with its watermark. */
const MOST_UNSENT_BYTES = 1_000_000;

export function createStreams(options: StreamsOptions): Streams {
  const { conversations, bus, tokens, log, metrics } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_024, perMessageDeflate: false });
  const open = new Map<string, number>();

  /** @throws {AppError} if the stream may not be opened */
  async function admit(request: IncomingMessage): Promise<{ conversationId: string; watermark: number }> {
    options.limit(request);
    const url = new URL(`http://host${request.url}`);
    const conversationId = PATH.exec(url.pathname)?.[1];
    if (!conversationId) throw new AppError(404, 'NotFound', 'There is no stream at this address.');
    const grant = await tokens.verify(url.searchParams.get('t') ?? '', 'stream');
    if (grant.conversationId !== decodeURIComponent(conversationId)) {
      throw new AppError(403, 'ForeignToken', 'This token is for another conversation.');
    }
    const watermark = parseWatermark(url.searchParams.get('watermark'));
    if (!(await conversations.find(grant.conversationId)))
      throw new AppError(404, 'ConversationNotFound', 'There is no such conversation.');
    if ((open.get(grant.conversationId) ?? 0) >= MOST_STREAMS_PER_CONVERSATION) {
      throw new AppError(429, 'TooManyRequests', 'This conversation is open too many times.');
    }
    return { conversationId: grant.conversationId, watermark };
  }

  /** Sends everything after the watermark, and what comes, in the log's order, without gaps and without repeats. */
  function serve(socket: WebSocket, conversationId: string, watermark: number): void {
    let position = watermark;
    let isPumping = false;
    let isStale = false;
    let isAlive = true;

    async function pump(): Promise<void> {
      isStale = true;
      if (isPumping) return;
      isPumping = true;
      try {
        while (isStale && socket.readyState === socket.OPEN) {
          isStale = false;
          const stored = await conversations.after(conversationId, position, BATCH);
          const set = toActivitySet(stored, position);
          if (set.activities.length > 0) send(JSON.stringify(set));
          position = stored.at(-1)?.seq ?? position;
          if (stored.length === BATCH) isStale = true;
        }
      } finally {
        isPumping = false;
      }
    }

    function send(text: string): void {
      if (socket.bufferedAmount > MOST_UNSENT_BYTES) socket.terminate();
      else socket.send(text);
    }

    function follow(): void {
      pump().catch((error: unknown) => {
        log.error({ err: error, conversationId }, 'A stream could not read its conversation.');
        socket.close(1011, 'The conversation cannot be read at the moment.');
      });
    }

    function onSignal(signal: Signal): void {
      if (signal.kind === 'activities') follow();
      else if (signal.kind === 'erased') socket.close(1000, 'The conversation was deleted.');
      else send(JSON.stringify({ activities: [typing(conversationId)] })); // it has no place in the log, and so no watermark
    }

    const typing = (id: string) => ({
      type: 'typing',
      channelId: CHANNEL_ID,
      conversation: { id },
      from: botAccount(options.botName),
    });
    const unsubscribe = bus.subscribe(conversationId, { onSignal, onGap: follow });
    const keepAlive = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      send(''); // browsers don't show pings to pages
    }, KEEP_ALIVE_MS);
    socket.on('pong', () => {
      isAlive = true;
    });
    socket.on('error', (error) => log.debug({ err: error, conversationId }, 'A stream broke.'));
    socket.on('close', () => {
      clearInterval(keepAlive);
      unsubscribe();
      count(conversationId, -1);
      metrics.streamClosed();
    });
    count(conversationId, 1);
    metrics.streamOpened();
    follow();
  }

  function count(conversationId: string, change: 1 | -1): void {
    const total = (open.get(conversationId) ?? 0) + change;
    if (total > 0) open.set(conversationId, total);
    else open.delete(conversationId);
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      admit(request).then(
        ({ conversationId, watermark }) =>
          server.handleUpgrade(request, socket, head, (client) => serve(client, conversationId, watermark)),
        (error: unknown) => {
          if (!(error instanceof AppError)) log.error({ err: error }, 'A stream could not be opened.');
          refuse(socket, error instanceof AppError ? error : new AppError(500, 'InternalError', 'The stream could not be opened.'));
        },
      );
    },
    async close() {
      const clients = [...server.clients];
      for (const client of clients) client.close(1012, 'The service restarts.');
      await Promise.race([
        Promise.all(clients.map((client) => new Promise((resolve) => client.once('close', resolve)))),
        new Promise((resolve) => setTimeout(resolve, 1_000).unref()),
      ]);
      for (const client of clients) client.terminate();
      server.close();
    },
  };
}

function refuse(socket: Duplex, error: AppError): void {
  const body = JSON.stringify({ error: { code: error.code, message: error.message } });
  socket.end(
    `HTTP/1.1 ${error.status} ${error.code}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
