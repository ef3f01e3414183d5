import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import type { Overrides } from '../../../src/app.ts';
import { startApp, type TestApp } from '../app.ts';

const built = join(import.meta.dirname, '../../../dist/web/widget.js');

/** The service with its real bot and knowledge. */
export function startRealApp(environment: Record<string, string> = {}, overrides: Overrides = {}): Promise<TestApp> {
  if (!existsSync(built)) throw new Error('dist/web is missing: run "npm run build" first.');
  const links = { PRIVACY_URL: '/privacy', IMPRINT_URL: '/imprint', ACCESSIBILITY_URL: '/accessibility' };
  return startApp({ ...links, ...environment }, { ...overrides, bot: undefined });
}

export interface HostPage {
  readonly url: string;
  close(): void;
}

/** Another site with styles and a content security policy that would harm a careless widget. */
export async function startHostPage(serviceUrl: string, { lang = 'de', attributes = '' } = {}): Promise<HostPage> {
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Eine Stadt</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="/hostile.css">
    <script src="${serviceUrl}/widget.js" defer ${attributes}></script></head>
    <body><main><h1>Eine Stadt</h1><p><a href="#top">Ein Link davor</a></p></main></body></html>`;
  const css = `* { font-family: fantasy !important; color: red !important; border-radius: 0 !important; }
    button, svg, dialog, iframe, div { display: none !important; width: 3px !important; transform: rotate(9deg) !important; }
    h1, p { display: block !important; }`;
  const server = createServer((request, response) => {
    const isCss = request.url === '/hostile.css';
    response.setHeader('content-type', isCss ? 'text/css' : 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; script-src ${serviceUrl}; frame-src ${serviceUrl}`,
    );
    response.end(isCss ? css : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** The chat on a page, as tests drive it. */
export interface ChatOnPage {
  readonly page: Page;
  readonly frame: FrameLocator;
  open(): Promise<void>;
  /** Types a message and sends it with Enter. */
  ask(text: string): Promise<void>;
  /** Waits for an answer whose heading or text holds this. */
  answer(text: string | RegExp): Promise<void>;
  /** Waits until everything that was sent has arrived. */
  settled(): Promise<void>;
  /** All messages as they are shown, in order. */
  messages(): Promise<string[]>;
}

/** Visits a page and gives its chat; what the browser reports as an error lands in `errors`. */
export async function visit(context: BrowserContext, url: string, errors: string[] = []): Promise<ChatOnPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  const frame = page.frameLocator('iframe');
  return {
    page,
    frame,
    async open() {
      await page.locator('button[aria-haspopup="dialog"]').click();
      await frame.locator('.service').first().waitFor();
    },
    async ask(text) {
      await frame.locator('textarea').fill(text);
      await frame.locator('textarea').press('Enter');
    },
    answer: (text) => frame.locator('.service').filter({ hasText: text }).last().waitFor(),
    async settled() {
      await frame.locator('.sending').first().waitFor({ state: 'detached' });
      await page.waitForTimeout(300); // events have no mark of their own
    },
    messages: () => frame.locator('.messages > li').allInnerTexts(),
  };
}

/** Waits until the keyboard focus is on an element, also inside a shadow root. */
export async function expectFocus(locator: Locator): Promise<void> {
  const end = Date.now() + 3_000;
  while (!(await locator.evaluate((element) => element === element.getRootNode().activeElement))) {
    if (Date.now() > end) throw new Error(`The focus is not where it belongs: ${locator}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
