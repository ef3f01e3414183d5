import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import Provider from 'oidc-provider';
import type { DeskClient } from './desk-client.ts';

/** What the provider knows of somebody. */
export interface Person {
  readonly name?: string;
  readonly preferred_username?: string;
  readonly email?: string;
  roles?: unknown;
}

/** A real OpenID Connect provider on this machine, where everybody signs in by typing their id. */
export interface TestProvider {
  readonly issuer: string;
  readonly people: Map<string, Person>;
  /** What a person does at the provider after being sent there. @returns where the browser is sent back to */
  signIn(browser: DeskClient, address: string, person: string): Promise<string>;
  close(): Promise<void>;
}

export const CLIENT = { clientId: 'wegweiser', clientSecret: 'a secret between the two of them' };

/** @param returnAddress where browsers may be sent back to */
export async function startProvider(returnAddress: () => string): Promise<TestProvider> {
  const people = new Map<string, Person>();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // It warns of what nobody would do outside of a test: forms without passwords, keys that everybody knows.
  const warnings = jest.spyOn(console, 'warn').mockImplementation(() => {});
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [returnAddress()],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ ...people.get(id), sub: id }) }),
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    ttl: { Session: 600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60, Grant: 600 },
  });
  server.on('request', provider.callback());
  warnings.mockRestore();

  /** Follows redirects within the provider. @returns where it leads outside, or the page it ends at */
  async function follow(
    browser: DeskClient,
    address: string,
    init?: RequestInit,
  ): Promise<{ outside?: string; page: string; url: string }> {
    const response = await browser.fetch(address, init);
    const location = response.headers.get('location');
    if (!location) return { page: await response.text(), url: address };
    const next = new URL(location, address);
    return next.origin === issuer ? follow(browser, next.href) : { outside: next.href, page: '', url: next.href };
  }

  return {
    issuer,
    people,
    async signIn(browser, address, person) {
      let step = await follow(browser, address);
      for (let i = 0; i < 3 && !step.outside; i += 1) {
        const action = /<form[^>]*action="([^"]+)"/.exec(step.page)?.[1];
        if (!action) throw new Error(`The provider shows no form: ${step.page.slice(0, 500)}`);
        const prompt = /name="prompt" value="(\w+)"/.exec(step.page)?.[1] ?? '';
        const form = new URLSearchParams({ prompt, login: person, password: 'anything' });
        step = await follow(browser, new URL(action, issuer).href, { method: 'POST', body: form });
      }
      if (!step.outside) throw new Error('The provider did not send the browser back.');
      return step.outside;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
