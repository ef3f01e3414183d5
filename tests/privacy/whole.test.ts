import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqliteStores } from '../../src/storage/sql/open.ts';
import { startApp } from '../support/app.ts';
import { Client, send } from '../support/direct-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

test('the whole service: a question without an answer is kept without the name, counts survive stopping, and people get their data', async () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'whole.sqlite');
  const app = await startApp({ DATABASE_URL: `sqlite:${file}` }, { bot: undefined });
  const user = await Client.start(app.url, 'de');
  const texts = async (): Promise<string[]> => {
    const { body } = await send('GET', `${user.path}/activities`, user.token);
    return body.activities.map(({ text }: { text?: string }) => text ?? '');
  };
  const say = async (text: string) => {
    const before = (await texts()).length;
    await send('POST', `${user.path}/activities`, user.token, { type: 'message', text, from: { id: 'me' }, locale: 'de' });
    await until(async () => (await texts()).length >= before + 2);
  };
  await until(async () => (await texts()).length > 0);
  await say('Ich heiße Ahmed Kaya. Wie viele Planeten hat ein Aquarium mit Quantenschaum?');
  await say('Meine Daten zeigen');
  const link = /\((\/api\/data\/[\w.-]+)\)/.exec((await texts()).at(-1)!)?.[1];
  const page = await (await fetch(app.url + link)).text();
  expect(page).toContain('Ich heiße Ahmed Kaya.');
  expect(await app.stop()).toBe(true);

  const stores = await openSqliteStores(file);
  const questions = await stores.insights.questions({ state: 'open', limit: 9 });
  expect(questions.map(({ text }) => text)).toEqual(['Ich heiße [Name]. Wie viele Planeten hat ein Aquarium mit Quantenschaum?']);
  const counts = await stores.insights.counts('2000-01-01', '9999-12-31');
  expect(counts.find(({ outcome }) => outcome === 'failed')).toMatchObject({ locale: 'de', count: 1 });
  await stores.close();
  folder.remove();
}, 120_000);
