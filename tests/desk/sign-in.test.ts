import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PASSWORD } from '../support/desk-account.ts';
import { DeskClient } from '../support/desk-client.ts';
import { startDesk, type TestDeskServer } from '../support/desk-server.ts';

let desk: TestDeskServer;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const HOUR_MS = 3_600_000;

describe('signing in', () => {
  test('leads to the account, with a cookie that scripts and other sites cannot use', async () => {
    await desk.account({ login: 'ayse', displayName: 'Ayşe Yılmaz' });
    const client = new DeskClient(desk.url);
    const { status, headers, body } = await client.post('/sign-in', { login: ' AYSE ', password: PASSWORD });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      counselor: { login: 'ayse', displayName: 'Ayşe Yılmaz', roles: ['counselor'] },
      hasPassword: true,
      maxTextLength: 200,
      office: { isOpen: true },
    });
    expect(body.languages).toContainEqual({ code: 'tr', name: 'Türkisch' });
    expect(body.languages).toContainEqual({ code: 'de-simple', name: 'Leichte Sprache' });
    expect(body.topics).toEqual([
      { id: 'language', name: 'Deutsch lernen' },
      { id: 'education', name: 'Kita, Schule, Ausbildung' },
      { id: 'housing', name: 'Wohnen' },
    ]);
    expect(JSON.stringify(body)).not.toContain('argon2');
    expect(headers.get('set-cookie')).toMatch(/^desk=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await client.get('/me')).body).toEqual(body);
  });

  test('what is stored opens nothing: neither the password nor the session can be read from it', async () => {
    await desk.account({ login: 'ayse' });
    const client = await DeskClient.signIn(desk.url, 'ayse');
    const { credentials } = (await desk.stores.counselors.byLogin('ayse'))!;
    expect(credentials.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const secret = client.cookies.get('desk')!;
    expect(await desk.stores.counselors.session(secret, desk.clock.iso())).toBeUndefined();
    const hash = createHash('sha256').update(secret).digest('base64url');
    expect(await desk.stores.counselors.session(hash, desk.clock.iso())).toMatchObject({ csrf: client.me.csrf });
  });

  test.each([
    ['a wrong password', 'ayse', 'korrekt pferd batterix'],
    ['an unknown login', 'nobody', PASSWORD],
    ['a disabled account', 'gone', PASSWORD],
    ['an account without a password', 'openid', PASSWORD],
  ])('with %s is refused with the same sentence, and noted', async (_what, login, password) => {
    await desk.account({ login: 'ayse' });
    await desk.account({ login: 'gone', isActive: false });
    await desk.account({ login: 'openid', password: undefined });
    const { status, headers, body } = await new DeskClient(desk.url).post('/sign-in', { login, password });
    expect(status).toBe(401);
    expect(body).toEqual({ error: { code: 'WrongPassword', message: 'Anmeldename oder Kennwort stimmt nicht.' } });
    expect(headers.get('set-cookie')).toBeNull();
    const [record] = await desk.stores.counselors.auditLog({ limit: 1 });
    expect(record).toEqual({ at: desk.clock.iso(), action: 'sign-in-failed', detail: '127.0.0.1' });
  });

  test('is slowed down for one login, and says for how long', async () => {
    await desk.account({ login: 'ayse' });
    const client = new DeskClient(desk.url);
    const attempt = (login: string, password: string) => client.post('/sign-in', { login, password });
    for (let i = 0; i < 10; i += 1) expect((await attempt('ayse', 'falsch')).status).toBe(401);
    const refused = await attempt('Ayse', PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('6');
    expect(refused.body.error.message).toContain('Zu viele Versuche');
    expect((await attempt('someone-else', 'falsch')).status).toBe(401);
    desk.clock.advance(6_000);
    expect((await attempt('ayse', PASSWORD)).status).toBe(200);
  });

  test('is slowed down for one network address, whichever login is tried', async () => {
    const client = new DeskClient(desk.url);
    const statuses: number[] = [];
    for (let i = 0; i < 62; i += 1) statuses.push((await client.post('/sign-in', { login: `login${i}`, password: 'falsch' })).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401));
    expect(statuses.slice(60)).toEqual([429, 429]);
  });

  test('takes no form of another site, nor what is no JSON', async () => {
    await desk.account({ login: 'ayse' });
    const client = new DeskClient(desk.url);
    const body = { login: 'ayse', password: PASSWORD };
    const foreign = await client.post('/sign-in', body, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await client.post('/sign-in', body, { origin: 'null' })).status).toBe(403);
    expect((await client.post('/sign-in', body, { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await client.post('/sign-in', { login: 'ayse' })).body.error).toMatchObject({ code: 'BadArgument' });
    expect((await client.post('/sign-in', body, { origin: desk.url })).status).toBe(200);
  });

  test('says before what there is to sign in with', async () => {
    expect((await new DeskClient(desk.url).get('/sign-in')).body).toEqual({ password: true, serviceName: 'Lotse' });
  });
});

