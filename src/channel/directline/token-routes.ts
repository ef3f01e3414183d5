import type { Request } from 'restify';
import { z } from 'zod';
import { readJsonBody } from '../../http/json-body.ts';
import { type Origins, originNotAllowed } from '../../http/origins.ts';
import { sendJson } from '../../http/respond.ts';
import type { HttpServer } from '../../http/server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { ConversationStore } from '../../storage/stores.ts';
import type { Access } from './access.ts';
import type { TokenAnswer } from './protocol.ts';
import { type Grant, TOKEN_LIFETIME_SECONDS, type Tokens } from './tokens.ts';

export interface TokenRoutesOptions {
  readonly tokens: Tokens;
  readonly access: Access;
  readonly origins: Origins;
  readonly conversations: ConversationStore;
  /** The longest that a conversation can outlive its last message, and so its token; whether it is still there, the store knows. */
  readonly longestRetentionMs: number;
  /** Counts a new conversation. @throws {AppError} 429 */
  readonly limit: (request: Request) => void;
}

const MAX_BODY_BYTES = 8_192;
/** As the protocol demands it of ids that come from outside. */
const UserId = z.string().regex(/^dl_[\w.:@-]{1,200}$/);

export function newGrant(userId: string | undefined): Grant {
  return { conversationId: newId(), userId: userId ?? `dl_${newId()}` };
}

/** Reads `user.id` of a body. @throws {AppError} 400 */
export function readUserId(body: Record<string, unknown>): string | undefined {
  const id = (body['user'] as { id?: unknown } | null | undefined)?.id;
  if (id === undefined) return undefined;
  if (UserId.safeParse(id).success) return id as string;
  throw new AppError(
    400,
    'BadArgument',
    'user.id must begin with "dl_", go on with letters, digits and . : @ - _, and have at most 200 of them.',
  );
}

/** Tokens for pages and for other servers. */
export function addTokenRoutes(server: HttpServer, options: TokenRoutesOptions): void {
  const { tokens, access, conversations } = options;

  const answer = async (grant: Grant): Promise<TokenAnswer> => ({
    conversationId: grant.conversationId,
    token: await tokens.issue(grant),
    expires_in: TOKEN_LIFETIME_SECONDS,
  });

  /** The conversation of an earlier token, expired or not, while the conversation is kept. */
  async function reopen(token: unknown): Promise<Grant | undefined> {
    if (token === undefined) return undefined;
    if (typeof token !== 'string')
      throw new AppError(400, 'BadArgument', 'token must be a text: the earlier token of the conversation to go on with.');
    const grant = await tokens.verifyWithGrace(token, options.longestRetentionMs);
    return grant && (await conversations.find(grant.conversationId)) ? grant : undefined;
  }

  // For pages. With `{ "token": "..." }` of an earlier conversation it goes on with that one, also after an idle night; the
  // conversationId of the answer tells whether it could.
  server.route('post', '/api/token', async (request, response) => {
    if (!options.origins.allows(request)) throw originNotAllowed();
    options.limit(request);
    const body = await readJsonBody(request, { maxBytes: MAX_BODY_BYTES, optional: true });
    sendJson(response, 200, await answer((await reopen(body['token'])) ?? newGrant(undefined)));
  });

  // For other servers, which hold the secret.
  server.route('post', '/v3/directline/tokens/generate', async (request, response) => {
    await access.requireSecret(request);
    const body = await readJsonBody(request, { maxBytes: MAX_BODY_BYTES, optional: true });
    sendJson(response, 200, await answer(newGrant(readUserId(body))));
  });

  server.route('post', '/v3/directline/tokens/refresh', async (request, response) => {
    const caller = await access.identify(request);
    if (caller.kind === 'secret') throw new AppError(400, 'BadArgument', 'A secret does not expire; only tokens can be refreshed.');
    sendJson(response, 200, await answer(caller.grant));
  });
}
