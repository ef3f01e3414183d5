import { afterEach, describe, expect, test } from '@jest/globals';
import { Connection, type Services, type Status } from '../../../src/web/widget/connection.ts';
import type { Session } from '../../../src/web/widget/direct-line.ts';
import { RequestError } from '../../../src/web/widget/http.ts';
import { EMPTY, receive, type Transcript } from '../../../src/web/widget/transcript.ts';
import type { OutgoingActivity } from '../../../src/web/widget/wire.ts';
import { startApp } from '../../support/app.ts';
import { fixedClock } from '../../support/clock.ts';
import { send } from '../../support/direct-line.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { until } from '../../support/until.ts';

const NIGHT_MS = 8 * 3_600_000;
const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function startService(...options: Parameters<typeof startApp>) {
  const app = await startApp(...options);
  ended.push(() => app.stop());
  return app;
}

const realServices: Services = {
  fetch: (...request) => fetch(...request),
  openSocket: (url) => new WebSocket(url),
  // Ten times as fast, so that pauses don't make the tests long.
  after(ms, callback) {
    const timer = setTimeout(callback, ms / 10);
    return () => clearTimeout(timer);
  },
  random: () => 0,
};

/** A connection with a transcript behind it. */
function open(url: string, { session, services = realServices }: { session?: Session | undefined; services?: Services } = {}) {
  const seen = { transcript: EMPTY as Transcript, statuses: [] as Status[], session };
  const connection = new Connection({
    baseUrl: `${url}/`,
    session,
    locale: () => 'tr',
    services,
    onActivities: (activities) => {
      seen.transcript = receive(seen.transcript, activities);
    },
    onStatus: (status) => seen.statuses.push(status),
    onSession: (kept) => {
      seen.session = kept;
    },
  });
  ended.push(() => connection.stop());
  connection.start();
  return {
    connection,
    seen,
    say: (text: string, id = encodeURIComponent(text)) => connection.post(message(text, id)),
    texts: () => seen.transcript.messages.map(({ text }) => text),
    heard: (text: string) => until(() => seen.transcript.messages.some((one) => one.text === text)),
    is: (status: Status) => until(() => seen.statuses.at(-1) === status),
  };
}

const message = (text: string, clientActivityID: string): OutgoingActivity => ({
  type: 'message',
  text,
  locale: 'tr',
  channelData: { clientActivityID },
});

describe('a conversation', () => {
  test('begins in the language of the window, and goes on message by message', async () => {
    const chat = open((await startService()).url);
    await chat.heard('welcome tr');
    await chat.is('online');
    await chat.say('merhaba');
    await chat.heard('1: merhaba');
    expect(chat.texts()).toEqual(['welcome tr', 'merhaba', '1: merhaba']);
    expect(chat.seen.statuses).toEqual(['connecting', 'online']);
  });

  test('goes on after a reload, with everything that was said', async () => {
    const { url } = await startService();
    const before = open(url);
    await before.is('online');
    await before.say('merhaba');
    await before.heard('1: merhaba');
    before.connection.stop();

    const after = open(url, { session: before.seen.session });
    await after.is('online');
    expect(after.texts()).toEqual(['welcome tr', 'merhaba', '1: merhaba']);
    await after.say('devam');
    await after.heard('2: devam');
  });

  test('longer than a page of the service is fetched completely', async () => {
    const { url } = await startService();
    const before = open(url);
    await before.is('online');
    for (let number = 0; number < 110; number += 1) await before.say(`m${number}`);
    await before.heard('110: m109');
    before.connection.stop();

    const after = open(url, { session: before.seen.session });
    await after.is('online');
    expect(after.texts()).toHaveLength(221);
  });

  test('works where a proxy lets no WebSocket through', async () => {
    const { url } = await startService();
    const chat = open(url, { services: { ...realServices, openSocket: (address) => new WebSocket(`${address}&t=broken`) } });
    await chat.heard('welcome tr');
    await chat.is('online');
    await chat.say('merhaba');
    await chat.heard('1: merhaba');
    expect(chat.texts()).toEqual(['welcome tr', 'merhaba', '1: merhaba']);
  });
});

