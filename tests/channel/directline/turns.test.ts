import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Bot } from '../../../src/bot/contract.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { Client, listen } from '../../support/direct-line.ts';
import { echoBot } from '../../support/echo-bot.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

const folder = temporaryFolder();
const apps: TestApp[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
});
afterAll(() => folder.remove());

async function run(environment: Record<string, string>, bot: Bot = echoBot): Promise<TestApp> {
  const app = await startApp({ TOKEN_SIGNING_KEY: 'k'.repeat(32), ...environment }, { bot });
  apps.push(app);
  return app;
}

/** A bot that can be held up, and counts how many turns it takes at once. */
function heldBot() {
  const gate = { atOnce: 0, most: 0, turns: 0, release: () => {} };
  const released = new Promise<void>((resolve) => {
    gate.release = resolve;
  });
  const bot: Bot = {
    async onTurn(context, storage) {
      gate.turns += 1;
      gate.atOnce += 1;
      gate.most = Math.max(gate.most, gate.atOnce);
      if (context.activity.type === 'message') await released;
      await echoBot.onTurn(context, storage);
      gate.atOnce -= 1;
    },
  };
  return { bot, gate };
}

test('a message is acknowledged before its turn is taken', async () => {
  const { bot, gate } = heldBot();
  const app = await run({}, bot);
  const client = await Client.start(app.url);
  const { status, body } = await client.say('hello');
  expect(status).toBe(200);
  expect((await client.activities()).map(({ id }) => id)).toContain(body.id);
  gate.release();
  await client.heard('1: hello');
});

test('turns of one conversation come one after another, those of others do not wait', async () => {
  const { bot, gate } = heldBot();
  const app = await run({}, bot);
  const [one, two] = [await Client.start(app.url), await Client.start(app.url)];
  await until(() => gate.turns === 2); // both arrivals
  for (const text of ['a', 'b', 'c']) await one.say(text);
  await two.say('d');
  await until(() => gate.turns === 4);
  gate.release();
  expect(await one.heard('3: c')).toEqual(['welcome', 'a', 'b', 'c', '1: a', '2: b', '3: c']);
  await two.heard('1: d');
  expect(gate.most).toBe(2);
});

test('stopping lets the turn that runs end, and the next start takes those that wait', async () => {
  const { bot, gate } = heldBot();
  const environment = { DATABASE_URL: `sqlite:${folder.path}/stopped.sqlite` };
  const first = await run(environment, bot);
  const client = await Client.start(first.url);
  await client.heard('welcome');
  await client.say('running');
  await until(() => gate.atOnce === 1);
  await client.say('waiting');
  const stopped = first.stop();
  gate.release();
  expect(await stopped).toBe(true);
  const second = await run(environment);
  expect(await client.at(second.url).heard('2: waiting')).toEqual(['welcome', 'running', 'waiting', '1: running', '2: waiting']);
});

describe('two instances on one database', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  test('a reply made at one reaches a stream at the other, and both know the same conversation', async () => {
    const environment = { DATABASE_URL: await postgres.createDatabase() };
    const [here, there] = [await run(environment), await run(environment)];
    const client = await Client.start(here.url);
    await client.heard('welcome');
    const elsewhere = client.at(there.url);
    const stream = await listen((await elsewhere.reconnect()).body.streamUrl);
    await client.say('said here');
    await until(() => stream.activities.length === 3);
    await elsewhere.say('said there');
    await until(() => stream.activities.length === 5);
    expect(stream.texts()).toEqual(['welcome', 'said here', '1: said here', 'said there', '2: said there']);
    stream.socket.terminate();
  });

  test('messages to both at once are each answered once, and memory misses none', async () => {
    const environment = { DATABASE_URL: await postgres.createDatabase() };
    const [here, there] = [await run(environment), await run(environment)];
    const client = await Client.start(here.url);
    await client.heard('welcome');
    const elsewhere = client.at(there.url);
    const texts = Array.from({ length: 40 }, (_, index) => `m${index}`);
    await Promise.all(texts.map((text, index) => (index % 2 ? client : elsewhere).say(text, text)));
    await until(async () => (await client.texts()).length === 81);
    const heard = (await client.texts()) as string[];
    expect(heard.filter((text) => text.startsWith('m')).sort()).toEqual([...texts].sort());
    const replies = heard.filter((text) => /^\d+: /.test(text));
    expect(replies.map((text) => Number(text.split(':')[0]))).toEqual(texts.map((_, index) => index + 1));
    expect(new Set(replies.map((text) => text.split(': ')[1]))).toEqual(new Set(texts));
  });

  test('what a hanging instance left, the other takes when it starts; what comes of the first then is dropped', async () => {
    const environment = { DATABASE_URL: await postgres.createDatabase() };
    const { bot, gate } = heldBot();
    const hanging = await run(environment, bot);
    const client = await Client.start(hanging.url);
    await client.heard('welcome');
    await client.say('lost?');
    const other = await run(environment);
    const expected = ['welcome', 'lost?', '1: lost?'];
    expect(await client.at(other.url).heard('1: lost?')).toEqual(expected);
    gate.release();
    await hanging.stop();
    expect(await client.at(other.url).texts()).toEqual(expected);
  });
});
