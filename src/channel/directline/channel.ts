import type { IncomingMessage } from 'node:http';
import type { Bot } from '../../bot/contract.ts';
import type { Serial } from '../../bot/serial.ts';
import type { Bus } from '../../bus/bus.ts';
import type { BaseUrlOptions } from '../../http/base-url.ts';
import { clientAddress, limitKey } from '../../http/client-address.ts';
import type { Metrics } from '../../http/metrics.ts';
import type { Origins } from '../../http/origins.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../storage/stores.ts';
import { createUserTyping } from '../user-typing.ts';
import { createAccess } from './access.ts';
import { createConversations } from './conversations.ts';
import { createReceipts } from './receipts.ts';
import { addDirectLineRoutes } from './routes.ts';
import { createStreams } from './stream.ts';
import { addTokenRoutes } from './token-routes.ts';
import { createTokens } from './tokens.ts';
import { createTurns } from './turns.ts';

export interface DirectLineOptions {
  readonly bot: Bot;
  readonly botName: string;
  readonly stores: Pick<Stores, 'conversations' | 'handoffs' | 'counselors'>;
  readonly serial: Serial;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly origins: Origins;
  readonly address: BaseUrlOptions;
  readonly signingKey: string;
  /** For other servers; without it tokens/generate is off. */
  readonly secret: string | undefined;
  /** The longest that a conversation is kept after its last message. */
  readonly longestRetentionMs: number;
  readonly limits: {
    /** By conversation. */
    readonly messages: RateLimit;
    /** By network address. */
    readonly newConversations: RateLimit;
    /** By network address. */
    readonly requests: RateLimit;
  };
}

/** The website channel. */
export interface DirectLine {
  /** Takes the turns that the last run left. */
  start(): Promise<void>;
  /** Sends clients away for a moment; they come back by themselves. */
  closeStreams(): Promise<void>;
  /** Lets running turns end and begins no other. */
  finishTurns(): Promise<void>;
}

/** A Direct Line 3.0 server on our own stores and bot. */
export function addDirectLine(server: HttpServer, options: DirectLineOptions): DirectLine {
  const { bot, botName, serial, bus, clock, log, metrics, limits, address } = options;
  const { conversations, handoffs, counselors } = options.stores;
  const tokens = createTokens(options.signingKey, clock);
  const access = createAccess(tokens, options.secret);
  const receipts = createReceipts({ handoffs, bus, log });
  const userTyping = createUserTyping({ handoffs, bus, clock });
  const turns = createTurns({ bot, botName, conversations, handoffs, serial, bus, clock, log, metrics });
  const addressOf = (request: IncomingMessage) => limitKey(clientAddress(request, address.trustedProxies));
  const limit = (request: IncomingMessage) => limits.requests.take(addressOf(request));
  const streams = createStreams({ conversations, counselors, receipts, bus, tokens, log, metrics, botName, limit });

  addTokenRoutes(server, {
    tokens,
    access,
    conversations,
    origins: options.origins,
    longestRetentionMs: options.longestRetentionMs,
    limit: (request) => limits.newConversations.take(addressOf(request)),
  });
  addDirectLineRoutes(server, {
    access,
    tokens,
    address,
    log: conversations,
    receipts,
    conversations: createConversations({ conversations, handoffs, turns, userTyping, bus, clock }),
    messageLimit: limits.messages,
  });
  server.node.on('upgrade', streams.upgrade);

  return { start: turns.start, closeStreams: streams.close, finishTurns: turns.stop };
}
