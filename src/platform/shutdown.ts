import type { Log } from './log.ts';

/** What has to be closed when the service stops. */
export interface Shutdown {
  /** Adds a stage when something was opened. Stages run one after another, the last opened first, because it may rest on those before. */
  stage(name: string, close: () => Promise<void> | void): void;
  /**
   * Runs all stages; further calls get the same promise. A stage that fails is logged and the next one runs.
   * @returns whether everything was closed within the limit; if not, the stage that hung is in the log.
   */
  run(): Promise<boolean>;
}

/** @param limitMs for all stages together */
export function createShutdown(log: Log, limitMs = 10_000): Shutdown {
  const stages: { name: string; close: () => Promise<void> | void }[] = [];
  let running: Promise<boolean> | undefined;
  let current = '';

  async function closeAll(): Promise<boolean> {
    for (const { name, close } of stages.toReversed()) {
      current = name;
      try {
        await close();
      } catch (error) {
        log.error({ err: error, stage: name }, 'A part could not be stopped cleanly.');
      }
    }
    return true;
  }

  return {
    stage(name, close) {
      stages.push({ name, close });
    },
    run() {
      running ??= new Promise((resolve) => {
        const timer = setTimeout(() => {
          log.error({ stage: current, limitMs }, 'Stopping took too long; giving up on the rest.');
          resolve(false);
        }, limitMs);
        void closeAll().then((done) => {
          clearTimeout(timer);
          resolve(done);
        });
      });
      return running;
    },
  };
}
