import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DeskEvent, DeskMessage, HandoffSummary } from '../../src/desk/protocol.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { openPostgresStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { texts } from '../support/chat.ts';
import { addTestAccount } from '../support/desk-account.ts';
import { DeskClient, type DeskListening } from '../support/desk-client.ts';
import { deskContent } from '../support/desk-content.ts';
import { Client, type Listening, listen } from '../support/direct-line.ts';
import { capturedLog } from '../support/log.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';

/** Monday, ten o'clock in Stuttgart, whenever the test runs: the desk is open. */
const SHIFT_MS = Date.parse('2026-11-23T09:00:00Z') - Date.now();
const clock: Clock = { nowMs: () => Date.now() + SHIFT_MS, iso: () => new Date(Date.now() + SHIFT_MS).toISOString() };

let postgres: TestPostgres;
let stores: Stores;
let here: TestApp;
let there: TestApp;
const { log, text: logged } = capturedLog('debug');
const open: (() => void)[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase();
  stores = await openPostgresStores(url, { maxConnections: 2, onError: () => {} });
  for (const login of ['ayse', 'bo']) await addTestAccount(stores.counselors, clock, { login, displayName: login, capacity: 50 });
  const run = () =>
    startApp({ DATABASE_URL: url, TOKEN_SIGNING_KEY: 'k'.repeat(32) }, { bot: undefined, content: deskContent, clock, log });
  [here, there] = await Promise.all([run(), run()]);
}, 60_000);
afterEach(() => {
  for (const close of open.splice(0)) close();
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await stores?.close();
  await postgres?.stop();
}, 30_000);

/** A user who asks for a counselor with consent to everything, and their window's stream. */
async function userInQueue(url: string): Promise<{ client: Client; stream: Listening }> {
  const client = await Client.start(url, 'de');
  const stream = await listen(client.streamUrl);
  open.push(() => stream.socket.terminate());
  const tap = async (title: string, times = 1) => {
    const offers = () =>
      stream.activities
        .flatMap(({ suggestedActions }) => (suggestedActions as { actions: { title: string; value: string }[] } | undefined)?.actions ?? [])
        .filter((action) => action.title === title);
    await until(() => offers().length >= times);
    await client.say(offers().at(-1)!.value);
  };
  await client.say('mensch');
  await tap(texts.t('de', 'button.consentAll'));
  await tap(texts.t('de', 'button.skipQuestion'));
  await tap(texts.t('de', 'button.skipQuestion'), 2);
  await until(async () => (await stores.handoffs.open(client.conversationId)) !== undefined);
  return { client, stream };
}

async function counselorAt(url: string, login: string): Promise<{ desk: DeskClient; page: DeskListening }> {
  const desk = await DeskClient.signIn(url, login);
  const page = await desk.listen();
  open.push(page.stop);
  await desk.post('/me/presence', { presence: 'here' });
  return { desk, page };
}

const heard = ({ page }: { page: DeskListening }, id: string, change: string) =>
  until(() => page.events.some((event: DeskEvent) => event.kind === 'handoff' && event.id === id && event.change === change));
const waiting = async (desk: DeskClient): Promise<HandoffSummary[]> => (await desk.get('/handoffs?states=waiting')).body;
const lastOf = async (desk: DeskClient, id: string): Promise<DeskMessage | undefined> =>
  (await desk.get(`/handoffs/${id}/activities`)).body.at(-1);

test('a user at one instance and a counselor at the other talk, see each other typing, and learn that all was deleted', async () => {
  const ayse = await counselorAt(there.url, 'ayse');
  const { client, stream } = await userInQueue(here.url);
  const [{ id }] = (await waiting(ayse.desk)) as [HandoffSummary];
  expect((await ayse.desk.post(`/handoffs/${id}/claim`)).status).toBe(200);
  await until(() => stream.activities.some(({ value }) => (value as { state?: string } | undefined)?.state === 'active'));

  await client.say('Guten Tag');
  await heard(ayse, id, 'activities');
  await until(async () => (await lastOf(ayse.desk, id))?.text === 'Guten Tag');
  await client.post({ type: 'typing' });
  await heard(ayse, id, 'typing');

  await ayse.desk.post(`/handoffs/${id}/typing`);
  await until(() => stream.activities.some(({ type, from }) => type === 'typing' && (from as { name: string }).name === 'ayse'));
  await ayse.desk.post(`/handoffs/${id}/messages`, { text: 'Wie kann ich helfen?', clientId: 'm1' });
  await until(() => stream.texts().includes('Wie kann ich helfen?'));
  await heard(ayse, id, 'delivered');
  await until(async () => (await lastOf(ayse.desk, id))?.delivery === 'delivered');

  const closed = new Promise((resolve) => stream.socket.once('close', resolve));
  const elsewhere = client.at(there.url);
  const response = await fetch(elsewhere.path, { method: 'DELETE', headers: { authorization: `Bearer ${client.token}` } });
  expect(response.status).toBe(204);
  await closed;
  await heard(ayse, id, 'erased');
  const late = await ayse.desk.post(`/handoffs/${id}/messages`, { text: 'Sind Sie noch da?', clientId: 'm2' });
  expect(late).toMatchObject({ status: 404, body: { error: { message: expect.stringContaining('löschen lassen') } } });
  expect((await ayse.desk.get(`/handoffs/${id}`)).body).toMatchObject({ state: 'erased' });
}, 30_000);

