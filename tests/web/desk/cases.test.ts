import { beforeEach, expect, test } from '@jest/globals';
import { texts } from '../../support/chat.ts';
import { Client } from '../../support/direct-line.ts';
import { until } from '../../support/until.ts';
import { type DeskPage, openDesk, startDeskApp } from '../../support/web/desk.ts';
import { useStage } from '../../support/web/stage.ts';

const stage = useStage(() => startDeskApp([{ login: 'anna', displayName: 'Anna Weber', languages: ['de', 'tr'] }]));
const MESSAGE = 'Komşum bana her gün bağırıyor, ev sahibine ne yazmalıyım?';
let desk: DeskPage;
let user: Client;

/** Leaves a message as somebody does who taps buttons: what it is about, consent, no way to be reached. */
async function leaveMessage(): Promise<Client> {
  const client = await Client.start(stage.url, 'tr');
  for (const said of [
    texts.t('tr', 'button.leaveMessage'),
    MESSAGE,
    texts.t('tr', 'button.messageYes'),
    texts.t('tr', 'button.skipQuestion'),
  ]) {
    const { id } = (await client.say(said)).body;
    await until(async () => (await client.activities()).some((activity) => activity['replyToId'] === id));
  }
  return client;
}

beforeEach(async () => {
  user = await leaveMessage();
  desk = await openDesk(await stage.newContext({ viewport: { width: 1024, height: 768 } }), stage.url);
  await desk.signIn('anna');
  await desk.page.getByRole('tab', { name: 'Fälle' }).click();
});

test('a message left is listed with what it says, answered once, and the answer is in the conversation', async () => {
  const { page } = desk;
  await desk.item(MESSAGE).last().click();
  await desk.message(MESSAGE);
  expect(await page.locator('.log').evaluate((log) => log.scrollTop)).toBe(0);
  await desk.write('Merhaba, lütfen kiracı danışmanlığına gelin.');
  await page.getByText('Merhaba, lütfen kiracı danışmanlığına gelin.').last().waitFor();
  await until(async () => (await user.texts()).includes('Merhaba, lütfen kiracı danışmanlığına gelin.'));
  const said = await user.texts();
  expect(said).toContain(texts.t('tr', 'handoff.notice.replyHint'));
  expect(said.filter((text) => text === 'Merhaba, lütfen kiracı danışmanlığına gelin.')).toHaveLength(1);
  expect(desk.errors.filter((error) => !error.includes('401'))).toEqual([]);
});

test('is answered with a knowledge entry, which arrives in Turkish', async () => {
  const { page } = desk;
  await desk.item(MESSAGE).first().click();
  await page.getByRole('button', { name: 'Eintrag senden' }).click();
  await page.getByLabel('Titel oder Stichwort auf Deutsch').fill('Mieter');
  await page.locator('dialog, [role=dialog]').getByRole('button', { name: /Miet/ }).first().click();
  await page.getByText('Vorschau auf Türkisch').waitFor();
  const title = (await page.locator('.preview-text h4').textContent()) ?? '';
  await page.getByRole('dialog').getByRole('button', { name: 'Eintrag senden' }).click();
  await until(async () => (await user.texts()).some((text) => title !== '' && String(text).includes(title)));
  await page.getByRole('button', { name: 'Wieder öffnen' }).waitFor();
});

test('a case that was settled by telephone is marked as answered, and opened again', async () => {
  const { page } = desk;
  await desk.item(MESSAGE).first().click();
  await page.getByRole('button', { name: 'Als beantwortet markieren' }).click();
  await page.getByRole('button', { name: 'Wieder öffnen' }).click();
  await page.getByRole('button', { name: 'Als beantwortet markieren' }).waitFor();
  const notices = (await user.activities()).filter(({ name }) => name === 'wegweiser/handoff').map(({ value }) => value);
  expect(notices).toEqual([{ state: 'message-left' }, { state: 'none' }, { state: 'message-left' }]);
});
