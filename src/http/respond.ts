import type { Response } from 'restify';
import { AppError, TooManyRequestsError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

/** Answers with JSON that nobody may keep. */
export function sendJson(response: Response, status: number, body: unknown): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'application/json');
  response.send(status, body);
}

/**
 * The one place where a failure becomes an answer: `{ "error": { "code", "message" } }`, as Direct Line has it. What we don't know is logged and
 * answered with a neutral sentence.
 */
export function sendError(response: Response, error: unknown, log: Log): void {
  const known = translate(error);
  if (known.status >= 500) log.error({ err: error, requestId: response.getHeader('X-Request-Id') }, 'A request failed.');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (known instanceof TooManyRequestsError) response.setHeader('Retry-After', String(known.retryAfterSeconds));
  if (known.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  sendJson(response, known.status, { error: { code: known.code, message: known.message } });
}

function translate(error: unknown): AppError {
  if (error instanceof AppError) return error;
  switch ((error as { statusCode?: unknown } | undefined)?.statusCode) {
    case 404:
      return new AppError(404, 'NotFound', 'There is nothing at this address.');
    case 405:
      return new AppError(405, 'MethodNotAllowed', 'This address does not take this method; the Allow header lists those it takes.');
    default:
      return new AppError(500, 'InternalError', 'Something went wrong on our side. Please try again in a moment.');
  }
}
