import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rolesIn } from '../../src/desk/openid.ts';
import { DeskClient } from '../support/desk-client.ts';
import { startDesk, type TestDeskServer } from '../support/desk-server.ts';
import { CLIENT, startProvider, type TestProvider } from '../support/openid-provider.ts';

const RETURN = '/desk/api/sign-in/openid/return';
let provider: TestProvider;
let desk: TestDeskServer;

beforeEach(async () => {
  // The provider has to know the address to send browsers back to, and the desk the provider's: so a public address stands for the desk's.
  provider = await startProvider(() => `http://desk.example${RETURN}`);
  desk = await startDesk({
    openId: { ...CLIENT, issuer: provider.issuer, roleClaim: 'roles', label: 'Stadt Stuttgart' },
    address: { publicUrl: 'http://desk.example', trustedProxies: 0 },
  });
});
afterEach(async () => {
  await desk.close();
  await provider.close();
});

/** The address of the test's server behind the public one. */
const here = (address: string) => address.replace('http://desk.example', desk.url);

/** Goes to the provider and signs in there. @returns the address that the browser is sent back to */
async function toProviderAndBack(browser: DeskClient, person: string): Promise<string> {
  const start = await browser.fetch(`${desk.url}/desk/api/sign-in/openid`);
  expect(start.status).toBe(303);
  return provider.signIn(browser, start.headers.get('location')!, person);
}

/** The whole way. @returns where it ends */
async function signIn(browser: DeskClient, person: string): Promise<string | null> {
  const back = await toProviderAndBack(browser, person);
  return (await browser.fetch(here(back))).headers.get('location');
}

describe('signing in at the provider', () => {
  test('makes an account at the first time, with the roles that the provider says', async () => {
    provider.people.set('p1', { name: 'Olena Koval', preferred_username: 'Olena.Koval', roles: ['counselor', 'editor', 'janitor'] });
    const browser = new DeskClient(desk.url);
    expect((await browser.get('/sign-in')).body).toMatchObject({ openId: 'Stadt Stuttgart' });
    expect(await signIn(browser, 'p1')).toBe('http://desk.example/desk/');
    const { status, body } = await browser.get('/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      hasPassword: false,
      counselor: { login: 'olena.koval', displayName: 'Olena Koval', roles: ['counselor', 'editor'], languages: ['de'] },
    });
    expect((await desk.stores.counselors.bySubject(`${provider.issuer}|p1`))?.id).toBe(body.counselor.id);
  });

  test('takes the roles anew each time, and lets nobody in whose last role is gone', async () => {
    provider.people.set('p1', { name: 'Olena', roles: 'counselor admin' });
    const first = new DeskClient(desk.url);
    await signIn(first, 'p1');
    const { id } = (await first.get('/me')).body.counselor;
    provider.people.set('p1', { name: 'Olena', roles: ['editor'] });
    await signIn(new DeskClient(desk.url), 'p1');
    expect((await desk.stores.counselors.find(id))?.roles).toEqual(['editor']);
    expect((await first.get('/me')).status).toBe(401);
    await signIn(first, 'p1');
    provider.people.set('p1', { name: 'Olena', roles: [] });
    expect(await signIn(new DeskClient(desk.url), 'p1')).toBe('http://desk.example/desk/?problem=no-role');
    expect((await first.get('/me')).status).toBe(401);
    expect(await desk.stores.counselors.all()).toHaveLength(1);
  });

  test.each([{ roles: undefined }, { roles: 'janitor' }, { roles: { counselor: true } }])(
    'lets nobody in without a role: %j',
    async (person) => {
      provider.people.set('p2', { name: 'Nobody', ...person });
      const browser = new DeskClient(desk.url);
      expect(await signIn(browser, 'p2')).toBe('http://desk.example/desk/?problem=no-role');
      expect(browser.cookies.has('desk')).toBe(false);
      expect(await desk.stores.counselors.all()).toEqual([]);
      expect((await desk.stores.counselors.auditLog({ limit: 5 })).map(({ action }) => action)).toEqual(['sign-in-failed']);
    },
  );

  test('lets nobody in whose account was disabled here', async () => {
    provider.people.set('p1', { name: 'Olena', roles: ['counselor'] });
    const browser = new DeskClient(desk.url);
    await signIn(browser, 'p1');
    const { id } = (await browser.get('/me')).body.counselor;
    await desk.stores.counselors.update(id, { isActive: false });
    expect(await signIn(new DeskClient(desk.url), 'p1')).toBe('http://desk.example/desk/?problem=disabled');
  });

  test('never takes over an account that is called the same', async () => {
    const local = await desk.account({ login: 'ayse', roles: ['admin'] });
    provider.people.set('p3', { name: 'Another Ayse', preferred_username: 'ayse', roles: ['counselor'] });
    const browser = new DeskClient(desk.url);
    await signIn(browser, 'p3');
    const { counselor } = (await browser.get('/me')).body;
    expect(counselor.id).not.toBe(local.id);
    expect(counselor.login).toMatch(/^ayse\..+/);
    expect(counselor.roles).toEqual(['counselor']);
  });
});

