import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type DeskPage, openDesk, startDeskApp, startWaiting } from '../../support/web/desk.ts';
import { expectFocus } from '../../support/web/site.ts';
import { useStage } from '../../support/web/stage.ts';

const stage = useStage(() =>
  startDeskApp([
    { login: 'anna', displayName: 'Anna Weber', roles: ['counselor', 'editor', 'admin'], languages: ['de', 'tr'], capacity: 50 },
    { login: 'mehmet', displayName: 'Mehmet Yılmaz', languages: ['tr'] },
  ]),
);

/** A page with a conversation that has messages of all kinds. */
async function atWork(options: BrowserContextOptions = {}): Promise<DeskPage> {
  const desk = await openDesk(await stage.newContext({ viewport: { width: 1024, height: 768 }, ...options }), stage.url);
  await desk.signIn('anna');
  await startWaiting(stage.url, 'tr', 'kızıma kreş yeri arıyorum');
  await startWaiting(stage.url, 'de', 'Wie melde ich mich an?');
  await desk.take('Türkisch');
  await desk.write('Merhaba');
  await desk.page.locator('.understood button').first().click();
  await desk.page.locator('.understood dl').waitFor();
  return desk;
}

/** Rules of WCAG 2.2, levels A and AA, and axe's own best practices. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

test('axe finds nothing at the sign-in, in conversations and in their dialogs', async () => {
  const empty = await openDesk(await stage.newContext(), stage.url);
  await empty.page.getByLabel('Benutzername').waitFor();
  expect(await violations(empty.page)).toEqual([]);
  const { page } = await atWork();
  expect(await violations(page)).toEqual([]);
  for (const tool of ['Textbaustein', 'Eintrag senden', 'Übergeben', 'Beenden']) {
    await page.locator('.toolbar').getByRole('button', { name: tool }).click();
    await page.getByRole('dialog').waitFor();
    await page.locator('.state[role=status]').waitFor({ state: 'detached' });
    expect([tool, await violations(page)]).toEqual([tool, []]);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^Anna Weber/ }).click();
  expect(await violations(page)).toEqual([]);
}, 90_000);

test.each([[{ viewport: { width: 390, height: 844 } }], [{ viewport: { width: 768, height: 1024 } }], [{ colorScheme: 'dark' }]] as const)(
  'axe finds nothing with %j',
  async (options) => {
    const { page } = await atWork(options);
    expect(await violations(page)).toEqual([]);
  },
);

test.each(['insights', 'questions', 'accounts', 'audit', 'conversations'])('axe finds nothing in the area %s', async (area) => {
  const desk = await openDesk(await stage.newContext({ viewport: { width: 1024, height: 768 } }), `${stage.url}`);
  await desk.signIn('anna');
  await desk.page.getByRole('tab', { name: 'Live' }).waitFor();
  await desk.page.goto(`${stage.url}/desk/#${area}`);
  await desk.page.locator('h1').first().waitFor({ state: 'attached' });
  await desk.page.waitForLoadState('networkidle').catch(() => undefined);
  expect(await violations(desk.page)).toEqual([]);
});

test('a conversation is taken, answered, passed on and left with the keyboard alone', async () => {
  const desk = await openDesk(await stage.newContext({ viewport: { width: 1024, height: 768 } }), stage.url);
  const { page } = desk;
  const other = await openDesk(await stage.newContext(), stage.url);
  await other.signIn('mehmet');
  await expectFocus(page.getByLabel('Benutzername'));
  await page.keyboard.type('anna');
  await page.keyboard.press('Tab');
  await page.keyboard.type('korrekt pferd batterie');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Live' }).waitFor();
  const user = await startWaiting(stage.url, 'tr', 'Merhaba');
  await desk
    .item('Türkisch')
    .getByRole('button', { name: /^Übernehmen/ })
    .first()
    .waitFor();

  await desk.page.locator('.item.waiting', { hasText: 'Türkisch' }).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^Wartet noch/).waitFor();
  await page.keyboard.press('u');
  await desk.composer.waitFor();
  await expectFocus(page.locator('.conversation h1'));
  await page.keyboard.press('s');
  await expectFocus(desk.composer);
  await page.keyboard.type('Merhaba');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await user.heard('Merhaba\nAnna');

  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Tastenkürzel' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.getByLabel(/Mehmet Yılmaz/).waitFor();
  await page.getByLabel(/Mehmet Yılmaz/).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await other.item('an Sie übergeben').waitFor();
});

test('everything to tap is at least 44 pixels high, and the focus is always to be seen', async () => {
  const { page } = await atWork();
  const small = await page
    .locator('button:visible, a:visible, summary:visible, textarea:visible, [role=tab]:visible')
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.getBoundingClientRect().height < 44 && !element.closest('.markdown'))
        .map((one) => one.outerHTML),
    );
  expect(small).toEqual([]);
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    expect(await focused.evaluate((element) => element.ownerDocument.defaultView!.getComputedStyle(element).outlineStyle)).toBe('solid');
  }
});

test('new messages are read out; the counselor is not told their own', async () => {
  const { page } = await atWork();
  const user = await startWaiting(stage.url, 'tr', 'Bir soru daha');
  const announced = page.locator('[data-announcements] p');
  await announced.filter({ hasText: 'Jemand Neues wartet' }).first().waitFor();
  expect(await announced.filter({ hasText: 'Merhaba' }).count()).toBe(0);
  await user.say('x');
});

test('at twice the text size nothing needs sideways scrolling', async () => {
  const { page } = await atWork({ viewport: { width: 768, height: 1024 } });
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  const [scroll, client] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');
  expect(scroll).toBe(client);
  expect((await page.locator('.composer .send').boundingBox())!.width).toBeGreaterThan(40);
});

test('who wants English gets English, and the choice is remembered', async () => {
  const { page } = await atWork();
  await page.getByRole('button', { name: /^Anna Weber/ }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: /Queue/ }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('heading', { name: /Queue/ }).waitFor();
});
