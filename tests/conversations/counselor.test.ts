import { afterEach, expect, test } from '@jest/globals';
import { openSqliteStores } from '../../src/storage/sql/open.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { languages, texts, unsupported } from '../support/chat.ts';
import { type FixedClock, fixedClock } from '../support/clock.ts';
import { addTestAccount } from '../support/desk-account.ts';
import { DeskClient } from '../support/desk-client.ts';
import { Client, send } from '../support/direct-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

const SECRET = 's'.repeat(32);
const course = buildEntry('language/course', { de: 'Sprachkurs', tr: 'Dil kursu' });
const human = buildEntry('meta/talk-to-human', { de: 'Mensch' }, { kind: 'meta', handoff: 'recommended' });
const content = {
  knowledge: buildKnowledge(course, human),
  interpreter: scriptedInterpreter({
    kurs: { route: 'answer', entries: [course.id] },
    mensch: { route: 'counselor', entries: [human.id] },
  }),
  languages,
  texts,
  unsupported,
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Monday, 10 o'clock in Stuttgart. */
const OPEN = '2026-11-23T09:00:00.000Z';
const NIGHT = '2026-11-23T21:00:00.000Z';

/** The whole service with a counselor's account, on a real database. */
async function service(start: string, environment: Record<string, string> = {}): Promise<{ app: TestApp; clock: FixedClock }> {
  const folder = temporaryFolder();
  closing.push(() => folder.remove());
  const database = `${folder.path}/db.sqlite`;
  const clock = fixedClock(start);
  const stores = await openSqliteStores(database);
  await addTestAccount(stores.counselors, clock, { login: 'yilmaz', displayName: 'Frau Yilmaz' });
  await stores.close();
  const app = await startApp(
    { DATABASE_URL: `sqlite:${database}`, DIRECT_LINE_SECRET: SECRET, ...environment },
    { bot: undefined, content, clock },
  );
  closing.push(() => app.stop());
  return { app, clock };
}

/** The counselor's browser, with a counselor who is here. */
async function counselor(app: TestApp): Promise<DeskClient> {
  const desk = await DeskClient.signIn(app.url, 'yilmaz');
  expect((await desk.post('/me/presence', { presence: 'here' })).status).toBe(204);
  return desk;
}

/** Says something and waits for the bot's answer to it. */
async function ask(user: Client, text: string): Promise<string> {
  const { id } = (await user.say(text)).body;
  let answer: string | undefined;
  await until(async () => {
    answer = (await user.activities()).findLast((activity) => activity['replyToId'] === id)?.['text'] as string | undefined;
    return answer !== undefined;
  });
  return answer ?? '';
}

/** Asks for a counselor, with consent to what comes from now on. */
async function queueUp(user: Client): Promise<string> {
  for (const said of ['mensch', 'Ja, aber ohne das Bisherige', 'Überspringen']) await ask(user, said);
  return ask(user, 'Überspringen');
}

/** The latest notice for the chat window. */
async function notice(user: Client): Promise<unknown> {
  return (await user.activities()).findLast(({ name }) => name === 'wegweiser/handoff')?.['value'];
}

test('from the bot to a counselor and back: consent, queue, talk, end', async () => {
  const { app } = await service(OPEN);
  const desk = await counselor(app);
  const user = await Client.start(app.url, 'de');
  await ask(user, 'kurs');
  expect(await queueUp(user)).toContain('Sie sind Nummer 1 in der Warteschlange.');
  expect(await ask(user, 'es geht um meine Frau')).toContain('für die Beratung notiert');

  const [waiting] = (await desk.get('/handoffs?states=waiting')).body;
  expect((await desk.post(`/handoffs/${waiting.id}/claim`)).status).toBe(200);
  await user.heard('Frau Yilmaz ist jetzt für Sie da. Ab jetzt antwortet Ihnen hier ein Mensch.');
  expect(await notice(user)).toMatchObject({ state: 'active', counselor: 'Frau Yilmaz' });
  const seen = (await desk.get(`/handoffs/${waiting.id}/activities?after=0`)).body.map(({ text }: { text: string }) => text);
  expect(seen).toContain('es geht um meine Frau');
  // Nothing from before the consent, and no answer to the questions for name and telephone number.
  expect(seen).not.toContain('kurs');
  expect(seen).not.toContain('Überspringen');

  await user.say('kurs');
  await desk.post(`/handoffs/${waiting.id}/messages`, { text: 'Guten Tag!', clientId: 'one' });
  await user.heard('Guten Tag!');
  expect((await user.activities()).filter(({ text }) => String(text).includes('Antwort language/course'))).toHaveLength(1);

  await desk.post(`/handoffs/${waiting.id}/end`);
  await until(async () => (await user.texts()).some((text) => String(text).includes('hat das Gespräch beendet')));
  expect(await ask(user, 'kurs')).toContain('Antwort language/course');
});

test('someone leaves the queue; the desk sees it, and the bot answers again', async () => {
  const { app } = await service(OPEN);
  const desk = await counselor(app);
  const user = await Client.start(app.url, 'de');
  await queueUp(user);
  expect(await ask(user, 'Warteschlange verlassen')).toContain('nicht mehr in der Warteschlange');
  expect(await notice(user)).toEqual({ state: 'none' });
  expect((await desk.get('/handoffs?states=waiting')).body).toEqual([]);
  expect(await ask(user, 'kurs')).toContain('Antwort language/course');
});

test('everything is deleted while someone waits: for the desk as well', async () => {
  const { app } = await service(OPEN);
  const desk = await counselor(app);
  const user = await Client.start(app.url, 'de');
  await queueUp(user);
  const [waiting] = (await desk.get('/handoffs?states=waiting')).body;
  await ask(user, 'Meine Daten löschen');
  expect(await ask(user, 'Ja, alles löschen')).toContain('gelöscht');
  expect((await desk.get('/handoffs?states=waiting')).body).toEqual([]);
  expect((await desk.get(`/handoffs/${waiting.id}/activities?after=0`)).status).toBe(404);
  expect(await ask(user, 'kurs')).toContain('Antwort language/course');
});

test('a message left at night is answered in the morning, in the same conversation', async () => {
  const { app, clock } = await service(NIGHT);
  const user = await Client.start(app.url, 'de');
  expect(await ask(user, 'mensch')).toContain('Sie öffnet wieder: Dienstag, 24. November um 09:00.');
  for (const said of ['Nachricht hinterlassen', 'Meine Frau wartet auf ihr Visum.', 'ja']) await ask(user, said);
  expect(await ask(user, 'Überspringen')).toContain('Die Antwort kommt hier in diesen Chat.');

  clock.advance(12 * 3_600_000);
  const desk = await counselor(app);
  const [left] = (await desk.get('/handoffs?states=open')).body;
  expect(left).toMatchObject({ kind: 'case', locale: 'de' });
  const read = (await desk.get(`/handoffs/${left.id}/activities?after=0`)).body;
  expect(read[0].text).toBe('Meine Frau wartet auf ihr Visum.');
  await desk.post(`/handoffs/${left.id}/answer`, { text: 'Bitte bringen Sie den Antrag mit.', clientId: 'one' });
  // Two days later the window is opened again, with what it has kept.
  clock.advance(48 * 3_600_000);
  const { body } = await send('POST', `${app.url}/api/token`, undefined, { token: user.token });
  expect(body.conversationId).toBe(user.conversationId);
  user.token = body.token;
  await user.heard('Bitte bringen Sie den Antrag mit.');
});

test('another hub takes the place of the desk', async () => {
  const { app } = await service(OPEN, { HANDOFF_HUB: 'channel' });
  const user = await Client.start(app.url, 'de');
  const events = async () =>
    (await send('GET', `${user.path}/activities?watermark=`, SECRET)).body.activities.filter(
      ({ type, name }: { type: string; name: string }) => type === 'event' && name.startsWith('handoff.'),
    );
  const status = (value: object) =>
    send('POST', `${user.path}/activities`, SECRET, { type: 'event', name: 'handoff.status', value, from: { id: 'hub' } });
  await ask(user, 'kurs');
  for (const said of ['mensch', 'Ja, mit unserem Gespräch', 'Überspringen']) await ask(user, said);
  expect(await ask(user, 'Überspringen')).toContain('Ich habe Ihren Wunsch weitergegeben.');
  const [initiate] = await events();
  expect(initiate).toMatchObject({ name: 'handoff.initiate', value: { skill: 'language', locale: 'de', reason: 'asked' } });
  expect(initiate.attachments[0]).toMatchObject({ contentType: 'application/json', name: 'Transcript' });
  expect(initiate.attachments[0].content.activities.map(({ text }: { text: string }) => text)).toContain('kurs');
  expect((await user.activities()).some(({ name }) => String(name).startsWith('handoff.'))).toBe(false);

  expect((await status({ state: 'accepted' })).status).toBe(200);
  await until(async () => ((await notice(user)) as { state: string }).state === 'active');
  await user.say('kurs');
  await status({ state: 'completed' });
  await user.heard(texts.t('de', 'handoff.hub.completed'));
  expect((await user.activities()).filter(({ text }) => String(text).includes('Antwort language/course'))).toHaveLength(1);
  expect(await ask(user, 'kurs')).toContain('Antwort language/course');
});
