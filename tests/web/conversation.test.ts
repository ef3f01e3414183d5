import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { type ChatOnPage, expectFocus, startRealApp, visit } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(startRealApp);
let context: BrowserContext;
let chat: ChatOnPage;

beforeEach(async () => {
  context = await stage.newContext();
  chat = await visit(context, `${stage.url}/`);
  await chat.open();
});

describe('before the first question', () => {
  test('the chat says that it is a program and links what the law asks for', async () => {
    await chat.frame.getByText('Hier antwortet ein Programm, kein Mensch.').waitFor();
    for (const [name, path] of [
      ['Datenschutz', '/privacy'],
      ['Impressum', '/imprint'],
      ['Barrierefreiheit', '/accessibility'],
    ] as const) {
      const link = chat.frame.locator('.notice').getByRole('link', { name });
      expect(await link.getAttribute('href')).toBe(path);
    }
  });
});

describe('an answer', () => {
  test('has a heading, text, contacts to tap, and sources with their date', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    const answer = chat.frame.locator('.service').last();
    await answer.getByRole('heading', { level: 2 }).waitFor();
    expect(await answer.locator('a[href^="tel:+49711"]').first().getAttribute('aria-label')).toMatch(/^0711 .* anrufen$/);
    expect(await answer.locator('a[href^="mailto:"]').count()).toBeGreaterThan(0);
    await answer.getByText(/^Geprüft am \d+\. \S+ 20\d\d$/).waitFor();

    await answer.getByText(/^Quellen/).click();
    const source = answer.locator('.sources li a').first();
    await source.waitFor();
    expect(await source.getAttribute('target')).toBe('_blank');
    expect(await source.getAttribute('rel')).toContain('noopener');
    await answer.getByRole('link', { name: 'öffnet in neuem Tab' }).first().waitFor();
  });

  test('in danger shows the numbers first, large enough for a shaking thumb', async () => {
    await chat.ask('Mein Mann schlägt mich');
    const answer = chat.frame.locator('.safety');
    await answer.getByText('Hilfe im Notfall').waitFor();
    const call = answer.locator('a[href="tel:110"]');
    const box = await call.boundingBox();
    expect(box!.height).toBeGreaterThanOrEqual(60);
    expect(box!.width).toBeGreaterThan(200);
    await answer.locator('a[href="tel:116016"]').waitFor();
  });

  test('offers next steps; a tap sends one, and typing goes on at the field', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    const step = chat.frame.locator('.suggestions button').first();
    const title = (await step.textContent()) ?? '';
    await step.click();
    await chat.frame.locator('.own').nth(1).waitFor();
    expect(await chat.frame.locator('.own').nth(1).textContent()).toContain(title);
    await expectFocus(chat.frame.locator('textarea'));
  });

  test('can be rated once, and a reload remembers it', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    await chat.frame.getByRole('group', { name: 'Hat Ihnen das geholfen?' }).getByRole('button', { name: 'Ja' }).click();
    const thanks = chat.frame.getByText('Danke für Ihre Rückmeldung.');
    await expectFocus(thanks);
    await chat.settled();
    await chat.page.reload();
    await chat.open();
    await thanks.waitFor();
    expect(await chat.frame.getByRole('group', { name: 'Hat Ihnen das geholfen?' }).count()).toBe(0);
  });

  test('that did not help leads to a person', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    const before = await chat.frame.locator('.service').count();
    await chat.frame.getByRole('group', { name: 'Hat Ihnen das geholfen?' }).getByRole('button', { name: 'Nein' }).click();
    await chat.frame.locator('.service').nth(before).waitFor();
    expect(await chat.frame.locator('.suggestions button').count()).toBeGreaterThan(0);
  });
});

