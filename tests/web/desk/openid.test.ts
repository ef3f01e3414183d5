import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { startApp } from '../../support/app.ts';
import { deskContent } from '../../support/desk-content.ts';
import { CLIENT, startProvider, type TestProvider } from '../../support/openid-provider.ts';
import { useStage } from '../../support/web/stage.ts';

let provider: TestProvider;

const stage = useStage(async () => {
  const port = await freePort();
  // To a browser, "localhost" and "127.0.0.1" are two sites: as in real life, the provider sends people back from another one.
  provider = await startProvider(() => `http://localhost:${port}/desk/api/sign-in/openid/return`);
  const openId = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.clientId, OIDC_CLIENT_SECRET: CLIENT.clientSecret };
  return startApp({ PORT: String(port), OIDC_LABEL: 'Stadt Stuttgart', ...openId }, { bot: undefined, content: deskContent });
});
afterAll(() => provider?.close());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Goes to the desk and signs in at the provider, as a person does. */
async function signIn(person: string) {
  const page = await (await stage.newContext()).newPage();
  await page.goto(`http://localhost:${stage.app.port}/desk/`);
  await page
    .getByRole('link', { name: 'Stadt Stuttgart' })
    .or(page.getByRole('button', { name: 'Stadt Stuttgart' }))
    .click();
  await page.locator('input[name=login]').fill(person);
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  return page;
}

test('a counselor signs in at the provider, comes back from its site, and is at the desk also after a reload', async () => {
  provider.people.set('olena', { name: 'Olena Koval', roles: ['counselor'] });
  const page = await signIn('olena');
  await page.getByRole('button', { name: /Olena Koval/ }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /Olena Koval/ }).waitFor();
});

test('who has no role there is told so at the desk', async () => {
  provider.people.set('nobody', { name: 'Nobody', roles: [] });
  const page = await signIn('nobody');
  const alert = page.getByRole('alert').filter({ hasText: /\S/ });
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/Rolle|Zugang|berechtigt/);
});
