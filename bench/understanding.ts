import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BenchTable } from './table.ts';

/** What `peer.ts` prints. */
interface Result {
  readonly messages: number;
  readonly right: number;
  readonly readyMs: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly peakMb: number;
}

const TIME_LIMIT_MS = 300_000;

/** Name, engine of `peer.ts`, locale (all if absent). The last three learn one language only: with all of them they don't end in the time limit. */
const PEERS: readonly (readonly [string, string, string?])[] = [
  ['Wegweiser (trained and kept)', 'wegweiser'],
  ['MiniSearch, stemmed, nearest message', 'minisearch'],
  ['natural, naive Bayes', 'bayes'],
  ['Wegweiser, German messages only', 'wegweiser', 'de'],
  ['nlp.js (node-nlp 4), German only', 'nlpjs', 'de'],
  ['natural, naive Bayes, German only', 'bayes', 'de'],
  ['natural, logistic regression, German only', 'logistic', 'de'],
];

/** Runs one engine in a process of its own. @returns its result, or why there is none */
function run(engine: string, locale: string | undefined): Promise<Result | string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'peer.ts'), engine, ...(locale ? [locale] : [])], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') return resolve(`gave up after ${TIME_LIMIT_MS / 1000} s`);
      const line = output.trim().split('\n').at(-1);
      if (code !== 0 || !line?.startsWith('{')) return resolve(`failed: ${errors.trim().split('\n').at(-1) ?? `status ${code}`}`);
      resolve(JSON.parse(line) as Result);
    });
  });
}

/** Choosing the right entry: ours against nlp.js, natural's classifiers and MiniSearch, on the same example messages and the same labelled messages. */
export async function benchUnderstanding(): Promise<BenchTable[]> {
  const rows: string[][] = [];
  for (const [name, engine, locale] of PEERS) {
    const result = await run(engine, locale);
    rows.push(
      typeof result === 'string'
        ? [name, result, '', '', '', '', '']
        : [
            name,
            String(result.messages),
            `${(100 * result.right).toFixed(1)} %`,
            `${result.medianMs.toFixed(2)} ms`,
            `${result.p99Ms.toFixed(2)} ms`,
            `${(result.readyMs / 1000).toFixed(1)} s`,
            `${Math.round(result.peakMb)} MB`,
          ],
    );
  }
  return [
    {
      title: 'The right entry first',
      columns: ['engine', 'messages', 'right first', 'median', 'p99', 'ready after', 'peak memory'],
      rows,
      notes: [
        'Each engine in a process of its own, one after another: learns the example messages of the knowledge base, then classifies the messages of tests/eval (in scope, without context).',
        'nlp.js is told the language; the others are not, except for the choice of the stemmer in MiniSearch and natural.',
      ],
    },
  ];
}