test('of two counselors who take a conversation at two instances at once one gets it, and the other is told by whom', async () => {
  const [ayse, bo] = [await counselorAt(here.url, 'ayse'), await counselorAt(there.url, 'bo')];
  await Promise.all([here, there, here, there].map(({ url }) => userInQueue(url)));
  const all = await waiting(ayse.desk);
  expect(all).toHaveLength(4);
  for (const { id, conversationId } of all) {
    const [one, other] = await Promise.all([ayse, bo].map(({ desk }) => desk.post(`/handoffs/${id}/claim`)));
    expect([one!.status, other!.status].toSorted()).toEqual([200, 409]);
    const [won, lost] = one!.status === 200 ? [one!, other!] : [other!, one!];
    expect(lost.body.error.message).toContain(won.body.counselorName);
    const log = await stores.conversations.after(conversationId!, 0, 200);
    expect(log.filter(({ activity }) => (activity['value'] as { state?: string } | undefined)?.state === 'active')).toHaveLength(1);
  }
}, 30_000);

test('signing out at one instance ends the session at the other', async () => {
  const ayse = await counselorAt(here.url, 'ayse');
  const elsewhere = new DeskClient(there.url);
  for (const [name, value] of ayse.desk.cookies) elsewhere.cookies.set(name, value);
  expect((await elsewhere.get('/me')).status).toBe(200);
  await ayse.desk.post('/sign-out');
  expect((await elsewhere.get('/me')).status).toBe(401);
});

test('neither log nor metrics nor the audit log hold what was said or who said it', async () => {
  const ayse = await counselorAt(there.url, 'ayse');
  const { client, stream } = await userInQueue(here.url);
  const found = (await waiting(ayse.desk)).find(({ conversationId }) => conversationId === client.conversationId)!;
  await stores.handoffs.change(found.id, { states: ['waiting'] }, { name: 'Selin Geheim', contact: '0711 998877' }, [], clock.iso());
  await ayse.desk.post(`/handoffs/${found.id}/claim`);
  await client.say('Mein Chef zahlt nicht');
  await ayse.desk.post(`/handoffs/${found.id}/messages`, { text: 'Das ist verboten', clientId: 'm1' });
  await until(() => stream.texts().includes('Das ist verboten'));
  await ayse.desk.get(`/handoffs/${found.id}/activities`);
  await ayse.desk.post(`/handoffs/${found.id}/end`);
  const metrics = await Promise.all([here, there].map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const audit = JSON.stringify(await stores.counselors.auditLog({ limit: 1_000 }));
  expect(logged()).toContain('/desk/api/handoffs/:id/messages');
  expect(audit).toContain('claimed');
  expect(metrics.join()).toContain('/desk/api/handoffs');
  for (const written of [logged(), audit, ...metrics])
    for (const secret of ['Chef', 'verboten', 'Geheim', '998877', client.conversationId, client.token])
      expect(written).not.toContain(secret);
}, 30_000);

test('what no database can hold is refused or not found, and none of it is a failure of ours', async () => {
  const { desk } = await counselorAt(here.url, 'ayse');
  expect((await new DeskClient(here.url).post('/sign-in', { login: 'a\0b', password: 'x' })).status).toBe(400);
  expect((await desk.get('/handoffs/%00')).status).toBe(404);
  expect((await desk.post('/handoffs/%00/claim')).status).toBe(404);
  expect((await desk.post('/handoffs/x/transfer', { counselorId: 'a\0' })).status).toBe(400);
  expect((await desk.post('/handoffs/x/read', { seq: 4_294_967_296 })).status).toBe(400);
  expect((await desk.post('/canned', { title: 'a\0', texts: { de: 'Guten\0 Tag' } })).status).toBe(400);
  expect((await desk.post('/me/profile', { ...desk.me.counselor, displayName: 'A\0B' })).status).toBe(400);
  expect(logged()).not.toMatch(/"level":"(warn|error|fatal)"/);
});
