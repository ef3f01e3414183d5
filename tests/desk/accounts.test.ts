import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AccountChange } from '../../src/desk/protocol.ts';
import { PASSWORD } from '../support/desk-account.ts';
import { DeskClient } from '../support/desk-client.ts';
import { startDesk, type TestDeskServer } from '../support/desk-server.ts';

let desk: TestDeskServer;
let root: DeskClient;
beforeEach(async () => {
  desk = await startDesk();
  await desk.account({ login: 'root', displayName: 'Rut', roles: ['admin'] });
  root = await DeskClient.signIn(desk.url, 'root');
});
afterEach(() => desk.close());

const NEW: AccountChange = {
  login: 'Selin.K',
  displayName: '  Selin   Kaya ',
  roles: ['editor', 'counselor'],
  languages: ['tr', 'de'],
  topics: ['education'],
  hours: [{ weekday: 1, from: '09:00', to: '12:00' }],
  capacity: 2,
  isActive: true,
  password: PASSWORD,
};

describe('an admin', () => {
  test('makes an account that can be used at once', async () => {
    const { status, body } = await root.post('/accounts', NEW);
    expect(status).toBe(201);
    expect(body).toMatchObject({ login: 'selin.k', displayName: 'Selin Kaya', roles: ['counselor', 'editor'], presence: 'away' });
    expect(JSON.stringify(body)).not.toContain('argon2');
    const selin = await DeskClient.signIn(desk.url, 'selin.k');
    expect(selin.me.counselor).toMatchObject({ hours: NEW.hours, topics: ['education'], capacity: 2 });
    expect((await root.get('/accounts')).body.map(({ login }: { login: string }) => login)).toEqual(['root', 'selin.k']);
    expect((await root.post('/accounts', NEW)).body.error).toEqual({ code: 'Conflict', message: 'Dieser Anmeldename ist schon vergeben.' });
  });

  test.each<[string, Partial<Record<keyof AccountChange, unknown>>, string]>([
    ['a short password', { password: 'kurz' }, '12 bis 200 Zeichen'],
    ['a login with blanks', { login: 'a b' }, 'Anmeldename'],
    ['no name', { displayName: ' ' }, 'Name'],
    ['a language that there is not', { languages: ['tlh'] }, 'nicht gibt'],
    ['a topic that there is not', { topics: ['cooking'] }, 'nicht gibt'],
    ['hours that end before they begin', { hours: [{ weekday: 1, from: '12:00', to: '09:00' }] }, 'Zeiten'],
    ['room for no conversation', { capacity: 0 }, '1 bis 50'],
    ['no role', { roles: [] }, 'roles'],
    ['a role that there is not', { roles: ['boss'] }, 'roles'],
  ])('is told what is wrong with %s', async (_what, wrong, sentence) => {
    const { status, body } = await root.post('/accounts', { ...NEW, ...wrong });
    expect(status).toBe(400);
    expect(body.error.message).toContain(sentence);
    expect(await desk.stores.counselors.all()).toHaveLength(1);
  });

  test('changes an account; who may do less than before has to sign in again', async () => {
    const { id } = (await root.post('/accounts', NEW)).body;
    const selin = await DeskClient.signIn(desk.url, 'selin.k');
    expect((await root.post(`/accounts/${id}`, { ...NEW, password: undefined, capacity: 5 })).body).toMatchObject({ capacity: 5 });
    expect((await selin.get('/me')).status).toBe(200);
    await root.post(`/accounts/${id}`, { ...NEW, password: undefined, roles: ['editor'] });
    expect((await selin.get('/me')).status).toBe(401);
    expect((await root.post('/accounts/nothing', NEW)).status).toBe(404);
  });

  test('cannot take away the last account of an admin', async () => {
    const { id } = root.me.counselor;
    const same = { ...NEW, login: 'root', roles: ['admin'] as const, password: undefined };
    for (const change of [
      { ...same, roles: ['editor'] },
      { ...same, isActive: false },
    ]) {
      const { status, body } = await root.post(`/accounts/${id}`, change);
      expect(status).toBe(409);
      expect(body.error.message).toContain('letzte aktive Konto');
    }
    await desk.account({ login: 'second', roles: ['admin'] });
    expect((await root.post(`/accounts/${id}`, { ...same, roles: ['editor'] })).status).toBe(200);
  });

  test('reads who did what, latest first, page by page', async () => {
    await new DeskClient(desk.url).post('/sign-in', { login: 'root', password: 'falsch' });
    desk.clock.advance(1_000);
    await root.post('/accounts', NEW);
    const { body } = await root.get('/audit');
    expect(body.map(({ who, action, detail }: Record<string, string>) => [who, action, detail])).toEqual([
      ['Rut (root)', 'account-added', 'selin.k: counselor, editor'],
      expect.anything(),
      expect.anything(),
    ]);
    expect(
      body
        .slice(1)
        .map(({ action }: { action: string }) => action)
        .sort(),
    ).toEqual(['sign-in-failed', 'signed-in']);
    expect((await root.get(`/audit?before=${body[0].at}`)).body).toHaveLength(2);
    expect((await root.get('/audit?before=yesterday')).status).toBe(400);
  });
});

test('accounts and the audit log are for admins', async () => {
  await desk.account({ login: 'eva', roles: ['editor', 'counselor'] });
  const eva = await DeskClient.signIn(desk.url, 'eva');
  expect((await eva.get('/accounts')).status).toBe(403);
  expect((await eva.post('/accounts', NEW)).status).toBe(403);
  expect((await eva.post(`/accounts/${eva.me.counselor.id}`, { ...NEW, roles: ['admin'] })).status).toBe(403);
  expect((await eva.get('/audit')).status).toBe(403);
});

test('everybody changes their own profile, but not what they may do', async () => {
  await desk.account({ login: 'ayse' });
  const ayse = await DeskClient.signIn(desk.url, 'ayse');
  const profile = { displayName: 'Ayşe', languages: ['tr', 'ar', 'tr'], topics: ['housing'], hours: [], capacity: 1 };
  const { body } = await ayse.post('/me/profile', { ...profile, roles: ['admin'], login: 'root2' });
  expect(body.counselor).toMatchObject({ ...profile, languages: ['tr', 'ar'], login: 'ayse', roles: ['counselor'] });
  expect((await ayse.post('/me/profile', { ...profile, languages: ['xx'] })).status).toBe(400);
});
