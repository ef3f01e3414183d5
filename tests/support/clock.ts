import type { Clock } from '../../src/platform/clock.ts';

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  advance(ms: number): void;
}

export function fixedClock(start = '2026-03-02T09:00:00.000Z'): FixedClock {
  let nowMs = Date.parse(start);
  return {
    nowMs: () => nowMs,
    iso: () => new Date(nowMs).toISOString(),
    advance(ms) {
      nowMs += ms;
    },
  };
}
