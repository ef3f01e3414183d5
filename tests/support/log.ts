import { Writable } from 'node:stream';
import { createLog, type Log, type LogLevel } from '../../src/platform/log.ts';

/** A log whose lines a test can read. */
export function capturedLog(level: LogLevel = 'debug'): { log: Log; lines: string[]; text(): string } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLog({ level, destination }), lines, text: () => lines.join('') };
}

export const silentLog: Log = createLog({ level: 'silent' });
