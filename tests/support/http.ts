import { connect } from 'node:net';
import { createMetrics } from '../../src/http/metrics.ts';
import { createOrigins } from '../../src/http/origins.ts';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { silentLog } from './log.ts';

export interface TestHttp {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A web server of ours on a free port, with the given routes. */
export async function startHttp(addRoutes: (server: HttpServer) => void, changes: Partial<HttpServerOptions> = {}): Promise<TestHttp> {
  const server = createHttpServer({
    log: silentLog,
    origins: createOrigins([], undefined),
    trustedProxies: 0,
    addressLimit: createRateLimit(100_000, 'Too fast.', systemClock),
    metrics: createMetrics().http,
    ...changes,
  });
  addRoutes(server);
  const { port } = await server.listen(0, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, port, close: () => server.close() };
}

/** Sends bytes as they are and returns all that comes back until the connection ends. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let received = '';
    socket.setTimeout(5_000, () => socket.destroy(new Error(`No end after: ${received}`)));
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}
