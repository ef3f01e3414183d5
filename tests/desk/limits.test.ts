import { expect, test } from '@jest/globals';
import { openSqliteStores } from '../../src/storage/sql/open.ts';
import { startApp } from '../support/app.ts';
import { fixedClock } from '../support/clock.ts';
import { addTestAccount } from '../support/desk-account.ts';
import { DeskClient } from '../support/desk-client.ts';
import { deskContent } from '../support/desk-content.ts';
import { temporaryFolder } from '../support/folder.ts';

const PER_MINUTE = 40;

test('counselors who share an address have a limit each; who is not signed in shares that of the address', async () => {
  const folder = temporaryFolder();
  const clock = fixedClock();
  const file = `${folder.path}/db.sqlite`;
  const stores = await openSqliteStores(file);
  for (const login of ['a', 'b', 'c']) await addTestAccount(stores.counselors, clock, { login: `${login}${login}` });
  await stores.close();
  const environment = { DATABASE_URL: `sqlite:${file}`, REQUESTS_PER_MINUTE_PER_ADDRESS: String(PER_MINUTE) };
  const app = await startApp(environment, { bot: undefined, content: deskContent, clock });
  const times = async (count: number, ask: () => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await ask()).status);
    return new Set(statuses);
  };
  try {
    const [a, b, c] = await Promise.all(['aa', 'bb', 'cc'].map((login) => DeskClient.signIn(app.url, login)));
    for (const client of [a!, b!, c!]) expect(await times(PER_MINUTE - 5, () => client.get('/me'))).toEqual(new Set([200]));
    expect(await times(10, () => a!.get('/me'))).toEqual(new Set([200, 429]));
    const { headers, body } = await a!.get('/me');
    expect(body.error).toEqual({ code: 'TooManyRequests', message: 'Das war zu viel auf einmal. Bitte warten Sie einen Moment.' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await b!.get('/me')).status).toBe(200);

    const stranger = new DeskClient(app.url);
    stranger.cookies.set('desk', 'made-up');
    expect(await times(PER_MINUTE + 5, () => stranger.get('/me'))).toEqual(new Set([401, 429]));
  } finally {
    await app.stop();
    folder.remove();
  }
}, 30_000);
