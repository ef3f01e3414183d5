import { afterEach, expect, test } from '@jest/globals';
import { readJsonBody } from '../../src/http/json-body.ts';
import { createOrigins } from '../../src/http/origins.ts';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { sendJson } from '../../src/http/respond.ts';
import type { HttpServer, HttpServerOptions } from '../../src/http/server.ts';
import { AppError } from '../../src/platform/errors.ts';
import { fixedClock } from '../support/clock.ts';
import { sendRaw, startHttp, type TestHttp } from '../support/http.ts';
import { capturedLog } from '../support/log.ts';

let http: TestHttp | undefined;
afterEach(async () => {
  await http?.close();
  http = undefined;
});

function routes(server: HttpServer): void {
  server.route('get', '/hello/:name', (request, response) => sendJson(response, 200, { name: request.params.name }));
  server.route('post', '/echo', async (request, response) => {
    sendJson(response, 200, await readJsonBody(request, { maxBytes: 100 }));
  });
  server.route('post', '/optional', async (request, response) => {
    sendJson(response, 200, await readJsonBody(request, { maxBytes: 100, optional: true }));
  });
  server.route('get', '/known', () => {
    throw new AppError(418, 'Teapot', 'No coffee here.');
  });
  server.route('get', '/unknown', () => Promise.reject(new Error('secret detail')));
  server.route('get', '/thrown', () => Promise.reject('secret text'));
}

const start = async (changes: Partial<HttpServerOptions> = {}) => {
  http = await startHttp(routes, changes);
  return http.url;
};

const post = (url: string, body: string | Uint8Array, type: string | null = 'application/json') =>
  fetch(url, { method: 'POST', body, headers: type === null ? {} : { 'content-type': type } });

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error.code;

test('an answer has an id and headers that keep browsers careful', async () => {
  const response = await fetch(`${await start({ publicUrl: 'https://chat.example' })}/hello/ada`);
  expect(await response.json()).toEqual({ name: 'ada' });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-request-id': expect.stringMatching(/^[\w-]{22}$/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000',
    'cache-control': 'no-store',
  });
  expect(response.headers.get('server')).toBeNull();
});

test('a known failure is answered with status, code and sentence', async () => {
  const response = await fetch(`${await start()}/known`);
  expect(response.status).toBe(418);
  expect(await response.json()).toEqual({ error: { code: 'Teapot', message: 'No coffee here.' } });
});

test.each(['/unknown', '/thrown'])('what we did not foresee (%s) is answered neutrally, and logged', async (path) => {
  const { log, text } = capturedLog();
  const response = await fetch((await start({ log })) + path);
  expect(response.status).toBe(500);
  const answer = await response.text();
  expect(answer).not.toContain('secret');
  expect(JSON.parse(answer).error.code).toBe('InternalError');
  expect(text()).toContain(response.headers.get('x-request-id')!);
});

test('an unknown address is 404, a wrong method 405 with those that are allowed', async () => {
  const url = await start();
  const missing = await fetch(`${url}/nothing?secret=1`);
  expect(missing.status).toBe(404);
  expect(await codeOf(missing)).toBe('NotFound');
  const wrong = await fetch(`${url}/echo`, { method: 'PUT', body: '{}' });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
  expect(await codeOf(wrong)).toBe('MethodNotAllowed');
});

test('a JSON body is read, with or without charset, whatever its letters', async () => {
  const url = await start();
  const body = '{"text":"Größe {[\\"[مرحبا"}';
  for (const type of ['application/json', 'application/json; charset=utf-8', 'application/vnd.x+json']) {
    expect(await (await post(`${url}/echo`, body, type)).text()).toBe(body);
  }
});

test('an empty body counts as {} where it may be missing', async () => {
  const url = await start();
  expect(await (await fetch(`${url}/optional`, { method: 'POST' })).json()).toEqual({});
  expect((await post(`${url}/echo`, '')).status).toBe(400);
});

