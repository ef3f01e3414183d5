import type { IncomingMessage, ServerResponse } from 'node:http';

export interface CookieOptions {
  /** Reached by HTTPS: the name is tied to this host by its prefix `__Host-`, and the cookie never travels unencrypted. */
  readonly isSecure: boolean;
  readonly sameSite: 'Strict' | 'Lax';
  /** 0 removes it. */
  readonly maxAgeSeconds: number;
}

const fullName = (name: string, isSecure: boolean) => (isSecure ? `__Host-${name}` : name);

/** The value of a cookie of ours. */
export function readCookie(request: IncomingMessage, name: string, isSecure: boolean): string | undefined {
  const wanted = `${fullName(name, isSecure)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
}

/** Sets a cookie that scripts can't read. @param value letters, digits, `-`, `_` and `.` only */
export function setCookie(response: ServerResponse, name: string, value: string, options: CookieOptions): void {
  const { isSecure, sameSite, maxAgeSeconds } = options;
  const cookie = [
    `${fullName(name, isSecure)}=${value}`,
    'Path=/',
    `Max-Age=${maxAgeSeconds}`,
    'HttpOnly',
    `SameSite=${sameSite}`,
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
  const others = [response.getHeader('Set-Cookie') ?? []].flat().map(String);
  response.setHeader('Set-Cookie', [...others, cookie]);
}
