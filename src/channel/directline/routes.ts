import type { Request } from 'restify';
import { type BaseUrlOptions, baseUrl } from '../../http/base-url.ts';
import { readJsonBody } from '../../http/json-body.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { sendJson } from '../../http/respond.ts';
import type { HttpServer } from '../../http/server.ts';
import type { ConversationStore } from '../../storage/stores.ts';
import type { Access, Caller } from './access.ts';
import type { Conversations } from './conversations.ts';
import { LocaleTag, MAX_ACTIVITY_BYTES, readInbound, refuseHandoffEvent } from './inbound.ts';
import { type ConversationAnswer, parseWatermark, type ResourceAnswer, toActivitySet, type Viewer } from './protocol.ts';
import type { Receipts } from './receipts.ts';
import { newGrant, readUserId } from './token-routes.ts';
import { type Grant, TOKEN_LIFETIME_SECONDS, type Tokens } from './tokens.ts';

export interface DirectLineRoutesOptions {
  readonly access: Access;
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly log: Pick<ConversationStore, 'after'>;
  readonly receipts: Pick<Receipts, 'handedOut' | 'confirmed'>;
  /** Counts messages by conversation. */
  readonly messageLimit: RateLimit;
  readonly address: BaseUrlOptions;
}

const CONVERSATIONS = '/v3/directline/conversations';
const ONE = `${CONVERSATIONS}/:conversationId`;
/** Most activities in one answer; the watermark leads to the rest. */
const PAGE = 200;

/** The conversation part of Direct Line 3.0. */
export function addDirectLineRoutes(server: HttpServer, options: DirectLineRoutesOptions): void {
  const { access, tokens, conversations } = options;

  const viewerOf = (caller: Caller): Viewer => (caller.kind === 'secret' ? 'server' : 'user');

  async function answer(request: Request, caller: Caller, grant: Grant, watermark: string): Promise<ConversationAnswer> {
    const streamToken = await tokens.issueForStream({ ...grant, viewer: viewerOf(caller) });
    const base = baseUrl(request, options.address).replace(/^http/, 'ws');
    return {
      conversationId: grant.conversationId,
      token: await tokens.issue(grant),
      expires_in: TOKEN_LIFETIME_SECONDS,
      streamUrl: `${base}${CONVERSATIONS}/${grant.conversationId}/stream?watermark=${watermark || '-'}&t=${streamToken}`,
    };
  }

  server.route('post', CONVERSATIONS, async (request, response) => {
    const caller = await access.identify(request);
    const body = await readJsonBody(request, { maxBytes: MAX_ACTIVITY_BYTES, optional: true });
    const grant = caller.kind === 'token' ? caller.grant : newGrant(readUserId(body));
    const wasCreated = await conversations.start(grant, LocaleTag.parse(body['locale']));
    sendJson(response, wasCreated ? 201 : 200, await answer(request, caller, grant, ''));
  });

  server.route('get', ONE, async (request, response) => {
    const { conversationId } = request.params as { conversationId: string };
    const caller = await access.enter(request, conversationId);
    const watermark = new URLSearchParams(request.getQuery()).get('watermark') ?? '';
    parseWatermark(watermark);
    const { userId } = await conversations.find(conversationId);
    sendJson(response, 200, await answer(request, caller, { conversationId, userId }, watermark));
  });

  // Not in the vendor's protocol: deletes everything that was said.
  server.route('del', ONE, async (request, response) => {
    const { conversationId } = request.params as { conversationId: string };
    await access.enter(request, conversationId);
    await conversations.find(conversationId);
    await conversations.erase(conversationId);
    response.send(204);
  });

  server.route('post', `${ONE}/activities`, async (request, response) => {
    const { conversationId } = request.params as { conversationId: string };
    const caller = await access.enter(request, conversationId);
    const inbound = readInbound(await readJsonBody(request, { maxBytes: MAX_ACTIVITY_BYTES }));
    if (caller.kind === 'token') refuseHandoffEvent(inbound);
    // Who is writing says so every few seconds; that must not use up what may be sent.
    if (inbound.counts) options.messageLimit.take(conversationId);
    const conversation = await conversations.find(conversationId);
    const id = await conversations.post(conversation, inbound);
    sendJson(response, 200, { id } satisfies ResourceAnswer);
  });

  server.route('get', `${ONE}/activities`, async (request, response) => {
    const { conversationId } = request.params as { conversationId: string };
    const caller = await access.enter(request, conversationId);
    const after = parseWatermark(new URLSearchParams(request.getQuery()).get('watermark'));
    await conversations.find(conversationId);
    const stored = await options.log.after(conversationId, after, PAGE);
    if (caller.kind === 'token') {
      options.receipts.confirmed(conversationId, after);
      options.receipts.handedOut(conversationId, stored);
    }
    sendJson(response, 200, toActivitySet(stored, after, viewerOf(caller)));
  });
}
