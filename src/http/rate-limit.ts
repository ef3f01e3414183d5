import type { Clock } from '../platform/clock.ts';
import { TooManyRequestsError } from '../platform/errors.ts';

export interface RateLimit {
  /** Counts one. @throws {TooManyRequestsError} when `key` has used up what it may. */
  take(key: string): void;
  /** Takes back what `take` has counted, for what turned out to be counted elsewhere. */
  giveBack(key: string): void;
}

const MINUTE_MS = 60_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * A bucket of `perMinute` tokens for each key: that many at once, and then as they flow back, evenly over a minute.
 * @param message what to tell who is too fast
 */
export function createRateLimit(perMinute: number, message: string, clock: Clock): RateLimit {
  // A bucket that was not touched for a minute is full again and can be forgotten, so two generations of a minute each are enough.
  let recent = new Map<string, Bucket>();
  let older = new Map<string, Bucket>();
  let turnedAtMs = clock.nowMs();

  function forgetFull(nowMs: number): void {
    if (nowMs - turnedAtMs < MINUTE_MS) return;
    older = nowMs - turnedAtMs < 2 * MINUTE_MS ? recent : new Map();
    recent = new Map();
    turnedAtMs = nowMs;
  }

  return {
    take(key) {
      const nowMs = clock.nowMs();
      forgetFull(nowMs);
      const bucket = recent.get(key) ?? older.get(key) ?? { tokens: perMinute, atMs: nowMs };
      recent.set(key, bucket);
      bucket.tokens = Math.min(perMinute, bucket.tokens + ((nowMs - bucket.atMs) / MINUTE_MS) * perMinute);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) {
        const waitMs = ((1 - bucket.tokens) / perMinute) * MINUTE_MS;
        // Rounded up: who comes back after exactly this time must not be refused again.
        throw new TooManyRequestsError(message, Math.ceil(waitMs / 1_000));
      }
      bucket.tokens -= 1;
    },
    giveBack(key) {
      const bucket = recent.get(key) ?? older.get(key);
      if (bucket) bucket.tokens = Math.min(perMinute, bucket.tokens + 1);
    },
  };
}
