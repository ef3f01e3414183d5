import { createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { DATA_PATH } from '../domain/data-link.ts';
import type { Locale } from '../domain/locale.ts';
import type { HttpServer } from '../http/server.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError, NotFoundError } from '../platform/errors.ts';
import type { Stores } from '../storage/stores.ts';
import { type DataPageParts, dataPage } from './data-page.ts';
import { gatherKeptData } from './kept-data.ts';

const LIFETIME_SECONDS = 15 * 60;
const ISSUER = 'wegweiser';
/** Tokens for other uses, such as those of the chat window, open no file, and the other way round. */
const AUDIENCE = 'data-file';

/** What a link leads to. */
export interface DataFileGrant {
  readonly conversationId: string;
  readonly locale: Locale;
}

/** Links to the file of everything that is kept of a conversation. Who has one can read it, for 15 minutes. */
export interface DataFile {
  /** For the bot. A path on this service if its outside address isn't known. */
  link(conversationId: string, locale: Locale): Promise<string>;
  /** @throws {AppError} 403 if the link is too old or none of ours */
  open(token: string): Promise<DataFileGrant>;
}

export interface DataFileOptions {
  /** The service's signing key. */
  readonly key: string;
  readonly clock: Clock;
  /** Where the service is reached from outside, without a slash at the end. */
  readonly baseUrl?: string | undefined;
}

export function createDataFile({ key, clock, baseUrl = '' }: DataFileOptions): DataFile {
  const secret = createSecretKey(key, 'utf8');
  return {
    async link(conversationId, locale) {
      const nowSeconds = Math.floor(clock.nowMs() / 1_000);
      const token = await new SignJWT({ conv: conversationId, locale })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + LIFETIME_SECONDS)
        .sign(secret);
      return `${baseUrl}${DATA_PATH}/${token}`;
    },
    async open(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          currentDate: new Date(clock.nowMs()),
          requiredClaims: ['exp', 'conv', 'locale'],
        });
        return { conversationId: String(payload['conv']), locale: String(payload['locale']) };
      } catch (error) {
        throw new AppError(403, 'LinkExpired', 'This link works for 15 minutes only. Ask for your data in the chat again.', {
          cause: error,
        });
      }
    },
  };
}

export interface DataRouteOptions extends DataPageParts {
  readonly dataFile: DataFile;
  readonly stores: Stores;
  readonly clock: Clock;
  /** How long a conversation is kept after its last message, unless a handoff keeps it. */
  readonly retentionMs: number;
}

/** GET /api/data/TOKEN: everything that is kept of a conversation as a page to save; with `?format=json` the same for programs, as it is stored. */
export function addDataRoute(server: HttpServer, { dataFile, stores, clock, retentionMs, ...parts }: DataRouteOptions): void {
  server.route('get', `${DATA_PATH}/:token`, async (request, response) => {
    const { conversationId, locale } = await dataFile.open(String(request.params['token']));
    const data = await gatherKeptData(stores, conversationId, retentionMs);
    if (!data) throw new NotFoundError('ConversationNotFound', 'Nothing is kept of this conversation any more: it was deleted.');
    const madeAt = clock.iso();
    const isJson = new URL(request.url ?? '', 'http://localhost').searchParams.get('format') === 'json';
    const body = isJson ? JSON.stringify({ madeAt, ...data }, undefined, 2) : dataPage(data, locale, madeAt, parts);
    response.setHeader('Content-Type', isJson ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="wegweiser-data.${isJson ? 'json' : 'html'}"`);
    response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.sendRaw(200, body);
  });
}
