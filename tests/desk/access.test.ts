import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/domain/counselor.ts';
import { DeskClient } from '../support/desk-client.ts';
import { startDesk, type TestDeskServer } from '../support/desk-server.ts';

/** Every route but those of signing in, with who may use it: named roles, or everybody who is signed in. */
const ROUTES: readonly (readonly [method: string, path: string, roles: readonly Role[] | 'all'])[] = [
  ['GET', '/me', 'all'],
  ['POST', '/me/profile', 'all'],
  ['POST', '/me/password', 'all'],
  ['POST', '/me/presence', ['counselor']],
  ['GET', '/colleagues', ['counselor']],
  ['GET', '/handoffs', ['counselor']],
  ['GET', '/handoffs/h1', ['counselor']],
  ['GET', '/handoffs/h1/activities', ['counselor']],
  ['POST', '/handoffs/h1/claim', ['counselor']],
  ['POST', '/handoffs/h1/end', ['counselor']],
  ['POST', '/handoffs/h1/reopen', ['counselor']],
  ['POST', '/handoffs/h1/transfer', ['counselor']],
  ['POST', '/handoffs/h1/messages', ['counselor']],
  ['POST', '/handoffs/h1/answer', ['counselor']],
  ['POST', '/handoffs/h1/case', ['counselor']],
  ['POST', '/handoffs/h1/read', ['counselor']],
  ['POST', '/handoffs/h1/typing', ['counselor']],
  ['GET', '/entries', ['counselor', 'editor', 'admin']],
  ['GET', '/entries/housing/find-a-flat', ['counselor', 'editor', 'admin']],
  ['POST', '/understand', ['counselor', 'editor', 'admin']],
  ['GET', '/canned', ['counselor', 'editor', 'admin']],
  ['POST', '/canned', ['counselor', 'editor', 'admin']],
  ['DELETE', '/canned/x', ['counselor', 'editor', 'admin']],
  ['GET', '/insights', ['editor', 'admin']],
  ['GET', '/insights?format=csv', ['editor', 'admin']],
  ['GET', '/questions', ['editor', 'admin']],
  ['POST', '/questions/settle', ['editor', 'admin']],
  ['GET', '/accounts', ['admin']],
  ['POST', '/accounts', ['admin']],
  ['POST', '/accounts/x', ['admin']],
  ['GET', '/audit', ['admin']],
];
const PEOPLE: readonly Role[] = ['counselor', 'editor', 'admin'];
/** What every kind of body needs, so that a route that lets somebody in by mistake goes as far as it can. */
const BODY = { presence: 'here', clientId: 'm', language: 'de', state: 'open', seq: 0, ids: ['x'], title: 'x' };

let desk: TestDeskServer;
const clients = new Map<Role, DeskClient>();

beforeAll(async () => {
  desk = await startDesk();
  for (const role of PEOPLE) {
    await desk.account({ login: role, roles: [role] });
    clients.set(role, await DeskClient.signIn(desk.url, role));
  }
  await desk.account({ login: 'owner', displayName: 'Ayşe' });
  await desk.waiting('h1', ['Merhaba, geheim'], { name: 'Selin', contact: '0711 1234' });
  const owner = await DeskClient.signIn(desk.url, 'owner');
  expect((await owner.post('/handoffs/h1/claim')).status).toBe(200);
});
afterAll(() => desk.close());

const ask = (client: DeskClient, method: string, path: string, body: unknown = BODY) =>
  client.send(method, path, method === 'POST' ? body : undefined);

describe.each(ROUTES)('%s %s', (method, path, roles) => {
  test('is closed to who is not signed in', async () => {
    expect((await ask(new DeskClient(desk.url), method, path)).body.error.code).toBe('SignedOut');
  });

  test('is closed to all roles but its own', async () => {
    for (const role of PEOPLE) {
      const { status, body } = await ask(clients.get(role)!, method, path);
      const isClosed = status === 403 && body.error.message === 'Dafür hat Ihr Konto keine Berechtigung.';
      expect([role, isClosed]).toEqual([role, roles !== 'all' && !roles.includes(role)]);
      expect(status).toBeLessThan(500);
    }
  });

  if (method !== 'GET')
    test('takes nothing without the value against forged requests', async () => {
      const forged = new DeskClient(desk.url);
      for (const [name, value] of clients.get('counselor')!.cookies) forged.cookies.set(name, value);
      expect((await ask(forged, method, path)).body.error.code).toBe('StalePage');
    });
});

test('a colleague learns of a conversation that it takes place, and nothing that was said or who it is', async () => {
  const colleague = clients.get('counselor')!;
  const answers = [
    await colleague.get('/handoffs'),
    await colleague.get('/handoffs?states=waiting,active,ended,left,open,answered,erased'),
    await colleague.get('/handoffs/h1'),
    await colleague.get('/handoffs/h1/activities?after=0'),
    await colleague.post('/handoffs/h1/claim'),
    await colleague.post('/handoffs/h1/end'),
    await colleague.post('/handoffs/h1/reopen'),
    await colleague.post('/handoffs/h1/transfer', { language: 'tr' }),
    await colleague.post('/handoffs/h1/messages', { text: 'Hallo', clientId: 'm1' }),
    await colleague.post('/handoffs/h1/messages', { entry: 'housing/find-a-flat', clientId: 'm2' }),
    await colleague.post('/handoffs/h1/answer', { text: 'Hallo', clientId: 'm3' }),
    await colleague.post('/handoffs/h1/case', { state: 'answered' }),
    await colleague.post('/handoffs/h1/read', { seq: 1 }),
    await colleague.post('/handoffs/h1/typing'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 409, 409, 409, 409, 409, 409, 409, 409, 403, 204]);
  const all = JSON.stringify(answers.map(({ body }) => body));
  for (const secret of ['geheim', 'Selin', '0711', 'conversation-h1']) expect(all).not.toContain(secret);
  expect(await desk.stores.handoffs.find('h1')).toMatchObject({ state: 'active', readSeq: 0 });
  const log = await desk.stores.conversations.after('conversation-h1', 0, 100);
  expect(log.map(({ activity }) => activity['text'])).not.toContain('Hallo');
});
