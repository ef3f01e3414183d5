import { existsSync, readFileSync } from 'node:fs';
import type { Server } from './load.ts';

/** @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A file of Linux's about a process; empty on other systems, where memory and processor time are then given as NaN. */
function processFile({ child }: Server, name: 'stat' | 'status'): string {
  const file = `/proc/${child.pid}/${name}`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Memory that the process holds. */
export function residentMb(server: Server): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(processFile(server, 'status'))?.[1] ?? Number.NaN) / 1_024;
}

/** Processor time so far. Fields 14 and 15, in hundredths of a second; field 2 is a name in brackets that may hold anything. */
export function processorTimeMs(server: Server): number {
  const fields = processFile(server, 'stat').split(') ').at(-1)!.split(' ');
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * 10;
}
