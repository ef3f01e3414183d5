import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.ts';
import { fixedClock } from '../../support/clock.ts';
import { Client, send } from '../../support/direct-line.ts';
import { until } from '../../support/until.ts';

const SECRET = 's'.repeat(32);
const clock = fixedClock(new Date().toISOString());
let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await startApp({ DIRECT_LINE_SECRET: SECRET, ALLOWED_ORIGINS: 'https://www.example.org' }, { clock });
  url = app.url;
});
afterAll(() => app.stop());

const api = (path: string) => `${url}/v3/directline${path}`;

describe('tokens', () => {
  test('a page gets a token for a conversation of its own, and no secret is needed', async () => {
    const { status, body, headers } = await send('POST', `${url}/api/token`);
    expect(status).toBe(200);
    expect(body).toEqual({ conversationId: expect.stringMatching(/^[\w-]{22}$/), token: expect.any(String), expires_in: 1800 });
    expect(headers.get('cache-control')).toBe('no-store');
    const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString());
    expect(claims.user).toMatch(/^dl_[\w-]{22}$/);
  });

  test('pages of other sites get none unless they are listed', async () => {
    const ask = async (origin: string) => (await send('POST', `${url}/api/token`, undefined, {}, { origin })).status;
    expect(await ask('https://www.example.org')).toBe(200);
    expect(await ask(url)).toBe(200);
    expect(await ask('https://evil.example')).toBe(403);
    expect(await ask('null')).toBe(403);
  });

  test('another server gets tokens for its users with the secret, and only with it', async () => {
    const made = await send('POST', api('/tokens/generate'), SECRET, { user: { id: 'dl_citizen-7' } });
    expect(made.status).toBe(200);
    const { body: conversation } = await send('POST', api('/conversations'), made.body.token);
    expect(conversation.conversationId).toBe(made.body.conversationId);
    expect((await send('POST', api('/tokens/generate'), SECRET)).status).toBe(200);
    expect((await send('POST', api('/tokens/generate'), SECRET, { user: { id: 'admin' } })).status).toBe(400);
    expect((await send('POST', api('/tokens/generate'), made.body.token)).status).toBe(403);
    expect((await send('POST', api('/tokens/generate'), 'wrong')).status).toBe(403);
    expect((await send('POST', api('/tokens/generate'))).status).toBe(401);
  });

  test('a token is refreshed while it counts', async () => {
    const client = await Client.start(url);
    clock.advance(1_799_000);
    const fresh = await send('POST', api('/tokens/refresh'), client.token);
    expect(fresh.body).toMatchObject({ conversationId: client.conversationId, expires_in: 1800 });
    clock.advance(2_000);
    const late = await send('POST', api('/tokens/refresh'), client.token);
    expect([late.status, late.body.error.code]).toEqual([403, 'TokenExpired']);
    expect((await send('GET', `${client.path}/activities`, fresh.body.token)).status).toBe(200);
    expect((await send('POST', api('/tokens/refresh'), SECRET)).status).toBe(400);
  });

  test('after an idle night an expired token opens its conversation again', async () => {
    const client = await Client.start(url);
    await client.say('before');
    await client.heard('1: before');
    clock.advance(9 * 3_600_000);
    expect((await client.say('too late')).body.error.code).toBe('TokenExpired');
    const { body } = await send('POST', `${url}/api/token`, undefined, { token: client.token });
    expect(body.conversationId).toBe(client.conversationId);
    client.token = body.token;
    await client.say('after');
    expect(await client.heard('2: after')).toEqual(['welcome', 'before', '1: before', 'after', '2: after']);
  });

  test('weeks later an expired token still opens a conversation that is kept for a counselor', async () => {
    const client = await Client.start(url);
    clock.advance(89 * 24 * 3_600_000);
    const { body } = await send('POST', `${url}/api/token`, undefined, { token: client.token });
    expect(body.conversationId).toBe(client.conversationId);
  });

  test('a token that is too old, foreign or of a deleted conversation begins a new one', async () => {
    const reopened = async (token: string) => (await send('POST', `${url}/api/token`, undefined, { token })).body.conversationId;
    const deleted = await Client.start(url);
    await send('DELETE', deleted.path, deleted.token);
    expect(await reopened(deleted.token)).not.toBe(deleted.conversationId);
    const old = await Client.start(url);
    clock.advance(121 * 24 * 3_600_000);
    expect(await reopened(old.token)).not.toBe(old.conversationId);
    expect(await reopened('nonsense')).toMatch(/^[\w-]{22}$/);
    expect((await send('POST', `${url}/api/token`, undefined, { token: 7 })).status).toBe(400);
  });

  test('without a secret there is no way to use one', async () => {
    const closed = await startApp();
    expect((await send('POST', `${closed.url}/v3/directline/tokens/generate`, SECRET)).body.error.code).toBe('NotConfigured');
    expect((await send('POST', `${closed.url}/v3/directline/conversations`, SECRET)).status).toBe(403);
    await closed.stop();
  });
});

