import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { startApp } from './support/app.ts';
import { Client, listen, send } from './support/direct-line.ts';
import { echoBot } from './support/echo-bot.ts';
import { temporaryFolder } from './support/folder.ts';
import { silentLog } from './support/log.ts';
import { startProcess, type TestProcess } from './support/process.ts';
import { until } from './support/until.ts';

const folder = temporaryFolder();
const processes: TestProcess[] = [];
afterAll(() => {
  for (const { child } of processes) child.kill('SIGKILL');
  folder.remove();
});

function run(script: string, environment: Record<string, string>): TestProcess {
  const process = startProcess(script, { LOG_FORMAT: 'json', ...environment });
  processes.push(process);
  return process;
}

test('pages, facts about the service, health and metrics are there', async () => {
  writeFileSync(join(folder.path, 'index.html'), '<h1>Wegweiser</h1>');
  const app = await startApp(
    { SERVICE_NAME: 'Lotse', IMPRINT_URL: 'https://lotse.example/imprint', SERVICE_LOGO_URL: 'https://cdn.example/logo.svg' },
    { webRoot: folder.path },
  );
  const page = await fetch(`${app.url}/`);
  expect(await page.text()).toBe('<h1>Wegweiser</h1>');
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("img-src 'self' data: https://cdn.example");
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${app.port}`);
  expect((await send('GET', `${app.url}/api/service`)).body).toEqual({
    name: 'Lotse',
    imprintUrl: 'https://lotse.example/imprint',
    logoUrl: 'https://cdn.example/logo.svg',
    retentionHours: 24,
    maxTextLength: 4000,
  });
  expect((await send('GET', `${app.url}/health`)).body).toEqual({ status: 'ok' });
  const client = await Client.start(app.url);
  const { socket } = await listen(client.streamUrl);
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  expect(metrics).toContain('wegweiser_open_streams 1');
  expect(metrics).toContain('wegweiser_turn_seconds_count{channel="directline"} 1');
  socket.terminate();
  for (const method of ['GET', 'POST']) expect((await send(method, `${app.url}/nothing`)).status).toBe(404);
  await app.stop();
});

test('after stopping nothing listens, and clients were told to come back', async () => {
  const app = await startApp();
  const client = await Client.start(app.url);
  const { socket } = await listen(client.streamUrl);
  const closed = once(socket, 'close');
  expect(await app.stop()).toBe(true);
  expect((await closed)[0]).toBe(1012);
  await expect(fetch(`${app.url}/health`)).rejects.toThrow();
});

test('a part that cannot be opened ends the start, and leaves nothing open', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const config = readConfig({ PORT: String(port), DATABASE_URL: 'sqlite:db.sqlite' }, folder.path);
  await expect(createApp(config, { bot: echoBot, log: silentLog }).start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  taken.close();
  const unreachable = readConfig({ PORT: '0', DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }, folder.path);
  await expect(createApp(unreachable, { bot: echoBot, log: silentLog }).start()).rejects.toThrow('could not be brought up to date');
});

test('a conversation is deleted when its time is over, and not before', async () => {
  const { fixedClock } = await import('./support/clock.ts');
  const clock = fixedClock(new Date().toISOString());
  const environment = {
    DATABASE_URL: `sqlite:${folder.path}/retention.sqlite`,
    CONVERSATION_RETENTION_HOURS: '1',
    TOKEN_SIGNING_KEY: 'k'.repeat(32),
  };
  const goOn = async (url: string, client: Client) =>
    (await send('POST', `${url}/api/token`, undefined, { token: client.token })).body.conversationId === client.conversationId;
  const first = await startApp(environment, { clock });
  const client = await Client.start(first.url);
  await first.stop();
  clock.advance(3_599_000);
  const second = await startApp(environment, { clock });
  expect(await goOn(second.url, client)).toBe(true);
  await second.stop();
  clock.advance(2_000);
  const third = await startApp(environment, { clock });
  expect(await goOn(third.url, client)).toBe(false);
  await third.stop();
});

describe('as a process', () => {
  test('wrong settings end the start with all problems and what to do', async () => {
    const main = run('src/main.ts', { PORT: 'x', LOG_LEVEL: 'loud', TOKEN_SIGNING_KEY: 'short-secret' });
    expect(await main.ended()).toBe(1);
    expect(main.output()).toContain('PORT must be');
    expect(main.output()).toContain('LOG_LEVEL must be');
    expect(main.output()).not.toContain('short-secret');
    expect(main.output()).not.toMatch(/^\s+at /m);
  });

  test('the real service starts, answers a question, and stops cleanly', async () => {
    const main = run('src/main.ts', { PORT: '0', DATA_DIR: join(folder.path, 'data') });
    const [, port] = await main.printed(/"port":(\d+)/);
    const client = await Client.start(`http://127.0.0.1:${port}`, 'de');
    await client.say('Wo kann ich Deutsch lernen?');
    await until(async () => (await client.activities()).length === 3);
    const [welcome, , answer] = await client.activities();
    expect(welcome!['text']).toContain('Wegweiser');
    expect(answer).toMatchObject({ from: { role: 'bot' }, text: expect.any(String) });
    main.child.kill('SIGTERM');
    expect(await main.ended()).toBe(0);
    expect(main.output()).not.toContain('Deutsch lernen');
  }, 300_000);

  test('killed again and again in the middle of traffic, it loses no message and answers none twice', async () => {
    const environment = {
      PORT: '0',
      DATABASE_URL: `sqlite:${folder.path}/killed.sqlite`,
      TOKEN_SIGNING_KEY: 'k'.repeat(32),
      MESSAGES_PER_MINUTE: '10000',
      LOG_LEVEL: 'error',
    };
    let service = run('tests/support/serve.ts', environment);
    const start = async () => `http://127.0.0.1:${(await service.printed(/"port":(\d+)/))[1]}`;
    let url = await start();
    const clients = await Promise.all(Array.from({ length: 4 }, () => Client.start(url)));
    let isOver = false;
    const sent = clients.map(() => [] as string[]);

    /** Sends a message until it is acknowledged, as the widget does. @returns false if the service can't be reached */
    async function isTaken(client: Client, text: string): Promise<boolean> {
      const answer = await client
        .at(url)
        .say(text, text)
        .catch(() => undefined);
      return answer?.status === 200;
    }

    /** Ends between messages only: one whose acknowledgement was lost may be stored, and only a repeat tells. */
    async function converse(client: Client, texts: string[]): Promise<void> {
      while (!isOver) {
        const text = `m${texts.length}`;
        while (!(await isTaken(client, text))) await new Promise((resolve) => setTimeout(resolve, 20));
        texts.push(text);
      }
    }
    const traffic = clients.map((client, index) => converse(client, sent[index]!));
    for (let round = 0; round < 5; round += 1) {
      const before = sent.flat().length;
      await until(() => sent.flat().length > before + 10);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
      service.child.kill('SIGKILL');
      expect(await service.ended()).toBe('SIGKILL');
      service = run('tests/support/serve.ts', environment);
      url = await start();
    }
    isOver = true;
    await Promise.all(traffic);

    for (const [index, client] of clients.entries()) {
      const texts = sent[index]!;
      const replies = texts.map((text, position) => `${position + 1}: ${text}`);
      const last = client.at(url);
      await last.heard(replies.at(-1)!);
      const log: unknown[] = [];
      for (let watermark = 0; ; ) {
        const set = (await send('GET', `${last.path}/activities?watermark=${watermark}`, last.token)).body;
        log.push(...set.activities.map((activity: { text: string }) => activity.text));
        if (Number(set.watermark) === watermark) break;
        watermark = Number(set.watermark);
      }
      expect(log.sort()).toEqual(['welcome', ...texts, ...replies].sort());
    }
    service.child.kill('SIGTERM');
    expect(await service.ended()).toBe(0);
  }, 120_000);
});
