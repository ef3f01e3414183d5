import type { Request, Response } from 'restify';
import type { z } from 'zod';
import type { Counselor, Role } from '../domain/counselor.ts';
import { type BaseUrlOptions, baseUrl } from '../http/base-url.ts';
import { sameSecret } from '../http/bearer.ts';
import { clientAddress, limitKey } from '../http/client-address.ts';
import { readJsonBody } from '../http/json-body.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import type { HttpServer, Method } from '../http/server.ts';
import { AppError } from '../platform/errors.ts';
import type { CounselorStore, SessionRecord } from '../storage/counselors.ts';
import { readCookie, setCookie } from './cookies.ts';
import { badRequest, forbidden, nothingHere, signedOut, stalePage, tooLarge } from './problems.ts';
import { DESK_API } from './protocol.ts';
import type { Sessions } from './sessions.ts';

/** A request of somebody who is signed in. */
export interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly counselor: Counselor;
  readonly session: SessionRecord;
  /** A part of the address, such as `:id`. */
  param(name: string): string;
  /** What stands behind the question mark. */
  readonly query: URLSearchParams;
}

export interface DeskRouter {
  /** A route for those with one of these roles; none named: for everybody who is signed in. `admin` may all that `editor` may. */
  route(method: Method, path: string, roles: readonly Role[], handler: (visit: Visit) => Promise<void> | void): void;
  /** A route for everybody. */
  publicRoute(method: Method, path: string, handler: (request: Request, response: Response) => Promise<void> | void): void;
  /** Lets the browser keep a session's secret. */
  keepSession(request: Request, response: Response, secret: string): void;
  /** Makes the browser forget it. */
  forgetSession(request: Request, response: Response): void;
  isSecure(request: Request): boolean;
}

export interface RouterOptions {
  readonly counselors: Pick<CounselorStore, 'find'>;
  readonly sessions: Sessions;
  readonly sessionMs: number;
  readonly address: BaseUrlOptions;
  readonly limits: RequestLimits;
}

/** An office's counselors share a network address: who is signed in is counted by session instead. */
export interface RequestLimits {
  /** The server's own, which has counted each request already. */
  readonly address: Pick<RateLimit, 'giveBack'>;
  readonly session: RateLimit;
}

const COOKIE = 'desk';
const MAX_BODY_BYTES = 65_536;

/** Routes below the desk's address: who may use them is decided here and nowhere else. */
export function createDeskRouter(server: HttpServer, options: RouterOptions): DeskRouter {
  const { counselors, sessions, address, limits } = options;
  const isSecure = (request: Request) => baseUrl(request, address).startsWith('https:');

  function keepSession(request: Request, response: Response, secret: string): void {
    const maxAgeSeconds = Math.round(options.sessionMs / 1_000);
    setCookie(response, COOKIE, secret, { isSecure: isSecure(request), sameSite: 'Strict', maxAgeSeconds });
  }

  async function enter(request: Request, response: Response): Promise<{ counselor: Counselor; session: SessionRecord }> {
    const secret = readCookie(request, COOKIE, isSecure(request));
    const found = secret ? await sessions.find(secret) : undefined;
    const counselor = found && (await counselors.find(found.session.counselorId));
    if (!secret || !found || !counselor?.isActive) throw signedOut();
    limits.address.giveBack(limitKey(clientAddress(request, address.trustedProxies)));
    limits.session.take(found.session.idHash);
    if (request.method !== 'GET' && !sameSecret(String(request.headers['x-csrf-token'] ?? ''), found.session.csrf)) throw stalePage();
    if (found.extended) keepSession(request, response, secret);
    return { counselor, session: found.session };
  }

  /** Browsers name the page that sends; forms and scripts of other sites have no business here. */
  function checkOrigin(request: Request): void {
    const { origin, host } = request.headers;
    if (request.method === 'GET' || origin === undefined) return;
    const sender = URL.canParse(origin) ? new URL(origin).host : undefined;
    if (sender !== undefined && (sender === host || sender === new URL(baseUrl(request, address)).host)) return;
    throw new AppError(403, 'OriginNotAllowed', 'Diese Anfrage kommt von einer anderen Seite und wird nicht angenommen.');
  }

  function add(method: Method, path: string, handler: (request: Request, response: Response) => Promise<void> | void): void {
    server.route(method, `${DESK_API}${path}`, async (request, response) => {
      try {
        checkOrigin(request);
        await handler(request, response);
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError(500, 'InternalError', 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.', {
          cause: error,
        });
      }
    });
  }

  return {
    publicRoute: add,
    route(method, path, roles, handler) {
      add(method, path, async (request, response) => {
        const { counselor, session } = await enter(request, response);
        if (!mayEnter(counselor, roles)) throw forbidden();
        const param = (name: string) => {
          const value = String((request.params as Record<string, unknown>)[name]);
          // PostgreSQL's texts can't hold it, so nothing has such a name.
          if (value.includes('\0')) throw nothingHere();
          return value;
        };
        await handler({ request, response, counselor, session, param, query: new URLSearchParams(request.getQuery()) });
      });
    },
    keepSession,
    forgetSession: (request, response) =>
      setCookie(response, COOKIE, '', { isSecure: isSecure(request), sameSite: 'Strict', maxAgeSeconds: 0 }),
    isSecure,
  };
}

function mayEnter({ roles }: Counselor, wanted: readonly Role[]): boolean {
  const held = roles.includes('admin') ? [...roles, 'editor'] : roles;
  return wanted.length === 0 || wanted.some((role) => held.includes(role));
}

/** Reads a request's body. @throws {AppError} 400 or 413 with a German sentence that never repeats what was sent */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body = await readJsonBody(request, { maxBytes: MAX_BODY_BYTES }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw error.status === 413 ? tooLarge('Das ist zu lang.') : badRequest('Die Anfrage hat nicht die richtige Form.');
  });
  if (holdsNul(body)) throw badRequest('Ein Feld enthält ein Zeichen, das nicht gespeichert werden kann (U+0000).');
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // Only sentences of our own schemas are for the screen; what zod says by itself is for developers.
  const field = issue?.path.map(String).join('.') || 'body';
  throw badRequest(issue?.code === 'custom' ? issue.message : `Die Angabe „${field}“ fehlt oder hat nicht die richtige Form.`);
}

/** Whether a text anywhere in it holds U+0000, which PostgreSQL's texts can't. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.entries(value).flat().some(holdsNul);
}
