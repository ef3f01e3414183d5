import type { Request, Response } from 'restify';
import { type BaseUrlOptions, baseUrl } from '../http/base-url.ts';
import { clientAddress, limitKey } from '../http/client-address.ts';
import type { Log } from '../platform/log.ts';
import type { Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import { readCookie, setCookie } from './cookies.ts';
import { ATTEMPT_SECONDS, ExpiredAttempt, type OpenId } from './openid.ts';
import { DESK_API, type OpenIdProblem } from './protocol.ts';
import type { DeskRouter } from './router.ts';
import type { SignInLimits } from './routes-sign-in.ts';
import type { Sessions } from './sessions.ts';

export interface OpenIdRoutesOptions {
  readonly openId: OpenId;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly address: BaseUrlOptions;
  readonly limits: Pick<SignInLimits, 'address'>;
  readonly log: Log;
}

const ATTEMPT_COOKIE = 'desk-attempt';
const RETURN_PATH = '/sign-in/openid/return';

/** Getting in by way of an OpenID Connect provider. Both addresses are visited by the browser itself, so both end in a redirect. */
export function addOpenIdRoutes(router: DeskRouter, options: OpenIdRoutesOptions): void {
  const { openId, accounts, sessions, audit, log } = options;
  const addressOf = (request: Request) => clientAddress(request, options.address.trustedProxies);
  const home = (request: Request, problem?: OpenIdProblem) =>
    `${baseUrl(request, options.address)}/desk/${problem === undefined ? '' : `?problem=${problem}`}`;

  function go(response: Response, location: string): void {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Location', location);
    response.send(303);
  }

  /** The provider's page sends the browser back from another site: a cookie that is `Strict` would not come along. */
  function keepAttempt(request: Request, response: Response, attempt: string, maxAgeSeconds: number): void {
    setCookie(response, ATTEMPT_COOKIE, attempt, { isSecure: router.isSecure(request), sameSite: 'Lax', maxAgeSeconds });
  }

  async function fail(request: Request, response: Response, problem: OpenIdProblem): Promise<void> {
    await audit.note('sign-in-failed', undefined, { detail: `${addressOf(request)} (OpenID Connect: ${problem})` });
    go(response, home(request, problem));
  }

  router.publicRoute('get', '/sign-in/openid', async (request, response) => {
    options.limits.address.take(limitKey(addressOf(request)));
    try {
      const { url, attempt } = await openId.begin(`${baseUrl(request, options.address)}${DESK_API}${RETURN_PATH}`);
      keepAttempt(request, response, attempt, ATTEMPT_SECONDS);
      go(response, url.href);
    } catch (error) {
      log.error({ err: error }, 'The OpenID Connect provider can not be used.');
      go(response, home(request, 'provider'));
    }
  });

  router.publicRoute('get', RETURN_PATH, async (request, response) => {
    options.limits.address.take(limitKey(addressOf(request)));
    const attempt = readCookie(request, ATTEMPT_COOKIE, router.isSecure(request));
    keepAttempt(request, response, '', 0);
    if (!attempt) return fail(request, response, 'expired');
    let admitted: Awaited<ReturnType<Accounts['admit']>>;
    try {
      const current = new URL(`${baseUrl(request, options.address)}${DESK_API}${RETURN_PATH}?${request.getQuery()}`);
      admitted = await accounts.admit(await openId.finish(current, attempt));
    } catch (error) {
      if (error instanceof ExpiredAttempt) return fail(request, response, 'expired');
      log.warn({ reason: reasonOf(error) }, 'Signing in at the OpenID Connect provider failed.');
      return fail(request, response, 'provider');
    }
    if (typeof admitted === 'string') return fail(request, response, admitted);
    const { secret } = await sessions.open(admitted.id);
    await audit.note('signed-in', admitted.id, { detail: 'OpenID Connect' });
    router.keepSession(request, response, secret);
    go(response, home(request));
  });
}

/** What went wrong, without what the provider sent: that may hold names and tokens. */
function reasonOf(error: unknown): string {
  const { name, code } = error as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ');
}
