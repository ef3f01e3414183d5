import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Bus, Signal } from '../../bus/bus.ts';
import { counselorOfAccount } from '../../domain/counselor.ts';
import type { Metrics } from '../../http/metrics.ts';
import { AppError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { CounselorStore } from '../../storage/counselors.ts';
import type { ConversationStore } from '../../storage/stores.ts';
import { BOT_ID, botAccount, CHANNEL_ID, parseWatermark, toActivitySet, type Viewer } from './protocol.ts';
import type { Receipts } from './receipts.ts';
import type { Tokens } from './tokens.ts';

export interface StreamsOptions {
  readonly conversations: ConversationStore;
  readonly counselors: Pick<CounselorStore, 'find'>;
  readonly receipts: Pick<Receipts, 'written' | 'confirmed'>;
  readonly bus: Bus;
  readonly tokens: Tokens;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'streamOpened' | 'streamClosed'>;
  readonly botName: string;
  /** Counts the request. @throws {AppError} 429 */
  readonly limit: (request: IncomingMessage) => void;
  /** Shortened by tests. */
  readonly keepAliveMs?: number | undefined;
}

/** The WebSocket streams of all conversations. */
export interface Streams {
  /** Handles a request to change to WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells all clients to come back in a moment. */
  close(): Promise<void>;
}

/** A stream that may be opened. */
interface Admitted {
  readonly conversationId: string;
  readonly watermark: number;
  readonly viewer: Viewer;
}

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
const BATCH = 100;
/** Below the 45 s of silence after which the widget asks, and the 60 s after which many proxies hang up. */
const KEEP_ALIVE_MS = 20_000;
const MOST_STREAMS_PER_CONVERSATION = 10;
/** A client that doesn't read must not fill our memory; it comes back with its watermark. */
const MOST_UNSENT_BYTES = 1_000_000;

export function createStreams(options: StreamsOptions): Streams {
  const { conversations, counselors, receipts, bus, tokens, log, metrics } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_024, perMessageDeflate: false });
  const open = new Map<string, number>();

  /** @throws {AppError} if the stream may not be opened */
  async function admit(request: IncomingMessage): Promise<Admitted> {
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
    return { conversationId: grant.conversationId, watermark, viewer: grant.viewer ?? 'user' };
  }

  /** Sends everything after the watermark, and what comes, in the log's order, without gaps and without repeats. */
  function serve(socket: WebSocket, { conversationId, watermark, viewer }: Admitted): void {
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
          const set = toActivitySet(stored, position, viewer);
          if (set.activities.length > 0) send(JSON.stringify(set), () => viewer === 'user' && receipts.written(conversationId, stored));
          position = stored.at(-1)?.seq ?? position;
          if (stored.length === BATCH) isStale = true;
        }
      } finally {
        isPumping = false;
      }
    }

    function send(text: string, onWritten?: () => void): void {
      if (socket.bufferedAmount > MOST_UNSENT_BYTES) socket.terminate();
      else socket.send(text, (error) => !error && onWritten?.());
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
      else if (signal.kind === 'typing') showTyping(signal.from);
    }

    function showTyping(account: string): void {
      accountOf(account).then(
        // It has no place in the log, and so no watermark.
        (from) =>
          from &&
          send(JSON.stringify({ activities: [{ type: 'typing', channelId: CHANNEL_ID, conversation: { id: conversationId }, from }] })),
        (error: unknown) => log.warn({ err: error, conversationId }, 'Who is writing could not be shown.'),
      );
    }

    const unsubscribe = bus.subscribe(conversationId, { onSignal, onGap: follow });
    const keepAlive = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      send(''); // browsers don't show pings to pages
      follow(); // an instance may have been stopped between storing something and telling of it
    }, options.keepAliveMs ?? KEEP_ALIVE_MS);
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
    if (viewer === 'user') receipts.confirmed(conversationId, watermark);
    follow();
  }

  /** The account of whoever is writing to the user: the bot or a counselor. Nobody else is shown, the user themself least of all. */
  async function accountOf(id: string): Promise<{ id: string; name: string; role: string } | undefined> {
    if (id === BOT_ID) return botAccount(options.botName);
    const counselorId = counselorOfAccount(id);
    const counselor = counselorId === undefined ? undefined : await counselors.find(counselorId);
    return counselor && { id, name: counselor.displayName, role: 'bot' };
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
        (admitted) => server.handleUpgrade(request, socket, head, (client) => serve(client, admitted)),
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
