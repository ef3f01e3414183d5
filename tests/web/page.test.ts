import { expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { startApp } from '../support/app.ts';
import { visit } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(() => startApp({ SERVICE_NAME: 'Wegzeiger', IMPRINT_URL: 'https://example.org/imprint' }));
let context: BrowserContext;

test('greets in every language that the chat speaks, each marked with language and direction', async () => {
  context = await stage.newContext();
  const { page } = await visit(context, `${stage.url}/`);
  const greeting = page.getByText('أهلًا وسهلًا بكم في شتوتغارت!');
  expect(await greeting.getAttribute('dir')).toBe('rtl');
  expect(await greeting.getAttribute('lang')).toBe('ar');
  expect(await page.locator('.card').count()).toBe(7);
});

test('a tap on an example question opens the chat and asks it', async () => {
  context = await stage.newContext();
  const errors: string[] = [];
  const { page, answer } = await visit(context, `${stage.url}/`, errors);
  await page.getByRole('button', { name: 'Nerede Almanca öğrenebilirim?' }).click();
  await answer('1: Nerede Almanca öğrenebilirim?');
  expect(errors).toEqual([]);
});

test('bears the name of its operator and says how to embed the chat at this address', async () => {
  context = await stage.newContext();
  const { page } = await visit(context, `${stage.url}/`);
  await page.locator('.brand').getByText('Wegzeiger').waitFor();
  expect(await page.title()).toBe('Wegzeiger');
  expect(await page.locator('footer').getByRole('link', { name: 'Impressum' }).getAttribute('href')).toBe('https://example.org/imprint');
  expect(await page.locator('[data-snippet]').textContent()).toBe(`<script src="${stage.url}/widget.js" defer data-lang="auto"></script>`);
});

test('fits a phone', async () => {
  context = await stage.newContext({ locale: 'de', viewport: { width: 320, height: 640 } });
  const { page } = await visit(context, `${stage.url}/`);
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(320);
});
