import { afterEach, expect, test } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.ts';
import { send } from '../../support/direct-line.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { type CuttableProxy, startProxy } from '../../support/proxy.ts';
import { until } from '../../support/until.ts';
import { ConnectionStatus, type VendorClient, vendorClient } from '../../support/vendor-client.ts';

let app: TestApp;
let client: VendorClient;
let proxy: CuttableProxy | undefined;
afterEach(async () => {
  client.end();
  proxy?.close();
  proxy = undefined;
  await app.stop();
});

const newToken = async (url: string) => (await send('POST', `${url}/api/token`)).body as { token: string; conversationId: string };

/** The vendor's client waits three seconds before it comes back. */
const PATIENCE_MS = 15_000;

test('a conversation over WebSocket', async () => {
  app = await startApp();
  client = vendorClient(app.url, { token: (await newToken(app.url)).token });
  await until(() => client.activities.length === 1);
  const id = await client.say('hello');
  await client.say('twice');
  await until(() => client.activities.length === 6);
  expect(client.texts().sort()).toEqual(['1: hello', '2: twice', 'hello', 'once', 'twice', 'welcome']);
  const echo = client.activities.find((activity) => 'text' in activity && activity.text === 'hello');
  expect(echo).toMatchObject({ id, from: { id: expect.stringMatching(/^dl_/) } });
  expect(client.activities.at(-1)).toMatchObject({ from: { role: 'bot' }, replyToId: expect.any(String) });
  expect(client.statuses).toEqual([ConnectionStatus.Connecting, ConnectionStatus.Online]);
});

test('a conversation by polling, and going on with it in a new client', async () => {
  app = await startApp();
  const { token, conversationId } = await newToken(app.url);
  client = vendorClient(app.url, { token, webSocket: false });
  await until(() => client.activities.length === 1);
  await client.say('hello');
  await until(() => client.activities.length === 3);
  expect(client.texts()).toEqual(['welcome', 'hello', '1: hello']);
  client.end();

  client = vendorClient(app.url, { token, conversationId, webSocket: false, watermark: '3' });
  await client.say('again');
  await until(() => client.texts().includes('2: again'));
  expect(client.texts()).toEqual(['1: hello', 'again', '2: again']);
});

test('a connection that breaks is made again: nothing is missing, nothing comes twice', async () => {
  app = await startApp();
  proxy = await startProxy(app.port);
  client = vendorClient(proxy.url, { token: (await newToken(app.url)).token });
  await client.say('before');
  await until(() => client.activities.length === 3);
  proxy.cut();
  await client.say('between'); // posting works before the stream is back
  await until(() => client.texts().includes('2: between'), PATIENCE_MS);
  await client.say('after');
  await until(() => client.texts().includes('3: after'));
  expect(client.texts()).toHaveLength(7);
  expect(new Set(client.activities.map(({ id }) => id)).size).toBe(7);
});

test('a restart of the service in between is not noticed, except as a pause', async () => {
  const folder = temporaryFolder();
  const environment = { DATABASE_URL: `sqlite:${folder.path}/db.sqlite`, TOKEN_SIGNING_KEY: 'k'.repeat(32) };
  app = await startApp(environment);
  client = vendorClient(app.url, { token: (await newToken(app.url)).token });
  await client.say('before');
  await until(() => client.activities.length === 3);
  const { port } = app;
  await app.stop();
  app = await startApp({ ...environment, PORT: String(port) });
  await client.say('after');
  await until(() => client.texts().includes('2: after'), PATIENCE_MS);
  expect(client.texts()).toEqual(['welcome', 'before', '1: before', 'after', '2: after']);
  folder.remove();
});

test('a conversation that was deleted ends for the client', async () => {
  app = await startApp();
  const { token, conversationId } = await newToken(app.url);
  client = vendorClient(app.url, { token, webSocket: false });
  await until(() => client.activities.length === 1);
  await send('DELETE', `${app.url}/v3/directline/conversations/${conversationId}`, token);
  await until(() => client.statuses.includes(ConnectionStatus.Ended));
  await expect(client.say('too late')).rejects.toThrow('conversation ended');
  expect(client.failures).toEqual([expect.objectContaining({ message: 'conversation ended' })]);
});

test('a server with the secret converses too', async () => {
  const secret = 's'.repeat(32);
  app = await startApp({ DIRECT_LINE_SECRET: secret });
  client = vendorClient(app.url, { secret });
  await client.say('hello');
  await until(() => client.activities.length === 3);
});
