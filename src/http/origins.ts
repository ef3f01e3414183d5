import type { IncomingMessage } from 'node:http';
import { AppError } from '../platform/errors.ts';

/** Which pages may talk to the service from a browser. */
export interface Origins {
  /** True without an `Origin` header: then it's no page of another site. */
  allows(request: IncomingMessage): boolean;
  /** For the `frame-ancestors` of a content security policy. */
  readonly frameAncestors: string;
}

export function originNotAllowed(): AppError {
  return new AppError(403, 'OriginNotAllowed', 'Pages of this site may not use the service; ALLOWED_ORIGINS lists those that may.');
}

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Allowed are the service's own pages, pages on this machine, and the listed origins. */
export function createOrigins(allowedOrigins: readonly string[], publicUrl: string | undefined): Origins {
  const listed = new Set([...allowedOrigins, ...(publicUrl ? [new URL(publicUrl).origin] : [])]);
  return {
    allows(request) {
      const { origin, host } = request.headers;
      if (origin === undefined) return true;
      if (listed.has(origin)) return true;
      if (!URL.canParse(origin)) return false; // "null", for one: a file or a sandboxed frame
      const page = new URL(origin);
      return page.host === host || LOOPBACK_HOSTS.includes(page.hostname);
    },
    frameAncestors: ["'self'", ...listed, ...LOOPBACK_HOSTS.slice(0, 2).flatMap((host) => [`http://${host}:*`, `https://${host}:*`])].join(
      ' ',
    ),
  };
}
