import { expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createTokens, TOKEN_LIFETIME_SECONDS } from '../../../src/channel/directline/tokens.ts';
import { fixedClock } from '../../support/clock.ts';

const KEY = 'k'.repeat(32);
const grant = { conversationId: 'c1', userId: 'dl_1' };

test('a token gives back what it was issued for, until it expires', async () => {
  const clock = fixedClock();
  const tokens = createTokens(KEY, clock);
  const token = await tokens.issue(grant);
  expect(await tokens.verify(token)).toEqual(grant);
  clock.advance(TOKEN_LIFETIME_SECONDS * 1_000 - 1_000);
  expect(await tokens.verify(token)).toEqual(grant);
  clock.advance(1_000);
  await expect(tokens.verify(token)).rejects.toMatchObject({ status: 403, code: 'TokenExpired' });
});

test('tokens of another key, altered ones, unsigned ones and nonsense are refused', async () => {
  const clock = fixedClock();
  const tokens = createTokens(KEY, clock);
  const token = await tokens.issue(grant);
  const [head, payload, signature] = token.split('.') as [string, string, string];
  const otherPayload = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('c1', 'c2')).toString('base64url');
  const claims = { conv: 'c1', user: 'dl_1' };
  const unsigned = new UnsecuredJWT(claims).setIssuer('wegweiser').setAudience('conversation').setExpirationTime('1h').encode();
  const otherAlgorithm = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS512' })
    .setIssuer('wegweiser')
    .setAudience('conversation')
    .setExpirationTime(clock.nowMs() / 1_000 + 60)
    .sign(Buffer.from(KEY.padEnd(64, 'k')));
  const foreign = await createTokens('x'.repeat(32), clock).issue(grant);
  for (const wrong of ['', 'x', 'a.b.c', `${head}.${otherPayload}.${signature}`, token.slice(0, -2), unsigned, otherAlgorithm, foreign]) {
    await expect(tokens.verify(wrong)).rejects.toMatchObject({ status: 403, code: 'InvalidToken' });
    expect(await tokens.verifyWithGrace(wrong, 1e9)).toBeUndefined();
  }
});

test('a token for a stream opens nothing else, and the other way round', async () => {
  const tokens = createTokens(KEY, fixedClock());
  const forStream = await tokens.issueForStream(grant);
  expect(await tokens.verify(forStream, 'stream')).toEqual(grant);
  await expect(tokens.verify(forStream)).rejects.toMatchObject({ code: 'InvalidToken' });
  await expect(tokens.verify(await tokens.issue(grant), 'stream')).rejects.toMatchObject({ code: 'InvalidToken' });
});

test('an expired token is still known within its grace', async () => {
  const clock = fixedClock();
  const tokens = createTokens(KEY, clock);
  const token = await tokens.issue(grant);
  clock.advance(TOKEN_LIFETIME_SECONDS * 1_000 + 3_599_000);
  expect(await tokens.verifyWithGrace(token, 3_600_000)).toEqual(grant);
  clock.advance(2_000);
  expect(await tokens.verifyWithGrace(token, 3_600_000)).toBeUndefined();
});
