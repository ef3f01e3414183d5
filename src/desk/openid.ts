import { createHmac, createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import * as openid from 'openid-client';
import { z } from 'zod';
import { ROLES, type Role } from '../domain/counselor.ts';
import { isLoopback } from '../http/client-address.ts';
import type { Clock } from '../platform/clock.ts';
import type { Identity } from './accounts.ts';

/** A provider that is asked who somebody is. */
export interface ProviderFacts {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that lists roles: its name, or a path such as `realm_access.roles`. */
  readonly roleClaim: string;
}

export interface OpenIdOptions extends ProviderFacts {
  /** Protects what is left with the browser while it is at the provider. */
  readonly signingKey: string;
  readonly clock: Clock;
}

/** Sign-in at an OpenID Connect provider: authorization code with PKCE, state and nonce. */
export interface OpenId {
  /** @param returnUrl where the provider sends the browser back. @returns where to send it, and what it keeps meanwhile (`ATTEMPT_SECONDS`) */
  begin(returnUrl: string): Promise<{ readonly url: URL; readonly attempt: string }>;
  /** @param current the address that the browser came back to. @throws {ExpiredAttempt}, or whatever the provider did wrong */
  finish(current: URL, attempt: string): Promise<Identity>;
}

/** What the browser brought back isn't of an attempt of ours, or that was too long ago. */
export class ExpiredAttempt extends Error {}

export const ATTEMPT_SECONDS = 600;
const AUDIENCE = 'desk-openid';
/** Seconds. */
const TIMEOUT = 10;
const SCOPE = 'openid profile email';

const Attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnUrl: z.url() });

export function createOpenId(options: OpenIdOptions): OpenId {
  const { clock } = options;
  const key = createSecretKey(createHmac('sha256', options.signingKey).update(AUDIENCE).digest());
  let found: Promise<openid.Configuration> | undefined;

  /** Asked for at the first sign-in, so that the service starts without the provider; a failure is not kept. */
  function provider(): Promise<openid.Configuration> {
    found ??= discover(options).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  }

  async function readAttempt(attempt: string) {
    try {
      const { payload } = await jwtVerify(attempt, key, {
        algorithms: ['HS256'],
        audience: AUDIENCE,
        currentDate: new Date(clock.nowMs()),
        requiredClaims: ['exp'],
      });
      return Attempt.parse(payload);
    } catch (error) {
      throw new ExpiredAttempt('This sign-in took too long, or began elsewhere.', { cause: error });
    }
  }

  return {
    async begin(returnUrl) {
      const configuration = await provider();
      const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: returnUrl,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      const attempt = await new SignJWT({ state, nonce, verifier, returnUrl })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.floor(clock.nowMs() / 1_000) + ATTEMPT_SECONDS)
        .sign(key);
      return { url, attempt };
    },
    async finish(current, attempt) {
      const { state, nonce, verifier, returnUrl } = await readAttempt(attempt);
      const configuration = await provider();
      const returned = new URL(returnUrl);
      returned.search = current.search;
      const tokens = await openid.authorizationCodeGrant(configuration, returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const told = tokens.claims();
      if (!told) throw new Error('The provider sent no ID token.');
      // Many providers keep the ID token small and tell the rest when asked.
      const isComplete = claimAt(told, options.roleClaim) !== undefined && told['name'] !== undefined;
      const asked = isComplete ? {} : await openid.fetchUserInfo(configuration, tokens.access_token, told.sub);
      return identityOf({ ...asked, ...told }, told.iss, told.sub, options.roleClaim);
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OpenIdOptions): Promise<openid.Configuration> {
  const server = new URL(issuer);
  // Without encryption only on this machine.
  const isLocal = server.hostname === 'localhost' || isLoopback(server.hostname.replace(/^\[|\]$/g, ''));
  return openid.discovery(server, clientId, clientSecret, undefined, {
    timeout: TIMEOUT,
    execute: server.protocol === 'http:' && isLocal ? [openid.allowInsecureRequests] : [],
  });
}

function identityOf(claims: Readonly<Record<string, unknown>>, issuer: string, sub: string, roleClaim: string): Identity {
  const text = (...names: string[]) => names.map((name) => claims[name]).find((value) => typeof value === 'string' && value.trim() !== '');
  const login = String(text('preferred_username', 'email') ?? sub);
  return {
    subject: `${issuer}|${sub}`,
    login,
    displayName: String(text('name', 'given_name', 'nickname') ?? login).slice(0, 100),
    roles: rolesIn(claimAt(claims, roleClaim)),
  };
}

/** A claim by its name, or by a path such as `realm_access.roles`. */
function claimAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in claims) return claims[name];
  return name.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], claims);
}

/** Our roles among those that a claim lists, as a list or separated by spaces or commas. */
export function rolesIn(claim: unknown): readonly Role[] {
  const listed = Array.isArray(claim) ? claim.map(String) : typeof claim === 'string' ? claim.split(/[\s,]+/) : [];
  return ROLES.filter((role) => listed.includes(role));
}
