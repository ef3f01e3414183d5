import { beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { type DeskPage, openDesk, startDeskApp, startWaiting, wayToCounselor } from '../../support/web/desk.ts';
import { visit } from '../../support/web/site.ts';
import { useStage } from '../../support/web/stage.ts';

const stage = useStage(() =>
  startDeskApp([
    { login: 'anna', displayName: 'Anna Weber', roles: ['counselor'], languages: ['de', 'tr'], capacity: 50 },
    { login: 'mehmet', displayName: 'Mehmet Yılmaz', roles: ['counselor'], languages: ['de', 'tr'], capacity: 50 },
  ]),
);
let context: BrowserContext;
let desk: DeskPage;

beforeEach(async () => {
  context = await stage.newContext({ viewport: { width: 1024, height: 768 } });
  desk = await openDesk(context, stage.url);
});

describe('signing in', () => {
  test('says in words what was wrong, and keeps the name', async () => {
    await desk.signIn('anna', 'falsch');
    await desk.page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
    expect(await desk.page.getByLabel('Benutzername').inputValue()).toBe('anna');
    await desk.signIn('anna');
    await desk.page.getByRole('tab', { name: 'Live' }).waitFor();
  });

  test('asks for what is missing without asking the service', async () => {
    await desk.page.getByRole('button', { name: 'Anmelden' }).click();
    await desk.page.getByText('Bitte geben Sie Benutzername und Passwort ein.').waitFor();
  });

  test('and out again leaves nothing behind', async () => {
    await desk.signIn('anna');
    await desk.page.getByRole('button', { name: /^Anna Weber/ }).click();
    await desk.page.getByRole('button', { name: 'Abmelden' }).click();
    await desk.page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await desk.page.evaluate('sessionStorage.length')).toBe(0);
  });
});

describe('a conversation', () => {
  test('is taken, goes both ways, and ends', async () => {
    await desk.signIn('anna');
    const question = 'Wie melde ich mich für einen Integrationskurs an?';
    const user = await startWaiting(stage.url, 'de', question);
    await desk.take('Deutsch');
    await desk.message(question);
    await desk.page.getByText('Vor der Beratung: Gespräch mit dem Chatbot').waitFor();
    await desk.page.locator('.bot-part summary').first().waitFor();

    await desk.write('Guten Tag, wie kann ich helfen?');
    await user.heard('Guten Tag, wie kann ich helfen?');
    await user.say('Ich habe keinen Ausweis');
    await desk.message('Ich habe keinen Ausweis');

    await desk.page.getByRole('button', { name: 'Beenden' }).click();
    await desk.page.getByRole('button', { name: 'Gespräch beenden' }).click();
    await desk.page.getByText('Dieses Gespräch ist beendet.').waitFor();
    await desk.page.getByRole('button', { name: 'Wieder aufnehmen' }).click();
    await desk.composer.waitFor();
    expect(desk.errors.filter((error) => !error.includes('401'))).toEqual([]);
  });

  test('with the chat window: what is written on either side appears on the other', async () => {
    await desk.signIn('anna');
    const chat = await visit(await stage.newContext({ locale: 'de' }), `${stage.url}/`);
    await chat.open();
    for (const said of wayToCounselor('de')) {
      const before = await chat.frame.locator('.service').count();
      await chat.ask(said);
      await chat.frame.locator('.service').nth(before).waitFor();
    }
    await desk.take('Deutsch');
    await desk.write('Hier ist Anna, guten Tag.');
    await chat.answer('Hier ist Anna, guten Tag.');
    await desk.page.getByText('Zugestellt').waitFor();
    await chat.ask('Guten Tag Anna');
    await desk.message('Guten Tag Anna');
  });

  test('that somebody else was faster to take says so, and can be written in by that person alone', async () => {
    const other = await openDesk(await stage.newContext(), stage.url);
    await desk.signIn('anna');
    await other.signIn('mehmet');
    const user = await startWaiting(stage.url, 'tr', 'Dil kursu arıyorum');
    const stale = other.item('Türkisch').getByRole('button', { name: /^Übernehmen/ });
    await stale.waitFor();
    // The other page doesn't hear of it in time.
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await other.page.route('**/desk/api/handoffs*', (route) => released.then(() => route.continue()));
    await other.page.route('**/desk/api/handoffs/*', (route) => released.then(() => route.continue()));
    await desk.take('Türkisch');
    await stale.click();
    await other.page.locator('.conversation [role=alert]').filter({ hasText: /\S/ }).waitFor();
    release();
    await other.page.getByText('Anna Weber hat dieses Gespräch.').waitFor();
    expect(await other.composer.count()).toBe(0);
    await desk.write('Merhaba');
    await user.heard('Merhaba');
  });

  test('is passed on to a colleague, who finds it marked', async () => {
    const other = await openDesk(await stage.newContext(), stage.url);
    await desk.signIn('anna');
    await other.signIn('mehmet');
    await startWaiting(stage.url, 'tr', 'Kreş yeri arıyorum');
    await desk.take('Türkisch');
    await desk.page.getByRole('button', { name: 'Übergeben' }).click();
    await desk.page.getByLabel(/Mehmet Yılmaz/).check();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Übergeben' }).click();
    await other.item('an Sie übergeben').waitFor();
    await desk.item('vorgemerkt').waitFor();
    await other.take('an Sie übergeben');
  });

  test('gets a knowledge entry, found in German, in Turkish', async () => {
    await desk.signIn('anna');
    const user = await startWaiting(stage.url, 'tr', 'Merhaba, yardım lazım');
    await desk.take('Türkisch');
    await desk.page.getByRole('button', { name: 'Eintrag senden' }).click();
    await desk.page.getByLabel('Titel oder Stichwort auf Deutsch').fill('Integrationskurs');
    await desk.page
      .getByRole('button', { name: /Integrationskurs/ })
      .first()
      .click();
    await desk.page.getByText('Vorschau auf Türkisch').waitFor();
    const title = await desk.page.locator('.preview-text h4').textContent();
    expect(await desk.page.locator('.preview-text').getAttribute('lang')).toBe('tr');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Eintrag senden' }).click();
    await desk.page.locator('.message.mine summary').waitFor();
    const received = (await user.activities()).findLast(({ type }) => type === 'message');
    expect(String(received?.['text'])).toContain(title ?? '?');
    expect(received?.['locale']).toBe('tr');
  });

  test('shows what the bot understood, in German', async () => {
    await desk.signIn('anna');
    await startWaiting(stage.url, 'tr', 'kızıma kreş yeri arıyorum');
    await desk.take('Türkisch');
    await desk.page.getByRole('button', { name: 'Was der Bot verstand' }).first().click();
    await desk.page.locator('.understood dl').getByText('Türkisch').waitFor();
    await desk.page.locator('.understood dl').getByText(/Kita/).first().waitFor();
  });
});
