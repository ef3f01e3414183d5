import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Counselor } from '../../src/domain/counselor.ts';
import { DeskClient, type DeskListening } from '../support/desk-client.ts';
import { startDesk, type TestDeskServer } from '../support/desk-server.ts';
import { until } from '../support/until.ts';

let desk: TestDeskServer;
let account: Counselor;
let ayse: DeskClient;
const open: DeskListening[] = [];

beforeEach(async () => {
  desk = await startDesk();
  account = await desk.account({ login: 'ayse' });
  ayse = await DeskClient.signIn(desk.url, 'ayse');
});
afterEach(async () => {
  for (const listening of open.splice(0)) listening.stop();
  await desk.close();
});

async function listen(client = ayse): Promise<DeskListening> {
  const listening = await client.listen();
  open.push(listening);
  return listening;
}

test('says hello, and then what happens, without any words of it', async () => {
  const page = await listen();
  expect(page.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(page.response.headers.get('cache-control')).toContain('no-store');
  await page.heard('hello');
  await desk.waiting('h1', ['kreş yeri arıyorum']);
  await ayse.post('/handoffs/h1/claim');
  await ayse.post('/handoffs/h1/messages', { text: 'Guten Tag!', clientId: 'm1' });
  await until(() => page.events.some((event) => event.kind === 'handoff' && event.change === 'activities'));
  expect(page.events[0]).toEqual({ kind: 'hello' });
  expect(page.events).toContainEqual({ kind: 'queue' });
  expect(page.events).toContainEqual({ kind: 'handoff', id: 'h1', change: 'state' });
  expect(page.text()).not.toMatch(/Guten Tag|kreş/);
});

test('asks for everything again after a gap, and when it is not known which conversation was deleted', async () => {
  const page = await listen();
  await page.heard('hello');
  desk.bus.reportGap();
  desk.bus.publish({ kind: 'desk', change: 'erased' });
  await until(() => page.events.length === 3);
  expect(page.events).toEqual([{ kind: 'hello' }, { kind: 'hello' }, { kind: 'hello' }]);
});

test('tells only the one who has a conversation what is said in it, and everybody what becomes of it', async () => {
  await desk.account({ login: 'bo' });
  const bo = await DeskClient.signIn(desk.url, 'bo');
  const [own, other] = [await listen(), await listen(bo)];
  const count = (page: DeskListening, change: string) =>
    page.events.filter((event) => event.kind === 'handoff' && event.change === change).length;
  const said = () => desk.bus.publish({ kind: 'desk', change: 'activities', handoffId: 'h1' });
  await desk.waiting('h1', ['Merhaba']);
  said();
  await until(() => count(other, 'activities') === 1);
  await ayse.post('/handoffs/h1/claim');
  said();
  await until(() => count(own, 'activities') === 2);
  await bo.post('/me/presence', { presence: 'here' });
  await ayse.post('/handoffs/h1/transfer', { counselorId: bo.me.counselor.id });
  await bo.post('/handoffs/h1/claim');
  said();
  await until(() => count(other, 'activities') === 2);
  await until(() => count(own, 'state') === count(other, 'state'));
  expect(count(own, 'activities')).toBe(2);
});

test('tells editors nothing of conversations', async () => {
  await desk.account({ login: 'eva', roles: ['editor'] });
  const page = await listen(await DeskClient.signIn(desk.url, 'eva'));
  await page.heard('hello');
  desk.bus.publish({ kind: 'desk', change: 'state', handoffId: 'h1' });
  desk.bus.reportGap();
  await until(() => page.events.length === 2);
  expect(page.events).toEqual([{ kind: 'hello' }, { kind: 'hello' }]);
});

test('keeps the connection, and the counselor, alive', async () => {
  const page = await listen();
  await until(() => page.text().includes(': here\n\n'));
  const seenAt = async () => (await desk.stores.counselors.find(account.id))?.seenAt;
  await until(async () => (await seenAt()) === desk.clock.iso());
  desk.clock.advance(60_000);
  await until(async () => (await seenAt()) === desk.clock.iso());
});

test('ends with the session: by signing out, by its time, by an admin', async () => {
  const page = await listen();
  const elsewhere = await listen(await DeskClient.signIn(desk.url, 'ayse'));
  await ayse.post('/sign-out');
  await page.ended();
  expect(page.events.at(-1)).toEqual({ kind: 'signed-out' });
  expect(elsewhere.events).not.toContainEqual({ kind: 'signed-out' });
  expect((await desk.stores.counselors.find(account.id))?.presence).toBe(account.presence);

  desk.clock.advance(3_600_000);
  await elsewhere.ended();
  expect(elsewhere.events.at(-1)).toEqual({ kind: 'signed-out' });

  await desk.account({ login: 'root', roles: ['admin'] });
  const root = await DeskClient.signIn(desk.url, 'root');
  const again = await listen(await DeskClient.signIn(desk.url, 'ayse'));
  const { id, presence, seenAt, createdAt, ...facts } = (await desk.stores.counselors.find(account.id))!;
  expect((await root.post(`/accounts/${id}`, { ...facts, isActive: false })).status).toBe(200);
  await again.ended();
  expect(again.events.at(-1)).toEqual({ kind: 'signed-out' });
});

test('who leaves by the last page is away', async () => {
  await ayse.post('/me/presence', { presence: 'here' });
  const page = await listen();
  await page.heard('hello');
  await ayse.post('/sign-out');
  await page.ended();
  expect((await desk.stores.counselors.find(account.id))?.presence).toBe('away');
});

test('is open ten times for a counselor, and no more', async () => {
  for (let i = 0; i < 10; i += 1) await listen();
  const refused = await ayse.get('/stream');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('60');
  open.pop()!.stop();
  await until(async () => (await listen().catch(() => undefined)) !== undefined);
});

test('ends when the service stops, without waiting', async () => {
  const page = await listen();
  await page.heard('hello');
  const startedMs = Date.now();
  await desk.close();
  await page.ended();
  expect(Date.now() - startedMs).toBeLessThan(2_000);
  desk = await startDesk();
});
