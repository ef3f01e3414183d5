import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Bot } from '../../src/bot/contract.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type ChannelService, startChannelService } from '../support/channel-service.ts';
import { echoBot } from '../support/echo-bot.ts';
import { temporaryFolder } from '../support/folder.ts';
import { capturedLog } from '../support/log.ts';

let channel: ChannelService;
let app: TestApp;
beforeEach(async () => {
  channel = await startChannelService();
});
afterEach(async () => {
  await app.stop();
  await channel.close();
});

const texts = () => channel.replies.map(({ activity }) => activity['text']);

describe('without a registration', () => {
  test('replies reach the channel, addressed to the message that they answer', async () => {
    app = await startApp();
    expect((await channel.send(app.url, { text: 'hello' })).status).toBe(200);
    expect(channel.replies).toEqual([
      {
        path: '/v3/conversations/c1/activities/m1',
        activity: expect.objectContaining({
          type: 'message',
          text: '1: hello',
          from: expect.objectContaining({ id: 'b1' }),
          recipient: expect.objectContaining({ id: 'u1' }),
          conversation: expect.objectContaining({ id: 'c1' }),
          replyToId: 'm1',
        }),
      },
    ]);
  });

  test('memory is kept by conversation, over a restart', async () => {
    const folder = temporaryFolder();
    const environment = { DATABASE_URL: `sqlite:${folder.path}/db.sqlite` };
    app = await startApp(environment);
    await channel.send(app.url, { text: 'a' });
    await channel.send(app.url, { text: 'other', conversation: { id: 'c2' } });
    await app.stop();
    app = await startApp(environment);
    await channel.send(app.url, { text: 'b' });
    expect(texts()).toEqual(['1: a', '1: other', '2: b']);
    folder.remove();
  });

  test('each channel gets its own replies, again and again', async () => {
    app = await startApp();
    const other = await startChannelService();
    for (const text of ['a', 'b']) {
      await channel.send(app.url, { text });
      await other.send(app.url, { text, conversation: { id: 'c2' } });
    }
    expect(texts()).toEqual(['1: a', '2: b']);
    expect(other.replies.map(({ path }) => path)).toEqual(['/v3/conversations/c2/activities/m1', '/v3/conversations/c2/activities/m2']);
    await other.close();
  });

  test('turns of one conversation come one after another', async () => {
    let [atOnce, most] = [0, 0];
    const bot: Bot = {
      async onTurn(context, storage) {
        most = Math.max(most, ++atOnce);
        await echoBot.onTurn(context, storage);
        atOnce -= 1;
      },
    };
    app = await startApp({}, { bot });
    const sent = ['a', 'b', 'c', 'd'].map((text, index) => channel.send(app.url, { text, id: `m${index}` }));
    for (const { status } of await Promise.all(sent)) expect(status).toBe(200);
    expect(most).toBe(1);
    expect(texts().map((text) => String(text).split(':')[0])).toEqual(['1', '2', '3', '4']);
  });

  test('replies come in the answer when the channel expects them there', async () => {
    app = await startApp();
    const response = await channel.send(app.url, { text: 'twice', deliveryMode: 'expectReplies' });
    const { activities } = (await response.json()) as { activities: { text: string }[] };
    expect(activities.map(({ text }) => text)).toEqual(['once', '1: twice']);
    expect(channel.replies).toEqual([]);
  });

  test('traces are dropped, even for the emulator', async () => {
    app = await startApp();
    await channel.send(app.url, { text: 'trace', channelId: 'emulator' });
    expect(texts()).toEqual(['1: trace']);
  });

  test('a channel that refuses a reply is a failure of its own, whose words are neither passed on nor logged', async () => {
    const { log, text } = capturedLog();
    app = await startApp({}, { log });
    channel.refuse(404);
    const response = await channel.send(app.url, { text: 'hush' });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hush');
    expect(text()).toContain('with status 404');
    expect(text()).not.toContain('hush');
  });

  test('a turn that breaks is answered neutrally and logged without what was written', async () => {
    const { log, text } = capturedLog();
    app = await startApp({}, { log });
    const noise = jest.spyOn(console, 'error').mockImplementation(() => {});
    const response = await channel.send(app.url, { text: 'fail', from: { id: 'hush' } });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('broke');
    expect(text()).toContain('The bot broke.');
    expect(text()).not.toContain('hush');
    expect((await channel.send(app.url, { text: 'hello' })).status).toBe(200);
    expect(noise).not.toHaveBeenCalled();
    noise.mockRestore();
  });

  test('only programs on this machine may call, and replies stay on it', async () => {
    app = await startApp();
    const proxied = await channel.send(app.url, { text: 'x' }, { 'x-forwarded-for': '127.0.0.1' });
    expect(proxied.status).toBe(403);
    expect(((await proxied.json()) as { error: { message: string } }).error.message).toContain('MicrosoftAppId');
    for (const serviceUrl of ['https://evil.example', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example/x']) {
      expect((await channel.send(app.url, { text: 'x', serviceUrl })).status).toBe(400);
    }
    expect(channel.replies).toEqual([]);
  });

  test.each([
    [{ type: undefined }, 'type'],
    [{ type: '' }, 'type'],
    [{ conversation: undefined }, 'conversation'],
    [{ conversation: { id: 7 } }, 'conversation.id'],
    [{ serviceUrl: 'ftp://x' }, 'serviceUrl'],
    [{ channelId: null }, 'channelId'],
  ])('an activity with %j is refused, naming the field', async (changes, field) => {
    app = await startApp();
    const response = await channel.send(app.url, changes);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(`"${field}"`);
  });

  test('malformed bodies are refused', async () => {
    app = await startApp();
    const post = (body: string, type = 'application/json') =>
      fetch(`${app.url}/api/messages`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await post('{')).status).toBe(400);
    expect((await post('{}', 'text/plain')).status).toBe(415);
    expect((await post(`{"type":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
  });
});

describe('with a registration', () => {
  const APP_ID = '00000000-0000-0000-0000-000000000001';
  const ISSUER = 'https://issuer.example';
  let identityProvider: Server;
  let metadataUrl: string;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1' };
    identityProvider = createServer((request, response) => {
      const answer = request.url === '/keys' ? { keys: [jwk] } : { jwks_uri: `${metadataUrl}/keys` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(identityProvider, 'listening');
    metadataUrl = `http://127.0.0.1:${(identityProvider.address() as { port: number }).port}`;
  });
  afterAll(() => {
    identityProvider.close();
    identityProvider.closeAllConnections();
  });

  const authentication = () =>
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'secret',
      MicrosoftAppType: 'MultiTenant',
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
      ToChannelFromBotLoginUrl: 'https://login.example',
      ToChannelFromBotOAuthScope: 'https://api.example',
      OAuthUrl: 'https://oauth.example',
      CallerId: 'test',
    });

  const sign = (changes: { audience?: string; serviceUrl?: string; key?: typeof keys.privateKey; expires?: string } = {}) =>
    new SignJWT({ serviceurl: changes.serviceUrl ?? channel.url })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setIssuer(ISSUER)
      .setAudience(changes.audience ?? APP_ID)
      .setExpirationTime(changes.expires ?? '1h')
      .sign(changes.key ?? keys.privateKey);

  test('a signed call is taken from anywhere, others are 401', async () => {
    // The SDK writes about refused tokens to the console, without their content.
    const noise = jest.spyOn(console, 'error').mockImplementation(() => {});
    app = await startApp({}, { botAuthentication: authentication() });
    const send = (token?: string) =>
      channel.send(
        app.url,
        { text: 'hello', deliveryMode: 'expectReplies' },
        { 'x-forwarded-for': '1.2.3.4', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      );
    const good = await send(await sign());
    expect(good.status).toBe(200);
    expect(((await good.json()) as { activities: { text: string }[] }).activities[0]!.text).toBe('1: hello');

    const { privateKey: foreignKey } = await generateKeyPair('RS256');
    const bad = [
      undefined,
      'nonsense',
      await sign({ audience: 'another bot' }),
      await sign({ serviceUrl: 'https://evil.example' }),
      await sign({ key: foreignKey }),
      await sign({ expires: '-1h' }),
    ];
    for (const token of bad) {
      const response = await send(token);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: { code: 'Unauthorized', message: expect.stringContaining('not signed') } });
    }
    noise.mockRestore();
  });

  test('an app id in the settings turns the check on', async () => {
    app = await startApp({ MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'secret' });
    expect((await channel.send(app.url, { text: 'hello' })).status).toBe(401);
    expect(channel.replies).toEqual([]);
  });
});
