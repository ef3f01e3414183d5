import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { addStaticFiles } from '../../src/http/static.ts';
import { temporaryFolder } from '../support/folder.ts';
import { sendRaw, startHttp, type TestHttp } from '../support/http.ts';

const folder = temporaryFolder();
const root = join(folder.path, 'web');
let http: TestHttp;

beforeAll(async () => {
  mkdirSync(join(root, 'widget', 'assets'), { recursive: true });
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  writeFileSync(join(root, '.built'), 'secret');
  writeFileSync(join(root, 'index.html'), '<p>start</p>');
  writeFileSync(join(root, 'widget', 'index.html'), '<p>widget</p>');
  const script = 'console.log(1);'.repeat(100);
  writeFileSync(join(root, 'widget', 'assets', 'app-Ab3_x-9Z.js'), script);
  writeFileSync(join(root, 'widget', 'assets', 'app-Ab3_x-9Z.js.br'), brotliCompressSync(script));
  writeFileSync(join(root, 'widget', 'assets', 'app-Ab3_x-9Z.js.gz'), gzipSync(script));
});
afterAll(() => folder.remove());
afterEach(() => http.close());

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  http = await startHttp((server) => addStaticFiles(server, { root, policy: (host) => `default-src 'self' ${host}` }));
  return fetch(http.url + path, { headers: { 'accept-encoding': 'identity', ...headers }, method });
};

test('a folder shows its page, with the policy for pages', async () => {
  const page = await get('/');
  expect(await page.text()).toBe('<p>start</p>');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).toBe(`default-src 'self' 127.0.0.1:${http.port}`);
  await http.close();
  expect(await (await get('/widget/index.html?x=1')).text()).toBe('<p>widget</p>');
});

test('a file with a hash in its name is kept for good, compressed as the browser likes', async () => {
  const path = '/widget/assets/app-Ab3_x-9Z.js';
  const plain = await get(path);
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-encoding')).toBeNull();
  const text = await plain.text();
  for (const [accepted, used] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0', null],
  ] as const) {
    await http.close();
    const response = await get(path, { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(used);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(await response.text()).toBe(text);
  }
});

test('a file whose name only looks like that is asked for again', async () => {
  writeFileSync(join(root, 'widget-launcher.js'), '1');
  expect((await get('/widget-launcher.js')).headers.get('cache-control')).toBe('no-cache');
});

test('what the browser has already is not sent again', async () => {
  const etag = (await get('/')).headers.get('etag')!;
  await http.close();
  const again = await get('/', { 'if-none-match': `"other", ${etag}` });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('HEAD tells the size and sends nothing', async () => {
  const response = await get('/', {}, 'HEAD');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe('12');
  expect(await response.text()).toBe('');
});

test('a file that has changed is read again', async () => {
  const file = join(root, 'changing.txt');
  writeFileSync(file, 'old');
  expect(await (await get('/changing.txt')).text()).toBe('old');
  writeFileSync(file, 'new');
  utimesSync(file, new Date(), new Date(Date.now() + 5_000));
  expect(await (await fetch(`${http.url}/changing.txt`)).text()).toBe('new');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/widget/..%2f..%2fsecret.txt',
  '/.built',
  '/widget',
  '/none.js',
  '/%00.txt',
  '/%ff',
  '/..%5csecret.txt',
])('nothing is served at %s', async (path) => {
  await get('/');
  const answer = await sendRaw(http.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(answer).not.toContain('secret');
});
