import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { loadLanguages } from '../../src/knowledge/languages.ts';
import type { Content } from '../../src/load-bot.ts';
import { loadTexts } from '../../src/reply/i18n.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { scriptedInterpreter } from '../support/builders.ts';
import { DeskClient } from '../support/desk-client.ts';
import { knowledge } from '../support/desk-server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { capturedLog } from '../support/log.ts';

const folder = temporaryFolder();
const locales = join(import.meta.dirname, '../../locales');
let content: Content;
let app: TestApp;

beforeAll(async () => {
  const languages = await loadLanguages(locales);
  const texts = await loadTexts(locales, languages);
  content = { knowledge, languages, texts, interpreter: scriptedInterpreter({}), unsupported: new Map() };
  mkdirSync(join(folder.path, 'desk'));
  for (const page of ['index.html', 'desk/index.html']) writeFileSync(join(folder.path, page), page);
});
afterEach(() => app.stop());
afterAll(() => folder.remove());

test('the page of the desk loads nothing from elsewhere, runs nothing inline, and stands in no frame', async () => {
  app = await startApp({ ALLOWED_ORIGINS: 'https://city.example' }, { content, webRoot: folder.path });
  const redirect = await fetch(`${app.url}/desk`, { redirect: 'manual' });
  expect([redirect.status, redirect.headers.get('location')]).toEqual([308, '/desk/']);
  const page = await fetch(`${app.url}/desk`);
  expect(await page.text()).toBe('desk/index.html');
  const policy = page.headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|city\.example|\*/);
  expect((await fetch(`${app.url}/`)).headers.get('content-security-policy')).toContain('https://city.example');
});

test('a new service says how the first account is made', async () => {
  const { log, text } = capturedLog('info');
  app = await startApp({}, { content, log });
  expect(text()).toContain('npm run desk -- add-counselor');
  expect((await new DeskClient(app.url).get('/me')).status).toBe(401);
});

test('where conversations are led elsewhere, editors still have their desk', async () => {
  app = await startApp(
    { HANDOFF_HUB: 'off', OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' },
    { content },
  );
  expect((await new DeskClient(app.url).get('/sign-in')).body).toEqual({
    password: true,
    openId: 'OpenID Connect',
    serviceName: 'Wegweiser',
  });
  expect((await new DeskClient(app.url).get('/questions')).status).toBe(401);
});
