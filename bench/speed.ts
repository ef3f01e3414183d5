import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCases } from '../src/evaluation/cases.ts';
import { loadInterpreter } from '../src/knowledge/interpreter.ts';
import { serviceFlags, startServer, stopServer } from './load.ts';
import type { BenchTable } from './table.ts';

function quantiles(times: number[]): { readonly median: string; readonly p99: string } {
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`;
  return { median: at(0.5), p99: at(0.99) };
}

const REPEATS = 5;

/** Time of each text in ms: the shortest of some readings, so that other work on the machine counts little. */
function time(texts: readonly string[], read: (text: string) => unknown): number[] {
  // For warming up.
  for (const text of texts) read(text);
  return texts.map((text) => {
    const times = Array.from({ length: REPEATS }, () => {
      const before = performance.now();
      read(text);
      return performance.now() - before;
    });
    return Math.min(...times);
  });
}

/** Time a message, start-up and memory of the service. */
export async function benchSpeed(root: string): Promise<BenchTable[]> {
  const { interpreter, knowledge } = await loadInterpreter(root);
  const texts = (await loadCases(join(root, 'tests/eval'), new Set(knowledge.entries.keys()))).map((one) => one.text);
  const understanding = quantiles(time(texts, (text) => interpreter.understand(text)));

  const started = performance.now();
  const server = await startServer('src/main.ts', { PORT: '0' }, serviceFlags());
  const startMs = performance.now() - started;
  const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8').catch(() => '');
  const residentMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  await stopServer(server);

  return [
    {
      title: 'Time and memory',
      columns: ['what', 'measured'],
      rows: [
        [`understanding, median of ${texts.length} messages`, understanding.median],
        ['understanding, p99', understanding.p99],
        ['service: process start until it listens', `${(startMs / 1000).toFixed(1)} s`],
        ['service: resident memory after the start', residentMb > 0 ? `${residentMb} MB` : 'only known on Linux'],
      ],
      notes: [
        `A message counts with the shortest of ${REPEATS} readings.`,
        'The knowledge base and the trained classifier come from .cache/, as at every start but the first after a change.',
      ],
    },
  ];
}
