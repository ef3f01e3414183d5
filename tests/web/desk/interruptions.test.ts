import { beforeEach, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import type { Client } from '../../support/direct-line.ts';
import { type DeskPage, openDesk, startDeskApp, startWaiting } from '../../support/web/desk.ts';
import { useStage } from '../../support/web/stage.ts';

const stage = useStage(() => startDeskApp([{ login: 'anna', displayName: 'Anna Weber', languages: ['de', 'tr'], capacity: 50 }]));
let context: BrowserContext;
let desk: DeskPage;
let user: Client;

beforeEach(async () => {
  context = await stage.newContext({ viewport: { width: 1024, height: 768 } });
  desk = await openDesk(context, stage.url);
  await desk.signIn('anna');
  user = await startWaiting(stage.url, 'tr', 'Merhaba');
  await desk.take('Türkisch');
});

test('a reload keeps what was being written, in its conversation', async () => {
  await desk.composer.fill('Noch nicht fertig');
  await desk.page.reload();
  await desk.composer.waitFor();
  expect(await desk.composer.inputValue()).toBe('Noch nicht fertig');
  await desk.page
    .getByRole('link', { name: /Türkisch/ })
    .first()
    .waitFor();
});

test('without a connection a message waits and is sent once when it is back', async () => {
  await context.setOffline(true);
  await desk.page.getByText(/^Verbindung unterbrochen/).waitFor();
  await desk.write('Das wartet auf das Netz');
  await desk.message('Wird gesendet');
  await context.setOffline(false);
  await user.heard('Das wartet auf das Netz');
  await desk.page.getByText(/^Verbindung unterbrochen/).waitFor({ state: 'detached' });
  await desk.page.locator('.message.mine:not(.waiting, .sending)').filter({ hasText: 'Das wartet auf das Netz' }).waitFor();
  expect((await user.texts()).filter((text) => text === 'Das wartet auf das Netz')).toHaveLength(1);
});

test('what came meanwhile is there when the connection is back', async () => {
  await context.setOffline(true);
  await desk.page.getByText(/^Verbindung unterbrochen/).waitFor();
  await user.say('Orada mısınız?');
  await context.setOffline(false);
  await desk.message('Orada mısınız?');
});

test('an ended session leads to the sign-in, and the draft is still there after it', async () => {
  await desk.composer.fill('Fast fertig');
  await context.clearCookies();
  await desk.page.getByRole('button', { name: /^Anna Weber/ }).click();
  await desk.page.getByRole('button', { name: /^Pause/ }).click();
  await desk.page.getByText(/^Ihre Anmeldung ist abgelaufen/).waitFor();
  await desk.signIn('anna');
  await desk.composer.waitFor();
  expect(await desk.composer.inputValue()).toBe('Fast fertig');
});

test('what was deleted meanwhile says so, and nothing of it is left on the page', async () => {
  const other = await startWaiting(stage.url, 'de', 'Wie finde ich eine Wohnung?');
  await desk.item('Deutsch').getByRole('link').click();
  await desk.message('Wie finde ich eine Wohnung?');
  await other.say('Meine Daten löschen');
  await other.say('Ja, alles löschen');
  await desk.page.getByText(/^Die Person hat alles gelöscht/).waitFor();
  expect(await desk.page.locator('.message').count()).toBe(0);
});
