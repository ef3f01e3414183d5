/** The time, handed in so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  nowMs(): number;
  /** The same moment as ISO 8601 in UTC. */
  iso(): string;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  iso: () => new Date().toISOString(),
};