describe('a way back is refused', () => {
  beforeEach(() => {
    provider.people.set('p1', { name: 'Olena', roles: ['counselor'] });
  });
  const refusedWith = async (browser: DeskClient, address: string) => {
    const response = await browser.fetch(here(address));
    expect(response.status).toBe(303);
    expect(browser.cookies.has('desk')).toBe(false);
    return response.headers.get('location');
  };

  test('in a browser that did not set out here', async () => {
    const back = await toProviderAndBack(new DeskClient(desk.url), 'p1');
    expect(await refusedWith(new DeskClient(desk.url), back)).toBe('http://desk.example/desk/?problem=expired');
  });

  test('when it took too long', async () => {
    const browser = new DeskClient(desk.url);
    const back = await toProviderAndBack(browser, 'p1');
    desk.clock.advance(601_000);
    expect(await refusedWith(browser, back)).toBe('http://desk.example/desk/?problem=expired');
  });

  test('with what belongs to another attempt', async () => {
    const [browser, victim] = [new DeskClient(desk.url), new DeskClient(desk.url)];
    const back = await toProviderAndBack(browser, 'p1');
    await toProviderAndBack(victim, 'p1');
    expect(await refusedWith(victim, back)).toBe('http://desk.example/desk/?problem=provider');
  });

  test('a second time', async () => {
    const browser = new DeskClient(desk.url);
    const back = await toProviderAndBack(browser, 'p1');
    const attempt = browser.cookies.get('desk-attempt')!;
    expect((await browser.fetch(here(back))).headers.get('location')).toBe('http://desk.example/desk/');
    const again = new DeskClient(desk.url);
    again.cookies.set('desk-attempt', attempt);
    expect(await refusedWith(again, back)).toBe('http://desk.example/desk/?problem=provider');
  });

  test('when the provider says no', async () => {
    const browser = new DeskClient(desk.url);
    const start = await browser.fetch(`${desk.url}/desk/api/sign-in/openid`);
    const state = new URL(start.headers.get('location')!).searchParams.get('state');
    const back = `http://desk.example${RETURN}?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`;
    expect(await refusedWith(browser, back)).toBe('http://desk.example/desk/?problem=provider');
  });
});

test('what the browser keeps on the way comes back from another site, and is gone afterwards', async () => {
  provider.people.set('p1', { name: 'Olena', roles: ['counselor'] });
  const browser = new DeskClient(desk.url);
  const start = await browser.fetch(`${desk.url}/desk/api/sign-in/openid`);
  expect(start.headers.get('set-cookie')).toMatch(/^desk-attempt=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  const query = new URL(start.headers.get('location')!).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `http://desk.example${RETURN}`,
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)!.length).toBeGreaterThanOrEqual(43);
  const back = await provider.signIn(browser, start.headers.get('location')!, 'p1');
  await browser.fetch(here(back));
  expect(browser.cookies.has('desk-attempt')).toBe(false);
  expect(browser.cookies.has('desk')).toBe(true);
});

test('a provider that cannot be reached is said to be so', async () => {
  const unreachable = await startDesk({ openId: { ...CLIENT, issuer: 'http://127.0.0.1:9', roleClaim: 'roles', label: 'X' } });
  const response = await new DeskClient(unreachable.url).fetch(`${unreachable.url}/desk/api/sign-in/openid`);
  expect(response.headers.get('location')).toBe(`${unreachable.url}/desk/?problem=provider`);
  await unreachable.close();
});

test('roles are read as a list or a text, and others are passed over', () => {
  expect(rolesIn(['admin', 'x', 'counselor'])).toEqual(['counselor', 'admin']);
  expect(rolesIn('editor, counselor')).toEqual(['counselor', 'editor']);
  expect(rolesIn({ counselor: 1 })).toEqual([]);
  expect(rolesIn(undefined)).toEqual([]);
});
