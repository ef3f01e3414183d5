import { once } from 'node:events';
import type { Server as NodeServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { clientAddress, limitKey } from './client-address.ts';
import type { HttpMetrics } from './metrics.ts';
import { type Origins, originNotAllowed } from './origins.ts';
import type { RateLimit } from './rate-limit.ts';
import { sendError } from './respond.ts';

export type Handler = (request: Request, response: Response) => Promise<void> | void;
export type Method = 'get' | 'head' | 'post' | 'del';

export interface HttpServer {
  /** Adds a route. What the handler throws is answered by `sendError`. */
  route(method: Method, path: string, handler: Handler): void;
  /** For upgrades to WebSocket. */
  readonly node: NodeServer;
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Takes no new connections and waits for open requests, but not for ever. */
  close(): Promise<void>;
}

export interface HttpServerOptions {
  readonly log: Log;
  readonly origins: Origins;
  readonly trustedProxies: number;
  readonly publicUrl?: string | undefined;
  /** Counts every request by network address. */
  readonly addressLimit: RateLimit;
  readonly metrics: HttpMetrics;
}

/** Time for a client to send its headers, and a whole request: nobody may hold a connection open by dripping bytes. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longest part of an address that a route takes as a value. */
const MAX_PARAM_LENGTH = 1_000;
/** Time for open requests to end when the service stops. */
const DRAIN_MS = 4_000;

/** The web server with what every request passes: id, headers, origin, limit, log; and one edge for errors. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { log, metrics } = options;
  // restify was typed for bunyan; what it calls (trace, child, ...) pino has too.
  const server: Server = restify.createServer({
    name: '',
    log: log.child({}, { level: 'silent' }) as never,
    // Signed tokens in addresses are longer than the 100 characters that the router allows by itself; its type doesn't know the option.
    ...{ maxParamLength: MAX_PARAM_LENGTH },
  });
  const node = server.server as NodeServer;
  node.headersTimeout = HEADERS_TIMEOUT_MS;
  node.requestTimeout = REQUEST_TIMEOUT_MS;

  // restify repeats the events of Node's server; who listens there is told of errors, and without this line the repeat would be uncaught.
  server.on('error', () => {});
  server.pre(function prepare(request: Request, response: Response, next: Next) {
    try {
      started.set(request, process.hrtime.bigint());
      response.setHeader('X-Request-Id', newId());
      setSecurityHeaders(response, options.publicUrl);
      admitOrigin(request, response, options.origins);
      checkAddress(request);
      options.addressLimit.take(limitKey(clientAddress(request, options.trustedProxies)));
      return next(answersPreflight(request, response, options.origins) ? false : undefined);
    } catch (error) {
      return next(error);
    }
  });
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    sendError(response, error, log);
    done();
  });
  server.on('after', (request: Request, response: Response, route: { path?: unknown } | null) => {
    // The route's pattern, not the address: addresses hold conversation ids and stream tokens.
    const path = typeof route?.path === 'string' ? route.path : 'none';
    const durationMs = Math.round(Number(process.hrtime.bigint() - startOf(request)) / 1e4) / 100;
    metrics.observe(request.method ?? '', path, response.statusCode, durationMs);
    log.debug(
      { requestId: response.getHeader('X-Request-Id'), method: request.method, path, status: response.statusCode, durationMs },
      'Answered.',
    );
  });

  return {
    route(method, path, handler) {
      server[method](path, async (request: Request, response: Response) => {
        await handler(request, response);
      });
    },
    node,
    async listen(port, host) {
      node.listen(port, host);
      await once(node, 'listening');
      return node.address() as AddressInfo;
    },
    async close() {
      if (!node.listening) return;
      const closed = once(node, 'close');
      node.close();
      node.closeIdleConnections();
      const timer = setTimeout(() => node.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

const started = new WeakMap<object, bigint>();

function startOf(request: Request): bigint {
  return started.get(request) ?? process.hrtime.bigint();
}

/** restify reads addresses with the Host header before them, and would fall over a broken one. */
function checkAddress(request: Request): void {
  try {
    request.getUrl();
  } catch {
    throw new AppError(400, 'BadRequest', 'The address or the Host header of this request is malformed.');
  }
}

function setSecurityHeaders(response: Response, publicUrl: string | undefined): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  // Pages bring their own, wider policy (see static.ts).
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  if (publicUrl?.startsWith('https:')) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
}

/** Lets pages of allowed origins read our answers, refusals among them. */
function admitOrigin(request: Request, response: Response, origins: Origins): void {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (!origin || !origins.allows(request)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id');
}

/**
 * Answers a browser that asks in advance what a page may send. @returns whether it was such a question
 * @throws {AppError} 403 if the page may not send anything
 */
function answersPreflight(request: Request, response: Response, origins: Origins): boolean {
  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
  if (!origins.allows(request)) throw originNotAllowed();
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With');
  response.setHeader('Access-Control-Max-Age', '7200');
  response.send(204);
  return true;
}