describe('a session', () => {
  test('goes on with what is done, and ends an hour after the last of it', async () => {
    await desk.account({ login: 'ayse' });
    const client = await DeskClient.signIn(desk.url, 'ayse');
    for (let i = 0; i < 3; i += 1) {
      desk.clock.advance(HOUR_MS - 1_000);
      const { status, headers } = await client.get('/me');
      expect(status).toBe(200);
      expect(headers.get('set-cookie')).toContain('Max-Age=3600');
    }
    expect((await client.get('/me')).headers.get('set-cookie')).toBeNull();
    desk.clock.advance(HOUR_MS);
    const late = await client.get('/me');
    expect(late.status).toBe(401);
    expect(late.body.error.code).toBe('SignedOut');
  });

  test('ends with signing out, for its secret too', async () => {
    await desk.account({ login: 'ayse' });
    const client = await DeskClient.signIn(desk.url, 'ayse');
    const kept = new Map(client.cookies);
    const out = await client.post('/sign-out');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    for (const [name, value] of kept) client.cookies.set(name, value);
    expect((await client.get('/me')).status).toBe(401);
  });

  test('changes nothing without the page that belongs to it', async () => {
    await desk.account({ login: 'ayse' });
    const client = await DeskClient.signIn(desk.url, 'ayse');
    const other = await DeskClient.signIn(desk.url, 'ayse');
    for (const csrf of [undefined, '', 'x', other.csrf]) {
      client.csrf = csrf;
      const { status, body } = await client.post('/me/presence', { presence: 'here' });
      expect(status).toBe(403);
      expect(body.error).toEqual({ code: 'StalePage', message: 'Diese Seite ist veraltet. Bitte laden Sie sie neu.' });
    }
    client.csrf = client.me.csrf;
    expect((await client.post('/me/presence', { presence: 'here' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await client.post('/me/presence', { presence: 'here' })).status).toBe(204);
  });

  test('ends at once when the account is disabled', async () => {
    const { id } = await desk.account({ login: 'ayse' });
    const client = await DeskClient.signIn(desk.url, 'ayse');
    await desk.stores.counselors.update(id, { isActive: false });
    expect((await client.get('/me')).status).toBe(401);
  });

  test('is kept by a cookie for this host and encrypted connections only, where the service is public', async () => {
    const behindProxy = await startDesk({ address: { publicUrl: 'https://chat.example', trustedProxies: 1 } });
    await behindProxy.account({ login: 'ayse' });
    const client = new DeskClient(behindProxy.url);
    const { headers } = await client.post('/sign-in', { login: 'ayse', password: PASSWORD }, { origin: 'https://chat.example' });
    expect(headers.get('set-cookie')).toMatch(/^__Host-desk=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure$/);
    expect((await client.get('/me')).status).toBe(200);
    client.cookies.set('desk', client.cookies.get('__Host-desk')!);
    client.cookies.delete('__Host-desk');
    expect((await client.get('/me')).status).toBe(401);
    await behindProxy.close();
  });
});

test('a new password needs the old one, and ends the other sign-ins', async () => {
  await desk.account({ login: 'ayse' });
  const client = await DeskClient.signIn(desk.url, 'ayse');
  const other = await DeskClient.signIn(desk.url, 'ayse');
  const next = 'ganz neues kennwort';
  expect((await client.post('/me/password', { current: 'falsch', next })).body.error.code).toBe('WrongPassword');
  expect((await client.post('/me/password', { current: PASSWORD, next: 'kurz' })).body.error.message).toContain('12 bis 200 Zeichen');
  expect((await client.post('/me/password', { current: PASSWORD, next })).status).toBe(204);
  expect((await client.get('/me')).status).toBe(200);
  expect((await other.get('/me')).status).toBe(401);
  await expect(DeskClient.signIn(desk.url, 'ayse')).rejects.toThrow('401');
});