test.each([
  ['not JSON', 'hello secret', 'application/json', 400, 'BadArgument'],
  ['cut off', '{"a":', 'application/json', 400, 'BadArgument'],
  ['a list', '[]', 'application/json', 400, 'BadArgument'],
  ['null', 'null', 'application/json', 400, 'BadArgument'],
  ['broken UTF-8', new Uint8Array([123, 34, 255, 34, 58, 49, 125]), 'application/json', 400, 'BadArgument'],
  ['nested too deeply', `{"a":${'['.repeat(51)}`, 'application/json', 400, 'BadArgument'],
  ['text', 'a=1', 'text/plain', 415, 'UnsupportedMediaType'],
  ['a form', 'a=1', 'application/x-www-form-urlencoded', 415, 'UnsupportedMediaType'],
  ['without a type', new Uint8Array([123, 125]), null, 415, 'UnsupportedMediaType'],
  [
    'too large by its bytes, though not by its letters',
    JSON.stringify({ text: 'ä'.repeat(60) }),
    'application/json',
    413,
    'MessageSizeTooBig',
  ],
])('a body that is %s is refused', async (_name, body, type, status, code) => {
  const response = await post(`${await start()}/echo`, body as string, type);
  expect(response.status).toBe(status);
  const answer = await response.text();
  expect(JSON.parse(answer).error.code).toBe(code);
  expect(answer).not.toContain('secret');
});

test('a compressed body is refused rather than unpacked', async () => {
  const url = await start();
  const response = await fetch(`${url}/echo`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  });
  expect(response.status).toBe(415);
});

test('a large body without a length is cut off at the limit', async () => {
  const url = await start();
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(64));
    },
  });
  const sending = fetch(`${url}/echo`, {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  } as RequestInit);
  expect((await sending).status).toBe(413);
});

test.each([
  'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET //evil HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n',
  'GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET /hello/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'nonsense\r\n\r\n',
])('a strange request is answered and harms nobody: %j', async (bytes) => {
  const url = await start();
  expect(await sendRaw(http!.port, bytes)).toMatch(/^HTTP\/1\.1 (200|4\d\d) /);
  expect((await fetch(`${url}/hello/still-here`)).status).toBe(200);
});

test('an address that asks too often gets 429 and how long to wait, others are served', async () => {
  const clock = fixedClock();
  const url = await start({ addressLimit: createRateLimit(3, 'Please slow down.', clock), trustedProxies: 1 });
  const ask = (address: string) => fetch(`${url}/hello/x`, { headers: { 'x-forwarded-for': `6.6.6.6, ${address}`, origin: url } });
  for (let count = 0; count < 3; count += 1) expect((await ask('1.2.3.4')).status).toBe(200);
  const refused = await ask('1.2.3.4');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('20');
  expect(refused.headers.get('access-control-allow-origin')).toBe(url);
  expect(await refused.json()).toEqual({ error: { code: 'TooManyRequests', message: 'Please slow down.' } });
  expect((await ask('1.2.3.5')).status).toBe(200);
  clock.advance(20_000);
  expect((await ask('1.2.3.4')).status).toBe(200);
});

test('pages of allowed origins may read answers, others may not', async () => {
  const url = await start({ origins: createOrigins(['https://www.example.org'], undefined) });
  const allowed = async (origin: string) =>
    (await fetch(`${url}/hello/x`, { headers: { origin } })).headers.get('access-control-allow-origin') === origin;
  expect(await allowed('https://www.example.org')).toBe(true);
  expect(await allowed(url)).toBe(true);
  expect(await allowed('http://localhost:8080')).toBe(true);
  expect(await allowed('https://www.example.org.evil.example')).toBe(false);
  expect(await allowed('http://localhost.evil.example')).toBe(false);
  expect(await allowed('null')).toBe(false);
});

test('a browser that asks in advance is told what it may send', async () => {
  const url = await start({ origins: createOrigins(['https://www.example.org'], undefined) });
  const ask = (origin: string) => fetch(`${url}/echo`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  const yes = await ask('https://www.example.org');
  expect(yes.status).toBe(204);
  expect(yes.headers.get('access-control-allow-headers')).toContain('Authorization');
  const no = await ask('https://evil.example');
  expect(no.status).toBe(403);
  expect(await codeOf(no)).toBe('OriginNotAllowed');
});
