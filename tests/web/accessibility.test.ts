import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type ChatOnPage, expectFocus, startRealApp, visit } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(startRealApp);
let context: BrowserContext;

const questions = { de: 'Wie melde ich mich für einen Integrationskurs an?', ar: 'كيف أسجل في دورة الاندماج؟' } as const;
const dangers = { de: 'Mein Mann schlägt mich', ar: 'زوجي يضربني' } as const;

async function arrive(options: BrowserContextOptions): Promise<ChatOnPage> {
  context = await stage.newContext(options);
  return visit(context, `${stage.url}/`);
}

/** Rules of WCAG 2.2, levels A and AA, and axe's own best practices. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

describe('axe finds nothing', () => {
  test('at any stage of a conversation', async () => {
    const chat = await arrive({});
    expect(await violations(chat.page)).toEqual([]);
    await chat.open();
    expect(await violations(chat.page)).toEqual([]);
    await chat.ask(questions.de);
    await chat.frame.locator('.service h2').waitFor();
    await chat.frame.locator('summary').click();
    expect(await violations(chat.page)).toEqual([]);
  });

  // With everything that there is to see.
  test.each([
    ['de', { colorScheme: 'light' }],
    ['de', { colorScheme: 'dark' }],
    ['ar', { colorScheme: 'light' }],
    ['ar', { viewport: { width: 360, height: 740 } }],
    ['de', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ] as const)('in %s with %j', async (locale, options) => {
    const chat = await arrive({ locale, ...options });
    await chat.open();
    await chat.ask(questions[locale]);
    await chat.frame.locator('.service h2').waitFor();
    await chat.frame.locator('summary').click();
    await chat.ask(dangers[locale]);
    await chat.frame.locator('.safety').waitFor();
    await chat.frame.locator('.languages > button').click();
    await context.setOffline(true);
    await chat.frame.locator('.banner').waitFor();
    expect(await violations(chat.page)).toEqual([]);
  });
});

test('a whole conversation works with the keyboard alone', async () => {
  const { page, frame } = await arrive({});
  for (let presses = 0; presses < 60 && !(await isFocused('button[aria-haspopup]')); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectFocus(frame.locator('textarea'));
  await page.keyboard.type(questions.de);
  await page.keyboard.press('Enter');
  await frame.locator('.service h2').waitFor();

  // Back from the field: the next steps, the answer's controls, the conversation itself, the header.
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    const focused = frame.locator(':focus');
    if ((await focused.count()) === 0) break;
    seen.push(await focused.evaluate((element) => (element.getAttribute('aria-label') ?? element.textContent).trim()));
    const outline = await focused.evaluate((element) => element.ownerDocument.defaultView.getComputedStyle(element).outlineStyle);
    expect(outline).toBe('solid');
  }
  expect(seen).toEqual(expect.arrayContaining(['Ja', 'Nein', 'Gespräch', 'Deutsch, Sprache wählen', 'Chat schließen']));
  expect(seen.some((name) => name.startsWith('Quellen'))).toBe(true);

  // A language by keyboard; the arrows go through the list, Escape leaves it without closing the chat.
  await frame.locator('.languages > button').focus();
  await page.keyboard.press('Enter');
  await expectFocus(frame.getByRole('button', { name: 'Deutsch', exact: true }));
  await page.keyboard.press('ArrowUp');
  await expectFocus(frame.getByRole('button', { name: 'Русский' }));
  await page.keyboard.press('Escape');
  await frame.locator('.language-list').waitFor({ state: 'hidden' });
  await expectFocus(frame.locator('.languages > button'));
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'hidden' });

  function isFocused(selector: string): Promise<boolean> {
    return page.locator(selector).evaluate((element) => element === element.getRootNode().activeElement);
  }
});

test('new answers are read out, in their language and in order; own words and a reloaded conversation are not', async () => {
  const chat = await arrive({});
  await chat.open();
  await chat.ask(questions.de);
  await chat.frame.locator('.service h2').waitFor();
  await chat.ask(questions.ar);
  await chat.answer('دورة الاندماج');
  const announced = chat.frame.locator('[aria-live="polite"] p');
  await announced.filter({ hasText: 'دورة الاندماج' }).waitFor();
  expect(await announced.evaluateAll((items) => items.map((item) => item.lang))).toEqual(['de', 'ar']);
  expect(await announced.first().textContent()).toContain('Integrationskurs');
  expect(await chat.frame.locator('[aria-live="polite"]').textContent()).not.toContain(questions.de);
  expect(await chat.frame.getByRole('log').getAttribute('aria-live')).toBe('off');

  await chat.settled();
  await chat.page.reload();
  await chat.open();
  await chat.answer('دورة الاندماج');
  expect(await announced.count()).toBe(0);
});

test('everything to tap is at least 44 pixels high, or part of a sentence', async () => {
  const chat = await arrive({ viewport: { width: 360, height: 740 } });
  await chat.open();
  await chat.ask(questions.de);
  await chat.frame.locator('.service h2').waitFor();
  await chat.frame.locator('summary').click();
  const small = await chat.frame
    .locator('button:visible, a:visible, summary:visible, textarea:visible')
    .evaluateAll((elements) =>
      elements
        .filter(
          (element) =>
            element.getBoundingClientRect().height < 44 && !element.closest('.service > p, .service > ul, .service > ol, .sources li'),
        )
        .map((element) => element.outerHTML),
    );
  expect(small).toEqual([]);
});

test('at twice the text size nothing is cut off or needs sideways scrolling', async () => {
  const chat = await arrive({ viewport: { width: 360, height: 740 } });
  await chat.open();
  await chat.ask(questions.de);
  await chat.frame.locator('.service h2').waitFor();
  await chat.frame.locator('html').evaluate((html) => {
    html.style.fontSize = '200%';
  });
  await chat.frame.locator('.languages > button').click();
  const widths = await chat.frame.locator('.log').evaluate((log) => [log.scrollWidth, log.clientWidth]);
  expect(widths[0]).toBe(widths[1]);
  for (const name of ['Chat schließen', 'Senden']) {
    const box = await chat.frame.getByRole('button', { name }).boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
  }
});

test('who wants less motion gets none, and who chose their own colours keeps them', async () => {
  const chat = await arrive({ reducedMotion: 'reduce', forcedColors: 'active' });
  await chat.open();
  await chat.ask(questions.de);
  await chat.frame.locator('.service h2').waitFor();
  const border = await chat.frame
    .locator('.bubble')
    .evaluate((bubble) => bubble.ownerDocument.defaultView.getComputedStyle(bubble).borderTopWidth);
  expect(border).toBe('1px');
  const transition = await chat.page
    .locator('button[aria-haspopup]')
    .evaluate((b) => b.ownerDocument.defaultView.getComputedStyle(b).transitionDuration);
  expect(transition).toBe('0s');
});
