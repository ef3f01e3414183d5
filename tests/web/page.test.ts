import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { launchBrowser } from '../support/web/browser.ts';
import { visit } from '../support/web/site.ts';

let app: TestApp;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startApp({ SERVICE_NAME: 'Wegzeiger', IMPRINT_URL: 'https://example.org/imprint' }),
    launchBrowser(),
  ]);
}, 300_000);
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await app.stop();
});

test('greets in every language that the chat speaks, each marked with language and direction', async () => {
  context = await browser.newContext({ locale: 'de' });
  const { page } = await visit(context, `${app.url}/`);
  const greeting = page.getByText('أهلًا وسهلًا بكم في شتوتغارت!');
  expect(await greeting.getAttribute('dir')).toBe('rtl');
  expect(await greeting.getAttribute('lang')).toBe('ar');
  expect(await page.locator('.card').count()).toBe(7);
});

test('a tap on an example question opens the chat and asks it', async () => {
  context = await browser.newContext({ locale: 'de' });
  const errors: string[] = [];
  const { page, answer } = await visit(context, `${app.url}/`, errors);
  await page.getByRole('button', { name: 'Nerede Almanca öğrenebilirim?' }).click();
  await answer('1: Nerede Almanca öğrenebilirim?');
  expect(errors).toEqual([]);
});

test('bears the name of its operator and says how to embed the chat at this address', async () => {
  context = await browser.newContext({ locale: 'de' });
  const { page } = await visit(context, `${app.url}/`);
  await page.locator('.brand').getByText('Wegzeiger').waitFor();
  expect(await page.title()).toBe('Wegzeiger');
  expect(await page.locator('footer').getByRole('link', { name: 'Impressum' }).getAttribute('href')).toBe('https://example.org/imprint');
  expect(await page.locator('[data-snippet]').textContent()).toBe(`<script src="${app.url}/widget.js" defer data-lang="auto"></script>`);
});

test('fits a phone', async () => {
  context = await browser.newContext({ locale: 'de', viewport: { width: 320, height: 640 } });
  const { page } = await visit(context, `${app.url}/`);
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(320);
});
