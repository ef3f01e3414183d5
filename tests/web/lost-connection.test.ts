import { beforeEach, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { startApp } from '../support/app.ts';
import { type ChatOnPage, expectFocus, visit } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

// What the bot says does not matter here, so the echo bot answers.
const stage = useStage(startApp);
let context: BrowserContext;
let chat: ChatOnPage;

beforeEach(async () => {
  context = await stage.newContext();
  await context.clock.install();
  chat = await visit(context, `${stage.url}/`);
  await chat.open();
});

const texts = async () => (await chat.messages()).map((text) => text.replace(/^Sie:\s*/, '').trim());

test('a lost connection is said, and afterwards nothing is lost and nothing there twice', async () => {
  await chat.ask('eins');
  await chat.answer('1: eins');
  await context.setOffline(true);
  await chat.frame.getByText('Sie sind offline.').waitFor();
  await chat.ask('zwei');
  await chat.frame.getByText('Wird gesendet …').waitFor();
  await context.setOffline(false);
  await chat.answer('2: zwei');
  await chat.frame.locator('.banner').waitFor({ state: 'detached' });
  await chat.frame.getByRole('status').getByText('Die Verbindung ist wieder da.').waitFor({ state: 'attached' });
  expect(await texts()).toEqual(['welcome de', 'eins', '1: eins', 'zwei', '2: zwei']);
});

test('a message that could not be sent says so, and can be sent again', async () => {
  await context.setOffline(true);
  await chat.ask('eins');
  await context.clock.runFor(11_000);
  await chat.frame.getByText('Nicht gesendet.').first().waitFor();
  expect(await chat.frame.locator('[role="alert"]').filter({ hasText: 'Nicht gesendet.' }).count()).toBe(1);
  await context.setOffline(false);
  await chat.frame.getByRole('button', { name: 'Noch einmal senden' }).click();
  await chat.answer('1: eins');
  expect(await texts()).toEqual(['welcome de', 'eins', '1: eins']);
  expect(await chat.frame.locator('.failed').count()).toBe(0);
});

test('an answer to a message that arrived is not asked for twice, whatever the sender was told', async () => {
  // The service gets the message, but its answer is lost on the way.
  let lost = 0;
  await context.route('**/activities', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await chat.ask('eins');
  await chat.answer('1: eins');
  await context.clock.runFor(15_000);
  await chat.ask('zwei');
  await chat.answer('2: zwei');
  expect(lost).toBe(1);
  expect(await texts()).toEqual(['welcome de', 'eins', '1: eins', 'zwei', '2: zwei']);
});

test('a message that was not sent is still there after a reload', async () => {
  let isBlocked = true;
  await context.route('**/activities', (route) => (isBlocked && route.request().method() === 'POST' ? route.abort() : route.continue()));
  await chat.ask('eins');
  await context.clock.runFor(11_000);
  await chat.frame.locator('.failed').waitFor();
  await chat.page.reload();
  await chat.open();
  await chat.frame.locator('.failed').filter({ hasText: 'eins' }).waitFor();
  isBlocked = false;
  await chat.frame.getByRole('button', { name: 'Noch einmal senden' }).click();
  await chat.answer('1: eins');
  expect(await texts()).toEqual(['welcome de', 'eins', '1: eins']);
});

test('two quick messages keep their order', async () => {
  await chat.ask('eins');
  await chat.ask('zwei');
  await chat.ask('drei');
  await chat.answer('3: drei');
  expect((await texts()).filter((text) => !text.includes(':'))).toEqual(['welcome de', 'eins', 'zwei', 'drei']);
});

test('where no WebSocket comes through, the chat asks at intervals', async () => {
  const other = await stage.newContext();
  await other.routeWebSocket(/stream/, (socket) => socket.close());
  const polling = await visit(other, `${stage.url}/`);
  await polling.open();
  await polling.ask('eins');
  await polling.answer('1: eins');
});

test('when the service cannot be reached at all, the window says so and tries again when told', async () => {
  const other = await stage.newContext();
  let isDown = true;
  await other.route('**/api/token', (route) => (isDown ? route.abort() : route.continue()));
  const waiting = await visit(other, `${stage.url}/widget/index.html`);
  await waiting.page.getByText('Der Chat ist gerade nicht erreichbar.').waitFor();
  isDown = false;
  await waiting.page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await waiting.page.getByText('welcome de').waitFor();
  await waiting.page.locator('.banner').waitFor({ state: 'detached' });
});

test('a conversation that was deleted elsewhere can be begun anew, with what was typed meanwhile', async () => {
  await chat.ask('eins');
  await chat.answer('1: eins');
  const kept = await chat.frame.locator('body').evaluate((body) => body.ownerDocument.defaultView.sessionStorage.getItem('wegweiser'));
  const { session } = JSON.parse(kept as string) as { session: { conversationId: string; token: string } };
  await fetch(`${stage.url}/v3/directline/conversations/${session.conversationId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${session.token}` },
  });
  await chat.frame.getByText('Dieses Gespräch wurde gelöscht.').waitFor();
  await chat.ask('zwei');
  await chat.answer('1: zwei');
  expect(await texts()).toEqual(['welcome de', 'zwei', '1: zwei']);
  await expectFocus(chat.frame.locator('textarea'));
});
