import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { expectFocus, type HostPage, startHostPage, startRealApp, visit } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(startRealApp);
let host: HostPage;
let context: BrowserContext;

beforeAll(async () => {
  host = await startHostPage(stage.url);
});
afterAll(() => host?.close());

const wide = { viewport: { width: 1280, height: 800 }, locale: 'de' };
const phone = { viewport: { width: 360, height: 740 }, locale: 'de' };
const openButton = 'button[aria-haspopup="dialog"]';

describe('a page with the chat', () => {
  test('loads nothing but the one script until the chat is opened', async () => {
    context = await stage.newContext(wide);
    const requests: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    const { page, open } = await visit(context, host.url);
    await page.locator(openButton).waitFor();
    expect(requests.filter((url) => url.startsWith(stage.url))).toEqual([`${stage.url}/widget.js`]);
    await open();
    expect(requests.every((url) => url.startsWith(stage.url) || url.startsWith(host.url))).toBe(true);
    expect(await context.cookies()).toEqual([]);
  });

  test('neither harms the chat with its styles and its policy, nor is harmed', async () => {
    context = await stage.newContext(wide);
    const errors: string[] = [];
    const { page, open, frame } = await visit(context, host.url, errors);
    const heading = page.locator('h1');
    const before = await heading.boundingBox();
    await open();
    expect(await heading.boundingBox()).toEqual(before);
    const panel = await page.locator('dialog').boundingBox();
    expect(panel).toMatchObject({ width: 420, height: 720 });
    expect(
      await frame.locator('h1').evaluate((heading) => heading.ownerDocument.defaultView.getComputedStyle(heading).fontFamily),
    ).not.toContain('fantasy');
    expect(errors).toEqual([]);
  });

  test('opens and closes by button and Escape, and the focus comes back', async () => {
    context = await stage.newContext(wide);
    const { page, open, frame } = await visit(context, host.url);
    await open();
    await expectFocus(frame.locator('textarea'));
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'hidden' });
    await expectFocus(page.locator(openButton));

    await page.keyboard.press('Enter');
    await frame.getByRole('button', { name: 'Chat schließen' }).click();
    await page.locator('dialog').waitFor({ state: 'hidden' });
    await expectFocus(page.locator(openButton));
  });

  test('has a named frame and a named button', async () => {
    context = await stage.newContext(wide);
    const { page, open } = await visit(context, host.url);
    await page.getByRole('button', { name: 'Frage stellen' }).waitFor();
    await open();
    expect(await page.locator('iframe').getAttribute('title')).toBe('Chat');
    await page.getByRole('dialog', { name: 'Chat' }).waitFor();
  });

  test('can open the chat and ask from its own scripts', async () => {
    context = await stage.newContext(wide);
    const { page, answer } = await visit(context, host.url);
    await page.evaluate('window.wegweiser.ask("Wie melde ich mich für einen Integrationskurs an?")');
    await answer('Integrationskurs');
  });

  test('heeds nothing that another origin or an unknown script tells it', async () => {
    context = await stage.newContext(wide);
    const { page, open, frame } = await visit(context, host.url);
    await open();
    await page.evaluate('window.postMessage({ wegweiser: "close" }, "*")');
    // From inside the frame's own page, but not from its parent.
    await frame.locator('body').evaluate((body) => body.ownerDocument.defaultView.postMessage({ wegweiser: 'ask', text: 'forged' }, '*'));
    await page.waitForTimeout(300);
    expect(await page.locator('dialog').isVisible()).toBe(true);
    expect(await frame.locator('.own').count()).toBe(0);
  });

  test('shows on the button that an answer came while the chat was closed', async () => {
    context = await stage.newContext(wide);
    const { page, open, ask } = await visit(context, host.url);
    await open();
    // The question arrives only after the panel was closed.
    await context.route('**/activities', (route) => setTimeout(() => void route.continue(), 500));
    await ask('Integrationskurs');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Frage stellen (neue Nachricht)' }).waitFor();
    await page.locator(openButton).click();
    expect(await page.locator(openButton).getAttribute('aria-label')).toBe('Frage stellen');
  });
});

describe('on a phone', () => {
  test('the panel covers the screen and what is behind it is out of reach', async () => {
    context = await stage.newContext(phone);
    const { page, open, frame } = await visit(context, host.url);
    await open();
    expect(await page.locator('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    await frame.getByRole('button', { name: 'Chat schließen' }).focus();
    for (let presses = 0; presses < 25; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.tagName')).not.toBe('A');
    }
  });

  test('nothing is wider than the screen, and the field is large enough not to be zoomed into', async () => {
    context = await stage.newContext(phone);
    const { open, frame, ask, answer } = await visit(context, host.url);
    await open();
    await ask('Wie melde ich mich für einen Integrationskurs an?');
    await answer('Integrationskurs');
    const [scrollWidth, clientWidth] = await frame.locator('.log').evaluate((log) => [log.scrollWidth, log.clientWidth]);
    const fontSize = await frame
      .locator('textarea')
      .evaluate((field) => Number.parseFloat(field.ownerDocument.defaultView.getComputedStyle(field).fontSize));
    expect(scrollWidth).toBe(clientWidth);
    expect(fontSize).toBeGreaterThanOrEqual(16);
  });

  test('the panel can be closed even if the service does not answer', async () => {
    context = await stage.newContext(phone);
    await context.route('**/widget/index.html', (route) => route.abort());
    const { page } = await visit(context, host.url);
    await page.locator(openButton).click();
    await page.getByRole('button', { name: 'Chat schließen' }).click();
    await page.locator('dialog').waitFor({ state: 'hidden' });
    await expectFocus(page.locator(openButton));
  });

  test('turned from upright to wide, the chat stays as it is', async () => {
    context = await stage.newContext(phone);
    const { page, open, frame, ask, answer } = await visit(context, host.url);
    await open();
    await ask('Integrationskurs');
    await answer('Integrationskurs');
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.waitForTimeout(200);
    expect(await page.locator('dialog').boundingBox()).toMatchObject({ width: 420 });
    await frame.locator('.own').waitFor();
  });
});

describe('the language of the window', () => {
  test.each([
    ['the browser is Turkish', { locale: 'tr-TR' }, {}, 'Soru sorun'],
    ['the page is Arabic', { locale: 'de' }, { lang: 'ar' }, 'اطرحوا سؤالكم'],
    ['the page fixes it', { locale: 'tr' }, { attributes: 'data-lang="uk"' }, 'Поставити запитання'],
    ['the browser has none of ours', { locale: 'vi' }, {}, 'Ask a question'],
  ])('when %s', async (_when, options, page, label) => {
    context = await stage.newContext({ ...wide, ...options });
    const other = await startHostPage(stage.url, page);
    try {
      const chat = await visit(context, other.url);
      await chat.page.getByRole('button', { name: label }).click();
      await chat.frame.locator('.service').first().waitFor();
      const dir = await chat.frame.locator('.app').getAttribute('dir');
      expect(dir).toBe(label === 'اطرحوا سؤالكم' ? 'rtl' : 'ltr');
    } finally {
      other.close();
    }
  });
});
