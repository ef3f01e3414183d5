/** Looks after something again and again, never twice at once. */
export interface Rounds {
  start(): void;
  /** Looks after everything once. */
  tick(): Promise<void>;
  /** Waits for the look that is under way. */
  stop(): Promise<void>;
}

const PAUSE_MS = 3_000;

/** @param look never rejects */
export function createRounds(look: () => Promise<void>): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  function tick(): Promise<void> {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    start() {
      timer = setInterval(() => void tick(), PAUSE_MS);
      timer.unref();
    },
    tick,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