describe('conversations', () => {
  test('starting is answered 201 with everything that a client needs, and the bot greets in the language given', async () => {
    const { body: issued } = await send('POST', `${url}/api/token`);
    const { status, body } = await send('POST', api('/conversations'), issued.token, { locale: 'tr' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ conversationId: issued.conversationId, expires_in: 1800, token: expect.any(String) });
    expect(body.streamUrl).toMatch(`ws://127.0.0.1:${app.port}/v3/directline/conversations/${issued.conversationId}/stream?`);
    const client = new Client(url, body);
    expect(await client.heard('welcome tr')).toEqual(['welcome tr']);
  });

  test('starting again with the same token is answered 200 and greets no second time', async () => {
    const client = await Client.start(url);
    await client.heard('welcome');
    const again = await Promise.all(Array.from({ length: 10 }, () => send('POST', api('/conversations'), client.token)));
    expect(again.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await client.say('hello');
    expect(await client.heard('1: hello')).toEqual(['welcome', 'hello', '1: hello']);
  });

  test('with the secret a server starts conversations and enters them all', async () => {
    const { status, body } = await send('POST', api('/conversations'), SECRET, { user: { id: 'dl_5' } });
    expect(status).toBe(201);
    await send('POST', api(`/conversations/${body.conversationId}/activities`), SECRET, { type: 'message', text: 'hi' });
    const client = new Client(url, { ...body, token: SECRET });
    await client.heard('1: hi');
    expect((await client.activities()).find((activity) => activity['text'] === 'hi')).toMatchObject({ from: { id: 'dl_5', role: 'user' } });
  });

  test('a conversation is deleted with all it holds', async () => {
    const client = await Client.start(url);
    await client.say('hello');
    await client.heard('1: hello');
    expect((await send('DELETE', client.path, client.token)).status).toBe(204);
    for (const { status, body } of [await client.reconnect(), await client.say('x'), await send('DELETE', client.path, client.token)]) {
      expect([status, body.error.code]).toEqual([404, 'ConversationNotFound']);
    }
    const { status } = await send('POST', api('/conversations'), client.token);
    expect(status).toBe(201);
    expect(await client.heard('welcome')).toEqual(['welcome']);
  });
});

describe('activities', () => {
  test('a message is acknowledged with its id, and stands in the log with the reply', async () => {
    const client = await Client.start(url, 'en');
    await client.heard('welcome en');
    const { status, body } = await client.say('hello', 'my-1');
    expect(status).toBe(200);
    await client.heard('1: hello');
    const [welcome, echo, reply] = await client.activities();
    expect(body.id).toBe(`${client.conversationId}|0000003`); // 1 is the arrival, which clients don't see
    expect(echo).toEqual({
      type: 'message',
      id: body.id,
      text: 'hello',
      channelId: 'directline',
      conversation: { id: client.conversationId },
      from: { id: expect.stringMatching(/^dl_/), role: 'user' },
      timestamp: clock.iso(),
      channelData: { clientActivityID: 'my-1' },
    });
    expect(reply).toMatchObject({
      type: 'message',
      id: `${client.conversationId}|0000004`,
      text: '1: hello',
      from: { id: 'wegweiser', name: 'Wegweiser', role: 'bot' },
      replyToId: body.id,
      conversation: { id: client.conversationId },
    });
    expect(welcome!.id).toBe(`${client.conversationId}|0000002`);
    expect(JSON.stringify(reply)).not.toContain('urn:');
  });

  test('the watermark leads on from where the client stands', async () => {
    const client = await Client.start(url);
    await client.say('a');
    await client.heard('1: a');
    const first = (await send('GET', `${client.path}/activities`, client.token)).body;
    expect(first.watermark).toBe('4');
    const empty = (await send('GET', `${client.path}/activities?watermark=${first.watermark}`, client.token)).body;
    expect(empty).toEqual({ activities: [], watermark: '4' });
    await client.say('b');
    await client.heard('2: b');
    const next = (await send('GET', `${client.path}/activities?watermark=4`, client.token)).body;
    expect(next.activities.map((activity: { text: string }) => activity.text)).toEqual(['b', '2: b']);
    for (const wrong of ['x', '-1', '1e3', '99999999999']) {
      expect((await send('GET', `${client.path}/activities?watermark=${wrong}`, client.token)).status).toBe(400);
    }
  });

  test('a repeated post is one message, with the same id', async () => {
    const client = await Client.start(url);
    await client.heard('welcome');
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.say('once', 'my-1')));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await client.say('end', 'my-2');
    expect(await client.heard('2: end')).toEqual(['welcome', 'once', expect.anything(), expect.anything(), '2: end']);
    expect((await client.texts()).filter((text) => text === 'once')).toHaveLength(1);
  });

  test('events reach the bot; what passes does not', async () => {
    const client = await Client.start(url);
    await client.heard('welcome');
    expect((await client.post({ type: 'typing' })).body.id).toEqual(expect.any(String));
    expect((await client.post({ type: 'conversationUpdate', membersAdded: [{ id: 'x' }] })).status).toBe(200);
    await client.post({ type: 'event', name: 'wegweiser/feedback', value: { helpful: true } });
    expect(await client.heard('event wegweiser/feedback')).toEqual(['welcome', undefined, 'event wegweiser/feedback']);
  });

  test('traces never reach a client', async () => {
    const client = await Client.start(url);
    await client.say('trace');
    await client.heard('1: trace');
    expect(JSON.stringify(await client.activities())).not.toContain('hush');
  });

  test('a message whose turn breaks does not hold up the next, and changes no memory', async () => {
    const client = await Client.start(url);
    await client.say('one');
    await client.heard('1: one');
    await client.say('fail');
    await client.say('two');
    expect(await client.heard('2: two')).toEqual(['welcome', 'one', '1: one', 'fail', 'two', '2: two']);
  });

  test('forgetting empties the log; the conversation goes on', async () => {
    const client = await Client.start(url);
    await client.say('my name is Ada');
    await client.heard('1: my name is Ada');
    await client.say('forget');
    expect(await client.heard('2: forget')).toEqual(['2: forget']);
    await client.say('again');
    expect(await client.heard('1: again')).toEqual(['2: forget', 'again', '1: again']);
  });
});

