import type { IncomingMessage } from 'node:http';
import { bearerToken, sameSecret } from '../../http/bearer.ts';
import { AppError } from '../../platform/errors.ts';
import type { Grant, Tokens } from './tokens.ts';

/** Who is asking: a client with a token for one conversation, or another server with the secret, which may enter all. */
export type Caller = { readonly kind: 'token'; readonly grant: Grant } | { readonly kind: 'secret' };

export interface Access {
  /** @throws {AppError} 401 without credentials, 403 with wrong or expired ones */
  identify(request: IncomingMessage): Promise<Caller>;
  /** @throws {AppError} as `identify`, and 403 if the token is for another conversation */
  enter(request: IncomingMessage, conversationId: string): Promise<Caller>;
  /** @throws {AppError} as `identify`, and 403 if it isn't the secret */
  requireSecret(request: IncomingMessage): Promise<void>;
}

export function createAccess(tokens: Tokens, secret: string | undefined): Access {
  async function identify(request: IncomingMessage): Promise<Caller> {
    const given = bearerToken(request);
    if (!given) throw new AppError(401, 'Unauthorized', 'Send the token in the header Authorization: Bearer ...');
    if (secret && sameSecret(given, secret)) return { kind: 'secret' };
    return { kind: 'token', grant: await tokens.verify(given) };
  }

  return {
    identify,
    async enter(request, conversationId) {
      const caller = await identify(request);
      if (caller.kind === 'token' && caller.grant.conversationId !== conversationId) {
        throw new AppError(403, 'ForeignToken', 'This token is for another conversation.');
      }
      return caller;
    },
    async requireSecret(request) {
      if (!secret) throw new AppError(403, 'NotConfigured', 'This service takes no secret: DIRECT_LINE_SECRET is not set.');
      const caller = await identify(request);
      if (caller.kind !== 'secret') throw new AppError(403, 'SecretRequired', 'This needs the secret, not a token.');
    },
  };
}
