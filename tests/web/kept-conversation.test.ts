import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { DeskClient } from '../support/desk-client.ts';
import { until } from '../support/until.ts';
import { newestIn, startOffice } from '../support/web/office.ts';
import { leaveMessage, queueUp, tap } from '../support/web/queue.ts';
import { type ChatOnPage, expectFocus, type HostPage, startHostPage, visit } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(startOffice);
const DAY_MS = 24 * 3_600_000;
let ayse: DeskClient;
let context: BrowserContext;

beforeAll(async () => {
  ayse = await stage.app.counselor({ login: 'ayse', displayName: 'Ayşe Yılmaz', capacity: 20 });
});
beforeEach(async () => {
  context = await stage.newContext();
});
afterEach(async () => {
  for (const { id } of (await ayse.get('/handoffs?states=waiting')).body) await ayse.post(`/handoffs/${id}/claim`);
});

const hosts: HostPage[] = [];
afterAll(() => {
  for (const host of hosts) host.close();
});

const openButton = 'button[aria-haspopup="dialog"]';
const address = () => `${stage.url}/`;
const banner = ({ frame }: ChatOnPage) => frame.getByRole('region', { name: 'Beratung' });
const onDevice = ({ page }: ChatOnPage) => page.evaluate<string | null>("localStorage.getItem('wegweiser')");

/** Closes the browser and opens it again: what ends with a tab is gone. */
async function reopenBrowser(): Promise<void> {
  const storageState = await context.storageState();
  await context.close();
  context = await stage.newContext({ storageState });
}

async function open(): Promise<ChatOnPage> {
  const chat = await visit(context, address());
  await chat.open();
  return chat;
}

describe('without a counselor', () => {
  test('nothing is kept on the device', async () => {
    const chat = await open();
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    expect(await onDevice(chat)).toBeNull();
  });
});

describe('who waits', () => {
  test('is told that the chat is kept, and finds it again after closing the browser', async () => {
    const chat = await queueUp(context, address());
    await banner(chat).getByText('Bis zum Ende bleibt der Chat auf diesem Gerät.').waitFor();
    await chat.settled();
    const said = await chat.messages();
    await reopenBrowser();
    const again = await open();
    await banner(again).getByText('Sie sind Nummer 1.').waitFor();
    expect(await again.messages()).toEqual(said);
  });

  test('keeps no words on the device, only the way back', async () => {
    const chat = await queueUp(context, address());
    await chat.ask('Geheime Worte');
    await chat.settled();
    const kept = (await onDevice(chat))!;
    expect(Object.keys(JSON.parse(kept)).sort()).toEqual(['seen', 'session', 'stays']);
    expect(kept).not.toContain('Geheim');
  });

  test('leaves nothing on the device after leaving the queue', async () => {
    const chat = await queueUp(context, address());
    await banner(chat).getByRole('button', { name: 'Warteschlange verlassen' }).click();
    await banner(chat).waitFor({ state: 'detached' });
    expect(await onDevice(chat)).toBeNull();
    await chat.page.reload();
    await chat.open();
    expect(await chat.frame.locator('.own').count()).toBeGreaterThan(1); // the tab goes on with it
  });

  test('leaves nothing on the device after "delete my data"', async () => {
    const chat = await queueUp(context, address());
    await chat.ask('Meine Daten löschen');
    await tap(chat, 'de', 'button.eraseYes');
    await chat.frame.locator('.own').first().waitFor({ state: 'detached' });
    await banner(chat).waitFor({ state: 'detached' });
    expect(await onDevice(chat)).toBeNull();
  });
});

describe('an answer that comes days later', () => {
  test('is found in the chat by who left the message, and then nothing is kept any more', async () => {
    const chat = await leaveMessage(context, address(), 'Meine Miete ist zu hoch. Was kann ich tun?');
    await banner(chat).getByText('Ihre Nachricht ist bei der Beratung. Die Antwort kommt hier.').waitFor();
    await banner(chat).getByText('Der Chat bleibt auf diesem Gerät, bis die Antwort da ist.').waitFor();
    await chat.settled();
    await chat.page.close();

    stage.app.advance(3 * DAY_MS);
    ayse = await DeskClient.signIn(stage.url, 'ayse');
    const id = await newestIn(ayse, 'open');
    const { status } = await ayse.post(`/handoffs/${id}/answer`, { text: 'Kommen Sie zur Mietberatung.', clientId: 'answer' });
    expect(status).toBe(200);

    await reopenBrowser();
    const again = await open();
    await again.answer('Kommen Sie zur Mietberatung.');
    await again.frame.getByText('Meine Miete ist zu hoch.').waitFor();
    await banner(again).waitFor({ state: 'detached' });
    await until(async () => (await onDevice(again)) === null);
    await reopenBrowser();
    expect(await (await open()).frame.locator('.own').count()).toBe(0);
  });
});

