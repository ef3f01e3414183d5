import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { TooManyRequestsError } from '../../src/platform/errors.ts';
import { fixedClock } from '../support/clock.ts';

function taken(limit: { take(key: string): void }, key: string): boolean {
  try {
    limit.take(key);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(TooManyRequestsError);
    return false;
  }
}

test('whoever waits as long as told is served', () => {
  const clock = fixedClock();
  const limit = createRateLimit(7, 'Too fast.', clock);
  for (let round = 0; round < 50; round += 1) {
    try {
      limit.take('a');
    } catch (error) {
      clock.advance((error as TooManyRequestsError).retryAfterSeconds * 1_000);
      expect(taken(limit, 'a')).toBe(true);
    }
  }
});

test('what was given back can be taken again, and never more than the bucket holds', () => {
  const limit = createRateLimit(2, 'Too fast.', fixedClock());
  limit.giveBack('a');
  limit.take('a');
  limit.giveBack('a');
  limit.giveBack('a');
  expect([1, 2, 3].map(() => taken(limit, 'a'))).toEqual([true, true, false]);
});

test('in any stretch of time nobody gets more than a full bucket and what flowed back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 200 }),
      (perMinute, pausesMs) => {
        const clock = fixedClock();
        const limit = createRateLimit(perMinute, 'Too fast.', clock);
        let [served, passedMs] = [0, 0];
        for (const pauseMs of pausesMs) {
          clock.advance(pauseMs);
          passedMs += pauseMs;
          if (taken(limit, 'a')) served += 1;
        }
        expect(served).toBeLessThanOrEqual(perMinute + (passedMs / 60_000) * perMinute + 1e-6);
      },
    ),
  );
});

test('forgetting idle callers gives nobody more than before', () => {
  const clock = fixedClock();
  const limit = createRateLimit(2, 'Too fast.', clock);
  clock.advance(59_000);
  expect([taken(limit, 'a'), taken(limit, 'a'), taken(limit, 'a')]).toEqual([true, true, false]);
  clock.advance(2_000); // the generations turn here
  expect(taken(limit, 'a')).toBe(false);
  clock.advance(120_000);
  expect([taken(limit, 'a'), taken(limit, 'a'), taken(limit, 'a')]).toEqual([true, true, false]);
});