describe('refusals', () => {
  test('each has its status, code and sentence', async () => {
    const mine = await Client.start(url);
    const other = await Client.start(url);
    const { body: unopened } = await send('POST', `${url}/api/token`);
    const path = (id: string) => api(`/conversations/${id}/activities`);
    const message = { type: 'message', text: 'hush' };
    const cases: [Promise<{ status: number; body: { error: { code: string; message: string } } }>, number, string][] = [
      [send('POST', path(mine.conversationId), undefined, message), 401, 'Unauthorized'],
      [send('POST', path(mine.conversationId), 'nonsense', message), 403, 'InvalidToken'],
      [send('POST', path(mine.conversationId), other.token, message), 403, 'ForeignToken'],
      [send('GET', path(mine.conversationId), other.token), 403, 'ForeignToken'],
      [send('GET', mine.path, other.token), 403, 'ForeignToken'],
      [send('DELETE', mine.path, other.token), 403, 'ForeignToken'],
      [send('POST', path(unopened.conversationId), unopened.token, message), 404, 'ConversationNotFound'],
      [send('GET', path('unknown'), SECRET), 404, 'ConversationNotFound'],
      [mine.post({ type: 'invoke', name: 'hush' }), 400, 'BadArgument'],
      [mine.post({ type: 'message', text: 'hush'.repeat(2_000) }), 413, 'MessageSizeTooBig'],
      [mine.post({ type: 'message', text: 'x', value: 'hush'.repeat(20_000) }), 413, 'MessageSizeTooBig'],
    ];
    for (const [answer, status, code] of cases) {
      const { status: given, body } = await answer;
      expect([given, body.error.code]).toEqual([status, code]);
      expect(body.error.message).toMatch(/\.$/);
      expect(body.error.message).not.toContain('hush');
    }
  });

  test('who writes too fast is told how long to wait, and nobody else is', async () => {
    const strict = await startApp({ MESSAGES_PER_MINUTE: '3' });
    const fast = await Client.start(strict.url);
    for (let count = 0; count < 3; count += 1) expect((await fast.say('x')).status).toBe(200);
    const { status, headers } = await fast.say('x');
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await (await Client.start(strict.url)).say('x')).status).toBe(200);
    await strict.stop();
  });

  test('a page that opens conversation after conversation is stopped; one that is open goes on', async () => {
    const strict = await startApp({ NEW_CONVERSATIONS_PER_MINUTE_PER_ADDRESS: '2' });
    const open = await Client.start(strict.url);
    await Client.start(strict.url);
    expect((await send('POST', `${strict.url}/api/token`)).status).toBe(429);
    expect((await open.say('x')).status).toBe(200);
    await strict.stop();
  });
});

test('the log of the service holds no texts and no tokens', async () => {
  const { capturedLog } = await import('../../support/log.ts');
  const { log, text } = capturedLog('debug');
  const logged = await startApp({}, { log });
  const client = await Client.start(logged.url);
  await client.say('hush-message');
  await client.say('fail');
  await client.heard('1: hush-message');
  await until(() => text().includes('A turn failed.'));
  await logged.stop();
  expect(text()).toContain('/v3/directline/conversations/:conversationId/activities');
  expect(text()).not.toContain('hush');
  expect(text()).not.toContain(client.token);
});
