import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { clientAddress, isLoopback, isProxied, limitKey } from '../../src/http/client-address.ts';

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

test('without a trusted proxy the socket decides, whatever a header claims', () => {
  expect(clientAddress(from('9.9.9.9', { 'x-forwarded-for': '1.1.1.1' }), 0)).toBe('9.9.9.9');
  expect(clientAddress(from('::ffff:9.9.9.9'), 0)).toBe('9.9.9.9');
});

test('with trusted proxies it is the address that the outermost one saw', () => {
  const request = from('10.0.0.1', { 'x-forwarded-for': 'forged, 1.1.1.1, 10.0.0.2' });
  expect(clientAddress(request, 1)).toBe('10.0.0.2');
  expect(clientAddress(request, 2)).toBe('1.1.1.1');
  expect(clientAddress(from('10.0.0.1'), 2)).toBe('10.0.0.1');
});

test('limits count an IPv6 network as one', () => {
  expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
  expect(limitKey('2001:db8:1:2::9')).toBe('2001:db8:1:2');
  expect(limitKey('2001:db8::9')).toBe('2001:db8:0:0');
  expect(limitKey('::1')).toBe('0:0:0:0');
  expect(limitKey('1.2.3.4')).toBe('1.2.3.4');
});

test('loopback and proxies are recognised', () => {
  for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) expect(isLoopback(address)).toBe(true);
  for (const address of ['128.0.0.1', '10.0.0.1', '::2', '', '127.0.0.1.evil.example']) expect(isLoopback(address)).toBe(false);
  expect(isProxied(from('127.0.0.1', { 'x-forwarded-for': '1.1.1.1' }))).toBe(true);
  expect(isProxied(from('127.0.0.1'))).toBe(false);
});
