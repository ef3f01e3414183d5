import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAccounts } from '../../src/desk/accounts.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openSqliteStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { soundTree } from '../knowledge/sample.ts';
import { buildCheckout } from './checkout.ts';

let checkout: ReturnType<typeof buildCheckout>;
let stores: Stores;
beforeAll(async () => {
  checkout = buildCheckout(soundTree());
  // Open all the while, as the service has it.
  stores = await openSqliteStores(join(checkout.path, '.data/wegweiser.sqlite'));
});
afterAll(async () => {
  await stores.close();
  checkout.remove();
});

const PASSWORD = 'korrekt pferd batterie';
const run = (input: string, ...args: string[]) => checkout.run('desk.ts', args, input);
const opens = async (login: string, password: string) =>
  (await createAccounts(stores.counselors, systemClock).check(login, password)) !== undefined;

test('an account is made beside the running service, and nobody sees its password', async () => {
  expect((await run('', 'list')).out).toContain('There are no accounts yet.');
  const roles = ['--roles', 'counselor,editor', '--languages', 'tr,de', '--topics', 'work', '--hours', 'Mo-Di 09:00-12:00'];
  const { code, out, err } = await run(`${PASSWORD}\n`, 'add-counselor', '--login', 'Ayse', '--name', 'Ayşe Yılmaz', ...roles);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe('Ayşe Yılmaz can sign in at /desk as ayse (counselor, editor).\n');
  expect(await opens('ayse', PASSWORD)).toBe(true);
  const found = await stores.counselors.byLogin('ayse');
  expect(found?.counselor).toMatchObject({
    displayName: 'Ayşe Yılmaz',
    languages: ['tr', 'de'],
    topics: ['work'],
    hours: [
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 2, from: '09:00', to: '12:00' },
    ],
    capacity: 3,
  });
  expect((await run('', 'list')).out).toMatch(/ayse\s+Ayşe Yılmaz\s+counselor,editor\s+tr,de\s+work\s+away/);
  const [record] = await stores.counselors.auditLog({ limit: 1 });
  expect(record).toMatchObject({ action: 'account-added', detail: 'ayse: counselor, editor (npm run desk)' });
  expect(JSON.stringify(record)).not.toContain(PASSWORD);
});

test('a new password takes the place of the old one, and ends what was signed in with it', async () => {
  const { counselor } = (await stores.counselors.byLogin('ayse'))!;
  const session = {
    idHash: 'x',
    counselorId: counselor.id,
    csrf: 'y',
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: '2999-01-01T00:00:00Z',
  };
  await stores.counselors.openSession(session);
  expect((await run('ganz neues kennwort', 'set-password', '--login', 'ayse')).code).toBe(0);
  expect([await opens('ayse', PASSWORD), await opens('ayse', 'ganz neues kennwort')]).toEqual([false, true]);
  expect(await stores.counselors.session('x', systemClock.iso())).toBeUndefined();
});

test('a disabled account cannot sign in until it is enabled again', async () => {
  await run('', 'disable', '--login', 'ayse');
  expect(await opens('ayse', 'ganz neues kennwort')).toBe(false);
  expect((await run('', 'list')).out).toContain('disabled');
  await run('', 'enable', '--login', 'ayse');
  expect(await opens('ayse', 'ganz neues kennwort')).toBe(true);
});

test.each([
  ['a login that is taken', PASSWORD, ['add-counselor', '--login', 'AYSE', '--name', 'A'], 'There already is an account'],
  ['a short password', 'kurz', ['add-counselor', '--login', 'bo', '--name', 'Bo'], '12 to 200 characters'],
  ['no name', PASSWORD, ['add-counselor', '--login', 'bo'], 'Name the account'],
  ['a role that there is not', PASSWORD, ['add-counselor', '--login', 'bo', '--name', 'Bo', '--roles', 'boss'], 'counselor, editor, admin'],
  ['a language that there is not', PASSWORD, ['add-counselor', '--login', 'bo', '--name', 'Bo', '--languages', 'xx'], '--languages: xx'],
  ['hours that cannot be read', PASSWORD, ['add-counselor', '--login', 'bo', '--name', 'Bo', '--hours', 'daily'], '--hours'],
  ['an unknown account', PASSWORD, ['set-password', '--login', 'bo'], 'no account with the login bo'],
  ['an unknown command', '', ['frob'], 'There is no command frob'],
  ['a password as an argument', '', ['add-counselor', '--password', 'x'], "Unknown option '--password'"],
])('%s is refused with one sentence', async (_what, input, args, sentence) => {
  const { code, err } = await run(input, ...args);
  expect(code).toBe(1);
  expect(err).toContain(sentence);
  expect(err).not.toContain('    at ');
  expect(await stores.counselors.byLogin('bo')).toBeUndefined();
});
