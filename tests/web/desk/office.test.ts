import { beforeEach, expect, test } from '@jest/globals';
import { type DeskPage, openDesk, startDeskApp, startWaiting } from '../../support/web/desk.ts';
import { useStage } from '../../support/web/stage.ts';

const stage = useStage(() =>
  startDeskApp([{ login: 'anna', displayName: 'Anna Weber', roles: ['counselor', 'editor', 'admin'], languages: ['de', 'tr'] }]),
);
let desk: DeskPage;

beforeEach(async () => {
  desk = await openDesk(await stage.newContext({ viewport: { width: 1024, height: 768 } }), stage.url);
  await desk.signIn('anna');
  await desk.page.getByRole('tab', { name: 'Live' }).waitFor();
});

test('a canned reply is written once, found again and put into the message', async () => {
  const { page } = desk;
  await startWaiting(stage.url, 'tr', 'Merhaba');
  await desk.take('Türkisch');
  await page.getByRole('button', { name: 'Textbaustein' }).click();
  await page.getByText('Noch gibt es keine Textbausteine.').waitFor();
  await page.getByRole('button', { name: 'Neuer Baustein' }).click();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Bitte geben Sie einen Titel und mindestens einen Text ein.').waitFor();
  await page.getByLabel('Titel').fill('Begrüßung');
  await page.getByLabel('Text auf Türkisch').fill('Merhaba, size nasıl yardımcı olabilirim?');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByLabel('Baustein suchen').fill('begrüß');
  await page.getByRole('button', { name: /^Türkisch einfügen/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await desk.composer.inputValue()).toBe('Merhaba, size nasıl yardımcı olabilirim?');
});

test('an account is made with what it needs, and lets its person in', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: 'Konten' }).click();
  await page.getByRole('button', { name: 'Neues Konto' }).click();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Bitte geben Sie einen Benutzernamen ein.').waitFor();
  await page.getByLabel('Benutzername').fill('olga');
  await page.getByLabel('Name, den die Leute sehen').fill('Olga Petrenko');
  await page.getByLabel('Übliche Zeiten').fill('Mo-Fr 09:00-12:00');
  await page.getByLabel('Neues Passwort').fill('ein langes neues Passwort');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByRole('row', { name: /Olga Petrenko/ }).waitFor();

  const other = await openDesk(await stage.newContext(), stage.url);
  await other.signIn('olga', 'ein langes neues Passwort');
  await other.page.getByRole('button', { name: 'Olga Petrenko: Da' }).waitFor();
  // Who is a counselor only sees nothing of the other areas.
  expect(await other.page.getByRole('link', { name: 'Konten' }).count()).toBe(0);
});

test('the log names who did what', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: 'Protokoll' }).click();
  await page
    .getByRole('row', { name: /Anna Weber \(anna\) angemeldet/ })
    .first()
    .waitFor();
});

test('the figures of a period come as a file as well', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: 'Auswertung' }).click();
  await page.getByRole('button', { name: '7 Tage' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Als CSV-Datei laden' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
});
