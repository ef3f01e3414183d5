import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface TestProcess {
  readonly child: ChildProcess;
  /** Everything that it has printed, on both channels. */
  output(): string;
  /** Waits for the end. @returns the exit code, or the signal that ended it */
  ended(): Promise<number | string>;
  /** Waits until this is printed. @throws if the process ends before */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts a script of ours with Node, with nothing of this process's environment but the path. */
export function startProcess(script: string, environment: Record<string, string>): TestProcess {
  const child = spawn(process.execPath, [join(ROOT, script)], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      for (const look of [...waiting]) look();
    });
  }
  return {
    child,
    output: () => output,
    async ended() {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
      return child.exitCode ?? child.signalCode ?? 'unknown';
    },
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match) {
            waiting.delete(look);
            resolve(match);
          }
        };
        waiting.add(look);
        child.once('close', () => reject(new Error(`The process ended without printing ${pattern}: ${output}`)));
        look();
      }),
  };
}
