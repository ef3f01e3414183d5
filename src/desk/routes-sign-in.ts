import type { Request } from 'restify';
import { z } from 'zod';
import type { HandoffService } from '../handoff/service.ts';
import { clientAddress, limitKey } from '../http/client-address.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { sendJson } from '../http/respond.ts';
import { type Accounts, canonicalLogin } from './accounts.ts';
import type { Audit } from './audit.ts';
import type { MeView } from './me.ts';
import { wrongPassword } from './problems.ts';
import type { SignInOptions } from './protocol.ts';
import { type DeskRouter, readBody } from './router.ts';
import type { Sessions } from './sessions.ts';
import type { DeskStreams } from './stream.ts';

export interface SignInRoutesOptions {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly me: MeView;
  readonly service: Pick<HandoffService, 'setPresence'> | undefined;
  readonly streams: DeskStreams;
  readonly serviceName: string;
  /** What the OpenID Connect button says. */
  readonly openIdLabel?: string | undefined;
  readonly trustedProxies: number;
  readonly limits: SignInLimits;
}

/** How many attempts are let through: for one login, whoever tries; and from one network address, whichever login. */
export interface SignInLimits {
  readonly login: RateLimit;
  readonly address: RateLimit;
}

const SignIn = z.object({ login: z.string().max(200), password: z.string().max(1_000) });

/** Getting in by password, and out. */
export function addSignInRoutes(router: DeskRouter, options: SignInRoutesOptions): void {
  const { accounts, sessions, audit, limits } = options;
  const addressOf = (request: Request) => clientAddress(request, options.trustedProxies);

  router.publicRoute('get', '/sign-in', (_request, response) => {
    const { serviceName, openIdLabel } = options;
    sendJson(response, 200, { password: true, openId: openIdLabel, serviceName } satisfies SignInOptions);
  });

  router.publicRoute('post', '/sign-in', async (request, response) => {
    const { login, password } = await readBody(request, SignIn);
    limits.address.take(limitKey(addressOf(request)));
    limits.login.take(canonicalLogin(login));
    const counselor = await accounts.check(login, password);
    if (!counselor) {
      await audit.note('sign-in-failed', undefined, { detail: addressOf(request) });
      throw wrongPassword();
    }
    const { secret, session } = await sessions.open(counselor.id);
    await audit.note('signed-in', counselor.id);
    router.keepSession(request, response, secret);
    sendJson(response, 200, await options.me.of(counselor, session));
  });

  router.route('post', '/sign-out', [], async ({ request, response, counselor, session }) => {
    await sessions.close(session);
    options.streams.endSession(session.idHash);
    if (!options.streams.isPresent(counselor.id)) await options.service?.setPresence(counselor.id, 'away');
    await audit.note('signed-out', counselor.id);
    router.forgetSession(request, response);
    response.send(204);
  });
}
