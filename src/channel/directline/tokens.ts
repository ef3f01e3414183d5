import { createSecretKey } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Viewer } from './protocol.ts';

/** What a token gives access to: one conversation, as one user. */
export interface Grant {
  readonly conversationId: string;
  readonly userId: string;
  /** Only on streams: it is opened by a server that holds the secret. */
  readonly viewer?: Viewer | undefined;
}

export const TOKEN_LIFETIME_SECONDS = 1_800;
const STREAM_LIFETIME_SECONDS = 60;
const ISSUER = 'wegweiser';

/** `stream` tokens stand in addresses, where logs of proxies may see them; so they live shortly and open nothing but the stream. */
type Use = 'conversation' | 'stream';

export interface Tokens {
  issue(grant: Grant): Promise<string>;
  issueForStream(grant: Grant): Promise<string>;
  /** @throws {AppError} 403 `TokenExpired`, or 403 `InvalidToken` for everything that we didn't issue */
  verify(token: string, use?: Use): Promise<Grant>;
  /** Reads a token that may have expired, but no longer ago than `graceMs`. @returns undefined for every other */
  verifyWithGrace(token: string, graceMs: number): Promise<Grant | undefined>;
}

/** Signed tokens (JWT, HS256). The vendor's clients read the claim `user`. */
export function createTokens(signingKey: string, clock: Clock): Tokens {
  const key = createSecretKey(signingKey, 'utf8');

  function sign(grant: Grant, use: Use, lifetimeSeconds: number): Promise<string> {
    const nowSeconds = Math.floor(clock.nowMs() / 1_000);
    const viewer = use === 'stream' && grant.viewer === 'server' ? { viewer: grant.viewer } : {};
    return new SignJWT({ conv: grant.conversationId, user: grant.userId, ...viewer })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(use)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + lifetimeSeconds)
      .sign(key);
  }

  async function read(token: string, use: Use, toleranceSeconds: number): Promise<Grant> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: use,
      currentDate: new Date(clock.nowMs()),
      clockTolerance: toleranceSeconds,
      requiredClaims: ['exp'],
    });
    const viewer = payload['viewer'] === 'server' ? { viewer: 'server' as const } : {};
    return { conversationId: String(payload['conv']), userId: String(payload['user']), ...viewer };
  }

  return {
    issue: (grant) => sign(grant, 'conversation', TOKEN_LIFETIME_SECONDS),
    issueForStream: (grant) => sign(grant, 'stream', STREAM_LIFETIME_SECONDS),
    async verify(token, use = 'conversation') {
      try {
        return await read(token, use, 0);
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new AppError(403, 'TokenExpired', 'The token has expired. Ask for a new one.', { cause: error });
        }
        throw new AppError(403, 'InvalidToken', 'The token is not one of this service. Ask for a new one.', { cause: error });
      }
    },
    async verifyWithGrace(token, graceMs) {
      return await read(token, 'conversation', graceMs / 1_000).catch(() => undefined);
    },
  };
}