describe('on the next visit of the page', () => {
  /** Leaves a message on another site's page, and goes. */
  async function leave(text: string): Promise<{ readonly url: string; readonly id: string }> {
    const host = await startHostPage(stage.url);
    hosts.push(host);
    const chat = await leaveMessage(context, host.url, text);
    await chat.settled();
    await chat.page.close();
    return { url: host.url, id: await newestIn(ayse, 'open') };
  }

  test('the button says that an answer is there, without the chat being loaded, until it was seen', async () => {
    const { url, id } = await leave('Wer hilft mir mit dem Brief vom Jobcenter?');
    const requests: string[] = [];
    context.on('request', (request) => requests.push(new URL(request.url()).pathname));
    const early = await visit(context, url);
    await until(() => requests.some((path) => path.endsWith('/activities')));
    await early.page.locator('iframe').waitFor({ state: 'detached' });
    expect(await early.page.locator(openButton).getAttribute('aria-label')).toBe('Frage stellen');
    await early.page.close();

    await ayse.post(`/handoffs/${id}/answer`, { text: 'Bringen Sie den Brief mit.', clientId: 'letter' });
    const late = await visit(context, url);
    await late.page.getByRole('button', { name: 'Frage stellen (neue Nachricht)' }).waitFor();
    expect(requests.some((path) => path.endsWith('/widget/index.html'))).toBe(false);
    await late.open();
    await late.answer('Bringen Sie den Brief mit.');
    await late.page.close();

    requests.length = 0;
    const later = await visit(context, url);
    await later.page.locator(openButton).waitFor();
    await later.page.waitForTimeout(500);
    expect(requests.filter((path) => path.includes('/widget/'))).toEqual([]);
  });

  test('a conversation that was deleted meanwhile is no longer looked for, and the chat begins anew', async () => {
    const { url, id } = await leave('Bitte löschen.');
    const { conversationId } = (await stage.app.stores.handoffs.find(id))!;
    await stage.app.stores.conversations.erase(conversationId!);
    const chat = await visit(context, url);
    await until(async () => (await chat.page.evaluate("localStorage.getItem('wegweiser-answer')")) === null);
    await chat.open();
    expect(await chat.frame.locator('.own').count()).toBe(0);
    await chat.page.close();
    const again = await visit(context, address());
    expect(await onDevice(again)).toBeNull();
  });
});

describe('on a shared device', () => {
  test('the chat can be forgotten after one question; the message stays with the counselors', async () => {
    const chat = await leaveMessage(context, address(), 'Bitte rufen Sie mich wegen der Schule an.');
    await banner(chat).getByRole('button', { name: 'Hier vergessen' }).click();
    const yes = banner(chat).getByRole('button', { name: 'Ja, vergessen' });
    await expectFocus(yes);
    await banner(chat).getByRole('button', { name: 'Nein, behalten' }).click();
    await expectFocus(banner(chat).getByRole('button', { name: 'Hier vergessen' }));
    expect(await onDevice(chat)).not.toBeNull();

    await chat.page.keyboard.press('Enter');
    await expectFocus(yes);
    await chat.page.keyboard.press('Enter');
    await chat.frame.locator('.own').first().waitFor({ state: 'detached' });
    await chat.frame.locator('.service').first().waitFor();
    expect(await onDevice(chat)).toBeNull();
    await newestIn(ayse, 'open');
    expect(await (await open()).frame.locator('.own').count()).toBe(0);
  });

  test('who waits also leaves the queue', async () => {
    const chat = await queueUp(context, address());
    await banner(chat).getByRole('button', { name: 'Hier vergessen' }).click();
    await banner(chat).getByText('Dann verlassen Sie die Warteschlange').waitFor();
    await banner(chat).getByRole('button', { name: 'Ja, vergessen' }).click();
    await chat.frame.locator('.own').first().waitFor({ state: 'detached' });
    await until(async () => (await ayse.get('/handoffs?states=waiting')).body.length === 0);
    expect(await onDevice(chat)).toBeNull();
  });

  test("a new conversation in another tab doesn't make the device forget the one that is waited for", async () => {
    const other = await open();
    const chat = await queueUp(context, address());
    await other.ask('Wie melde ich mich für einen Integrationskurs an?');
    await other.answer('Integrationskurs');
    await other.settled();
    expect(await onDevice(chat)).not.toBeNull();
  });
});
