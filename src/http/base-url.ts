import type { IncomingMessage } from 'node:http';

export interface BaseUrlOptions {
  readonly publicUrl?: string | undefined;
  readonly trustedProxies: number;
}

/** The address by which the caller reaches the service, without a slash at the end. */
export function baseUrl(request: IncomingMessage, { publicUrl, trustedProxies }: BaseUrlOptions): string {
  if (publicUrl) return publicUrl;
  const header = (name: string) =>
    String(request.headers[name] ?? '')
      .split(',')
      .at(-1)
      ?.trim();
  const scheme = trustedProxies > 0 && header('x-forwarded-proto') === 'https' ? 'https' : 'http';
  const host = (trustedProxies > 0 && header('x-forwarded-host')) || request.headers.host || 'localhost';
  return `${scheme}://${host}`;
}
