import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { DeskClient } from '../support/desk-client.ts';
import { newestIn, startOffice } from '../support/web/office.ts';
import { queueUp } from '../support/web/queue.ts';
import type { ChatOnPage } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(startOffice);
let ayse: DeskClient;
beforeAll(async () => {
  ayse = await stage.app.counselor({ login: 'ayse', displayName: 'Ayşe Yılmaz', languages: ['de', 'ar', 'tr'], capacity: 20 });
  await stage.app.past();
});

/** Rules of WCAG 2.2, levels A and AA, and axe's own best practices. */
async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

async function wait(options: BrowserContextOptions & { locale: string }): Promise<ChatOnPage> {
  return queueUp(await stage.newContext(options), `${stage.url}/`, { locale: options.locale });
}

/** Ayşe takes the conversation, says something, sends an entry, and is writing. */
async function talk(chat: ChatOnPage): Promise<void> {
  const id = await newestIn(ayse, 'waiting');
  await ayse.post(`/handoffs/${id}/claim`);
  await ayse.post(`/handoffs/${id}/messages`, { text: 'Guten Tag, 0711 216-0 oder https://www.stuttgart.de', clientId: 'a' });
  await ayse.post(`/handoffs/${id}/messages`, { entry: 'language/integration-course', clientId: 'b' });
  await chat.frame.locator('.person h2').waitFor();
  await ayse.post(`/handoffs/${id}/typing`);
  await chat.frame.locator('.typing').waitFor();
}

const phone = { width: 360, height: 740 };

describe('axe finds nothing in the queue, at the question whether to forget, and with a counselor', () => {
  test.each([
    { locale: 'de', colorScheme: 'light' },
    { locale: 'de', colorScheme: 'dark', viewport: phone },
    { locale: 'ar', colorScheme: 'light', viewport: phone },
    { locale: 'ar', colorScheme: 'dark' },
  ] as const)('in %j', async (options) => {
    const chat = await wait(options);
    await chat.frame.locator('.kept button').click();
    expect(await violations(chat.page)).toEqual([]);
    await talk(chat);
    expect(await violations(chat.page)).toEqual([]);
  });
});

test('everything to tap is at least 44 pixels high, or part of a sentence', async () => {
  const chat = await wait({ locale: 'de', viewport: phone });
  const small = () =>
    chat.frame
      .locator('button:visible, a:visible')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.getBoundingClientRect().height < 44 && !element.closest('.service > p'))
          .map((element) => element.outerHTML),
      );
  expect(await small()).toEqual([]);
  await chat.frame.locator('.kept button').click();
  expect(await small()).toEqual([]);
  await talk(chat);
  expect(await small()).toEqual([]);
});

test.each(['de', 'ar'] as const)(
  'at twice the text size nothing is cut off, and the conversation can still be read: %s',
  async (locale) => {
    const chat = await wait({ locale, viewport: phone });
    await chat.frame.locator('html').evaluate((html) => {
      html.style.fontSize = '200%';
    });
    await chat.frame.locator('.kept button').click();
    const strip = chat.frame.locator('.handoff');
    for (const button of await strip.locator('button').all()) {
      await button.scrollIntoViewIfNeeded();
      const box = (await button.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(phone.width);
    }
    expect(await strip.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect((await chat.frame.locator('.log').boundingBox())!.height).toBeGreaterThan(150);
    await talk(chat);
  },
);

test('from the queue to the question whether to forget, everything works with the keyboard alone', async () => {
  const chat = await wait({ locale: 'de' });
  await chat.frame.locator('textarea').focus();
  const focused = chat.frame.locator(':focus');
  for (const name of ['Hier vergessen', 'Warteschlange verlassen']) {
    for (let presses = 0; presses < 40 && (await focused.textContent()) !== name; presses += 1) await chat.page.keyboard.press('Shift+Tab');
    expect(await focused.textContent()).toBe(name);
    expect(await focused.evaluate((element) => element.ownerDocument.defaultView.getComputedStyle(element).outlineStyle)).toBe('solid');
  }
  await chat.page.keyboard.press('Enter');
  await chat.frame.locator('.handoff').waitFor({ state: 'detached' });
});