describe('when the line breaks', () => {
  test('what was said meanwhile is there afterwards, once and in order', async () => {
    const chat = open((await startService()).url);
    await chat.is('online');
    await chat.say('bir');
    await chat.heard('1: bir');
    chat.connection.suspend();
    const { conversationId, token } = chat.seen.session!;
    await chat.say('iki');
    await chat.is('online');
    await chat.heard('2: iki');
    expect(chat.texts()).toEqual(['welcome tr', 'bir', '1: bir', 'iki', '2: iki']);
    expect(chat.seen.statuses).toContain('reconnecting');
    expect(chat.seen.session).toMatchObject({ conversationId });
    expect(token).not.toBe('');
  });

  test('a message posted twice is said once', async () => {
    const chat = open((await startService()).url);
    await chat.is('online');
    const first = await chat.say('merhaba', 'same');
    expect(await chat.say('merhaba', 'same')).toBe(first);
    await chat.heard('1: merhaba');
    await chat.say('son');
    await chat.heard('2: son');
    expect(chat.texts()).toEqual(['welcome tr', 'merhaba', '1: merhaba', 'son', '2: son']);
  });

  test('a restart of the service ends nothing', async () => {
    const folder = temporaryFolder();
    ended.push(() => folder.remove());
    const environment = { DATABASE_URL: `sqlite:${folder.path}/chat.db`, TOKEN_SIGNING_KEY: 'k'.repeat(40) };
    const before = await startApp(environment);
    const chat = open(before.url);
    await chat.is('online');
    await chat.say('bir');
    await chat.heard('1: bir');
    await before.stop();
    await chat.is('reconnecting');
    await expect(chat.say('boşuna')).rejects.toMatchObject({ passing: true });

    await startService({ ...environment, PORT: String(before.port) });
    await chat.is('online');
    await chat.say('iki');
    await chat.heard('2: iki');
    expect(chat.texts()).toEqual(['welcome tr', 'bir', '1: bir', 'iki', '2: iki']);
  });

  test('a service that was never there is called unavailable, and found when it comes', async () => {
    const gone = await startApp();
    await gone.stop();
    const chat = open(gone.url);
    await chat.is('unavailable');
    await startService({ PORT: String(gone.port) });
    await chat.heard('welcome tr');
    await chat.is('online');
  });
});

describe('when the token has expired', () => {
  test('the conversation goes on after an idle night', async () => {
    const clock = fixedClock();
    const chat = open((await startService({}, { clock })).url);
    await chat.is('online');
    await chat.say('iyi geceler');
    await chat.heard('1: iyi geceler');
    const evening = chat.seen.session!;
    clock.advance(NIGHT_MS);
    await chat.say('günaydın');
    await chat.heard('2: günaydın');
    expect(chat.seen.session).toMatchObject({ conversationId: evening.conversationId });
    expect(chat.seen.session!.token).not.toBe(evening.token);
  });

  test('a reload after it goes on as well', async () => {
    const clock = fixedClock();
    const { url } = await startService({}, { clock });
    const before = open(url);
    await before.is('online');
    await before.say('iyi geceler');
    await before.heard('1: iyi geceler');
    before.connection.stop();
    clock.advance(NIGHT_MS);
    const after = open(url, { session: before.seen.session });
    await after.is('online');
    expect(after.texts()).toEqual(['welcome tr', 'iyi geceler', '1: iyi geceler']);
  });
});

describe('when the conversation was deleted', () => {
  test('the user learns it and can begin a new one', async () => {
    const { url } = await startService();
    const chat = open(url);
    await chat.is('online');
    const { conversationId, token } = chat.seen.session!;
    await send('DELETE', `${url}/v3/directline/conversations/${conversationId}`, token);
    await chat.is('gone');
    await expect(chat.say('kimse var mı')).rejects.toBeInstanceOf(RequestError);

    chat.seen.transcript = EMPTY;
    chat.connection.restart();
    await chat.is('online');
    await chat.say('yeni');
    await chat.heard('1: yeni');
    expect(chat.seen.session!.conversationId).not.toBe(conversationId);
  });

  test('a reload begins a new one by itself', async () => {
    const { url } = await startService();
    const before = open(url);
    await before.is('online');
    const { conversationId, token } = before.seen.session!;
    before.connection.stop();
    await send('DELETE', `${url}/v3/directline/conversations/${conversationId}`, token);

    const after = open(url, { session: before.seen.session });
    await after.heard('welcome tr');
    expect(after.seen.session!.conversationId).not.toBe(conversationId);
  });

  test('a token that is none of the service is as good as no token', async () => {
    const chat = open((await startService()).url, { session: { conversationId: 'x', token: 'y' } });
    await chat.heard('welcome tr');
    await chat.is('online');
  });
});

test('a refusal says whether another attempt makes sense', async () => {
  const chat = open((await startService({ MESSAGES_PER_MINUTE: '1' })).url);
  await chat.is('online');
  await chat.say('bir');
  await expect(chat.say('iki')).rejects.toMatchObject({ status: 429, passing: true, retryAfterMs: expect.any(Number) });
});

test('a message that the service will never take is not worth another attempt', async () => {
  const chat = open((await startService()).url);
  await chat.is('online');
  await expect(chat.say('a'.repeat(4_001), 'long')).rejects.toMatchObject({ status: 413, passing: false });
});
