import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '../../src/platform/clock.ts';
import { openSqliteStores } from '../../src/storage/sql/open.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { languages, texts, unsupported } from '../support/chat.ts';
import { fixedClock } from '../support/clock.ts';
import { addTestAccount } from '../support/desk-account.ts';
import { DeskClient } from '../support/desk-client.ts';
import { Client } from '../support/direct-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';
import { MONDAY } from './fixture.ts';

const human = buildEntry('meta/talk-to-human', { de: 'Mensch', tr: 'İnsan' }, { kind: 'meta', handoff: 'recommended' });
const content = {
  knowledge: buildKnowledge(human, buildEntry('work/wages', { de: 'Lohn', tr: 'Ücret' })),
  interpreter: scriptedInterpreter({ insan: { route: 'counselor', entries: [human.id] } }),
  languages,
  texts,
  unsupported,
};
const folder = temporaryFolder();
const database = `${folder.path}/whole.sqlite`;
const t = (key: Parameters<typeof texts.t>[1], values = {}) => texts.t('tr', key, values);

let app: TestApp;
beforeAll(async () => {
  const stores = await openSqliteStores(database);
  await addTestAccount(stores.counselors, systemClock, { login: 'ayse', displayName: 'Ayşe', languages: ['tr'] });
  await stores.close();
  app = await startApp({ DATABASE_URL: `sqlite:${database}` }, { bot: undefined, content, clock: fixedClock(MONDAY) });
});
afterAll(async () => {
  await app.stop();
  folder.remove();
});

/** Sends what a tap on a button sends, and waits for what the bot says to it. */
async function tap(user: Client, button: Parameters<typeof texts.t>[1]): Promise<void> {
  const before = (await user.activities()).length;
  await user.say(t(button));
  await until(async () => (await user.activities()).length > before + 1);
}

test('from the wish for a person to the end: request, queue, counselor, entry, and the bot again', async () => {
  const desk = await DeskClient.signIn(app.url, 'ayse');
  expect(desk.me.office).toEqual({ isOpen: true });
  expect((await desk.post('/me/presence', { presence: 'here' })).status).toBe(204);
  const user = await Client.start(app.url, 'tr');
  await user.say('insan');
  await until(async () => (await user.texts()).some((text) => String(text).includes(t('handoff.ask'))));
  await tap(user, 'button.consentAll');
  await tap(user, 'button.skipQuestion');
  await tap(user, 'button.skipQuestion');
  expect((await user.texts()).join()).toContain(t('handoff.notice.place', { position: 1 }));

  const { body: waiting } = await desk.get('/handoffs?states=waiting');
  expect(waiting).toMatchObject([{ locale: 'tr', language: 'tr', state: 'waiting', reason: 'asked' }]);
  const path = `/handoffs/${waiting[0].id}`;
  expect((await desk.post(`${path}/claim`)).status).toBe(200);
  expect((await user.texts()).at(-2)).toBe(t('handoff.notice.taken', { counselor: 'Ayşe' }));

  const before = (await user.activities()).length;
  await user.say('Patronum ödemiyor');
  expect((await desk.post(`${path}/messages`, { text: 'Merhaba!', clientId: 'm1' })).status).toBe(200);
  expect((await desk.post(`${path}/messages`, { entry: 'work/wages', clientId: 'm2' })).status).toBe(200);
  const talk = (await user.activities()).slice(before).map(({ text, from }) => [(from as { name?: string }).name, String(text)]);
  expect(talk).toEqual([
    [undefined, 'Patronum ödemiyor'],
    ['Ayşe', 'Merhaba!'],
    ['Ayşe', expect.stringContaining('Antwort work/wages (tr).')],
  ]);
  const { body: seen } = await desk.get(`${path}/activities?after=0`);
  expect(seen.map(({ author, text }: { author: string; text: string }) => [author, text])).toEqual(
    expect.arrayContaining([
      ['user', 'insan'],
      ['user', 'Patronum ödemiyor'],
      ['counselor', 'Merhaba!'],
    ]),
  );

  expect((await desk.post(`${path}/end`)).status).toBe(200);
  expect((await desk.post(`${path}/messages`, { text: 'Noch was', clientId: 'm3' })).status).toBe(409);
  await tap(user, 'button.topics');
  expect((await user.activities()).at(-1)).toMatchObject({ from: { id: 'wegweiser' } });
});
