import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AppError } from '../platform/errors.ts';
import { bearerToken, sameSecret } from './bearer.ts';
import { isLoopback, isProxied } from './client-address.ts';
import type { Handler } from './server.ts';

export interface HttpMetrics {
  observe(method: string, path: string, status: number, durationMs: number): void;
}

/** Numbers about the running service. They hold no texts, no ids and no addresses. */
export interface Metrics {
  readonly http: HttpMetrics;
  /** @param channel `directline` or `connector` */
  turnTaken(channel: string, outcome: 'done' | 'failed', durationMs: number): void;
  streamOpened(): void;
  streamClosed(): void;
  /** @param kind what was deleted because its time was over */
  deleted(kind: string, count: number): void;
  /** What is kept too long was looked for. */
  retentionRan(atMs: number): void;
  /** In Prometheus' text format. */
  print(): Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'wegweiser_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'path', 'status'],
    buckets: SECONDS,
    registers,
  });
  const turns = new Histogram({
    name: 'wegweiser_turn_seconds',
    help: 'Duration of a turn of the bot',
    labelNames: ['channel'],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'wegweiser_turn_failures_total',
    help: 'Turns that ended in an error',
    labelNames: ['channel'],
    registers,
  });
  const streams = new Gauge({ name: 'wegweiser_open_streams', help: 'Open WebSocket streams', registers });
  const deletions = new Counter({
    name: 'wegweiser_deleted_total',
    help: 'What was deleted because its time was over',
    labelNames: ['kind'],
    registers,
  });
  const retention = new Gauge({
    name: 'wegweiser_retention_last_run_seconds',
    help: 'When deleting what is kept too long ran last, in seconds since 1970',
    registers,
  });
  return {
    http: {
      observe: (method, path, status, durationMs) => requests.observe({ method, path, status }, durationMs / 1_000),
    },
    turnTaken(channel, outcome, durationMs) {
      turns.observe({ channel }, durationMs / 1_000);
      if (outcome === 'failed') failures.inc({ channel });
    },
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    deleted: (kind, count) => deletions.inc({ kind }, count),
    retentionRan: (atMs) => retention.set(Math.floor(atMs / 1_000)),
    print: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** GET /metrics, for callers on this machine or with the token. */
export function metricsHandler(metrics: Metrics, token: string | undefined): Handler {
  return async (request, response) => {
    const isLocal = isLoopback(request.socket.remoteAddress ?? '') && !isProxied(request);
    const given = bearerToken(request);
    if (!isLocal && !(token && given && sameSecret(given, token))) {
      throw new AppError(403, 'Forbidden', 'Metrics are for callers on this machine, or with METRICS_TOKEN as bearer token.');
    }
    response.setHeader('Content-Type', metrics.contentType);
    response.sendRaw(200, await metrics.print());
  };
}
