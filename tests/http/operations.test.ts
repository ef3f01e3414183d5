import { afterEach, expect, test } from '@jest/globals';
import { healthHandler } from '../../src/http/health.ts';
import { createMetrics, metricsHandler } from '../../src/http/metrics.ts';
import { startHttp, type TestHttp } from '../support/http.ts';

let http: TestHttp;
afterEach(() => http.close());

test('health is what the database says', async () => {
  let isUp = true;
  const ping = () => (isUp ? Promise.resolve() : Promise.reject(new Error('secret address refused')));
  http = await startHttp((server) => server.route('get', '/health', healthHandler(ping)));
  expect(await (await fetch(`${http.url}/health`)).json()).toEqual({ status: 'ok' });
  isUp = false;
  const down = await fetch(`${http.url}/health`);
  expect(down.status).toBe(503);
  expect(await down.text()).not.toContain('secret');
});

test('metrics answer this machine, or the token, and count by route, not by address', async () => {
  const metrics = createMetrics();
  const token = 'x'.repeat(32);
  http = await startHttp(
    (server) => {
      server.route('get', '/metrics', metricsHandler(metrics, token));
      server.route('get', '/things/:id', (_request, response) => response.send(200, 'ok'));
    },
    { metrics: metrics.http },
  );
  await fetch(`${http.url}/things/hush-1`);
  metrics.turnTaken('directline', 'failed', 12);
  const local = await fetch(`${http.url}/metrics`);
  expect(local.headers.get('content-type')).toContain('text/plain');
  const text = await local.text();
  expect(text).toContain('wegweiser_http_request_seconds_count{method="GET",path="/things/:id",status="200"} 1');
  expect(text).toContain('wegweiser_turn_failures_total{channel="directline"} 1');
  expect(text).not.toContain('hush');

  const proxied = { 'x-forwarded-for': '1.2.3.4' };
  expect((await fetch(`${http.url}/metrics`, { headers: proxied })).status).toBe(403);
  expect((await fetch(`${http.url}/metrics`, { headers: { ...proxied, authorization: 'Bearer wrong' } })).status).toBe(403);
  expect((await fetch(`${http.url}/metrics`, { headers: { ...proxied, authorization: `Bearer ${token}` } })).status).toBe(200);
});
