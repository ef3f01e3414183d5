import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createSecondOpinion } from '../../src/azure/second-opinion.ts';
import type { LanguageOpinion } from '../../src/bot/steps/understanding.ts';

let server: Server | undefined;
const reports: string[] = [];

/** A server that speaks the protocol of Azure AI Language's language detection, v3.1. */
async function azure(handler: RequestListener): Promise<LanguageOpinion> {
  server = createServer(handler);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  reports.length = 0;
  return createSecondOpinion({ endpoint: `http://127.0.0.1:${port}`, key: 'k', timeoutMs: 300, report: (reason) => reports.push(reason) });
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const answering =
  (primary: object): RequestListener =>
  (request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ documents: [{ id: '0', detectedLanguage: primary, warnings: [] }], errors: [], modelVersion: 'latest' }),
      );
    });
  };

test('gives the language that the service found, as a primary tag', async () => {
  const seen: { path: string | undefined; key: string | undefined; body: string }[] = [];
  const opinion = await azure((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ path: request.url, key: request.headers['ocp-apim-subscription-key'] as string, body });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          documents: [{ id: '0', detectedLanguage: { name: 'Chinese', iso6391Name: 'zh_chs', confidenceScore: 0.99 }, warnings: [] }],
          errors: [],
          modelVersion: 'latest',
        }),
      );
    });
  });
  expect(await opinion.language('你好')).toBe('zh');
  expect(seen[0]?.path).toContain('/languages');
  expect(seen[0]?.key).toBe('k');
  expect(JSON.parse(seen[0]?.body ?? '{}').documents[0].text).toBe('你好');
});

test('an unsure answer is no opinion', async () => {
  const opinion = await azure(answering({ name: 'Swahili', iso6391Name: 'sw', confidenceScore: 0.3 }));
  expect(await opinion.language('ok')).toBeUndefined();
});

test('an answer of another form is no opinion', async () => {
  const opinion = await azure(answering({ name: '(Unknown)', iso6391Name: '(Unknown)', confidenceScore: 1 }));
  expect(await opinion.language('xx')).toBeUndefined();
});

test('a failing service is reported by its status, without the text', async () => {
  const opinion = await azure((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 'Unauthorized', message: 'secret message text' } }));
  });
  expect(await opinion.language('secret message text')).toBeUndefined();
  expect(reports.join()).toContain('401');
  expect(reports.join()).not.toContain('secret');
});

test('what is not JSON is no opinion', async () => {
  const opinion = await azure((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('<html>');
  });
  expect(await opinion.language('merhaba')).toBeUndefined();
  expect(reports).toHaveLength(1);
});

test('a slow service is not waited for', async () => {
  const opinion = await azure(() => {});
  const started = performance.now();
  expect(await opinion.language('merhaba')).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(2000);
  expect(reports[0]).toContain('300 ms');
});