describe('languages', () => {
  test('another one from the menu turns the window and repeats the last answer in it', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    await chat.frame.getByRole('button', { name: 'Sprache wählen' }).click();
    await chat.frame.getByRole('button', { name: 'العربية' }).click();
    await chat.answer('دورة الاندماج');
    expect(await chat.frame.locator('.app').getAttribute('dir')).toBe('rtl');
    expect(await chat.frame.locator('html').getAttribute('lang')).toBe('ar');
    expect(await chat.frame.locator('textarea').getAttribute('placeholder')).toBe('اكتبوا سؤالكم …');
    await expectFocus(chat.frame.locator('.languages > button'));
    await chat.page.keyboard.press('Escape');
    await chat.page.getByRole('button', { name: 'اطرحوا سؤالكم' }).waitFor();
  });

  test('the chosen one is kept over a reload', async () => {
    await chat.frame.getByRole('button', { name: 'Sprache wählen' }).click();
    await chat.frame.getByRole('button', { name: 'Türkçe' }).click();
    await chat.frame.getByPlaceholder('Sorunuz …').waitFor();
    await chat.page.reload();
    await chat.open();
    await chat.frame.getByPlaceholder('Sorunuz …').waitFor();
  });

  test('an Arabic answer in a German window reads right to left, with labels of its own and numbers intact', async () => {
    await chat.ask('كيف أسجل في دورة الاندماج؟');
    await chat.answer('دورة الاندماج');
    const answer = chat.frame.locator('.service').last();
    expect(await answer.getAttribute('dir')).toBe('rtl');
    expect(await answer.getAttribute('lang')).toBe('ar');
    await answer.getByText('للتواصل').waitFor();
    const phone = answer.locator('a[href^="tel:"] bdi').first();
    expect(await phone.getAttribute('dir')).toBe('ltr');
    expect(await phone.textContent()).toMatch(/^0711 /);
    expect(await chat.frame.locator('.app').getAttribute('dir')).toBe('ltr');
    expect(await chat.frame.locator('.own .bubble').getAttribute('dir')).toBe('auto');
  });
});

describe('what is typed', () => {
  test('is shown as it was typed, never as markup', async () => {
    const text = '<img src=x onerror="alert(1)"> **fett** [x](javascript:alert(1))';
    await chat.ask(text);
    await chat.frame.getByText(text).waitFor();
    expect(await chat.frame.locator('.messages img').count()).toBe(0);
  });

  test('may have lines: Shift+Enter begins one, Enter sends, and the field grows to four lines', async () => {
    const field = chat.frame.locator('textarea');
    const heights: number[] = [];
    for (const line of ['eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs']) {
      await field.pressSequentially(line);
      await field.press('Shift+Enter');
      heights.push((await field.boundingBox())!.height);
    }
    expect(heights[1]).toBeGreaterThan(heights[0]!);
    expect(heights.at(-1)).toBe(heights[3]);
    await field.press('Enter');
    expect(await chat.frame.locator('.own .bubble').textContent()).toContain('eins\nzwei');
    expect(await field.inputValue()).toBe('');
  });

  test('and is longer than the service takes stays in the field, with a sentence that says so', async () => {
    const field = chat.frame.locator('textarea');
    await field.fill('ä'.repeat(4_001));
    await chat.frame.getByRole('alert').filter({ hasText: '4.001 von höchstens 4.000 Zeichen' }).waitFor();
    await field.press('Enter');
    expect(await chat.frame.locator('.own').count()).toBe(0);
    await field.fill('👩'.repeat(4_000));
    expect(await chat.frame.locator('#too-long').textContent()).toBe('');
  });

  test('nothing but blanks is not sent', async () => {
    await chat.ask('   \n ');
    expect(await chat.frame.locator('.own').count()).toBe(0);
  });
});

describe('a reload', () => {
  test('goes on with the same conversation', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    await chat.settled();
    const before = await chat.messages();
    await chat.page.reload();
    await chat.open();
    await chat.answer('Integrationskurs');
    expect(await chat.messages()).toEqual(before);
    await chat.ask('Was kostet der Integrationskurs?');
    await chat.frame.locator('.service').nth(2).waitFor();
  });

  test('a new tab begins a new one: nobody reads on at a shared computer', async () => {
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    const other = await visit(context, `${stage.url}/`);
    await other.open();
    expect(await other.frame.locator('.own').count()).toBe(0);
  });
});

test('"delete my data" empties the window as well, and the chat goes on', async () => {
  await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
  await chat.answer('Integrationskurs');
  await chat.ask('Meine Daten löschen');
  await chat.frame.locator('.suggestions button').filter({ hasText: 'löschen' }).first().click();
  await chat.frame.locator('.own').first().waitFor({ state: 'detached' });
  expect(await chat.frame.locator('.service').count()).toBe(1);
  await chat.ask('Integrationskurs');
  await chat.answer('Integrationskurs');
  expect(await chat.frame.locator('.own').count()).toBe(1);
});

test('"show my data" gives a file to save, without leaving the chat', async () => {
  await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
  await chat.answer('Integrationskurs');
  await chat.ask('Meine Daten zeigen');
  const link = chat.frame.getByRole('link', { name: 'Alles als Datei herunterladen' });
  expect(await link.getAttribute('target')).toBeNull();
  const [download] = await Promise.all([chat.page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('wegweiser-data.html');
  expect(readFileSync(await download.path(), 'utf8')).toContain('Wie melde ich mich für einen Integrationskurs an?');
  expect(context.pages()).toHaveLength(1);
});
