import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The network address that a request comes from. With `trustedProxies` proxies of our own in front, it is the one that the outermost of them wrote
 * down; whatever stands left of it was written by the caller and proves nothing.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const hops = [...forwarded.map((hop) => hop.trim()).filter(Boolean), request.socket.remoteAddress ?? ''];
  return withoutMapping(hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? '');
}

/** What limits count by: the address, but of IPv6 only the network, because a household has 2^64 addresses to choose from. */
export function limitKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head ? head.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  return [...groups, ...Array<string>(zeros).fill('0'), ...(tail ? tail.split(':') : [])].slice(0, 4).join(':');
}

export function isLoopback(address: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|::1)$/.test(withoutMapping(address));
}

/** Whether a request says that it came through a proxy: then its socket's address is the proxy's, not the caller's. */
export function isProxied(request: IncomingMessage): boolean {
  return ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some((header) => header in request.headers);
}

/** IPv4 in IPv6's clothes, as sockets that listen on both report it. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
