import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Entry, type Knowledge, STYLES, type Style } from '../src/domain/entry.ts';
import { loadCases } from '../src/evaluation/cases.ts';
import { loadInterpreter } from '../src/knowledge/interpreter.ts';
import { analyse } from '../src/understanding/analysis.ts';
import { openSignals, trainModel } from '../src/understanding/build.ts';
import { readMessage } from '../src/understanding/decision/candidates.ts';
import { startServer, stopServer } from './load.ts';
import type { BenchTable } from './table.ts';

const GROWTH = [105, 210, 420] as const;

function quantiles(times: number[]): { readonly median: string; readonly p99: string } {
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`;
  return { median: at(0.5), p99: at(0.99) };
}

function time(texts: readonly string[], read: (text: string) => unknown): number[] {
  // Once for warming up, once for measuring.
  for (const text of texts) read(text);
  return texts.map((text) => {
    const before = performance.now();
    read(text);
    return performance.now() - before;
  });
}

/** Entries as numerous as asked for, made from the real ones by adding a syllable to every other word: same lengths, other vocabulary. */
function synthetic(knowledge: Knowledge, count: number): Knowledge {
  const originals = [...knowledge.entries.values()];
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    const original = originals[i % originals.length]!;
    const round = Math.floor(i / originals.length);
    const german = original.texts['de']!;
    const change = (text: string) =>
      round === 0 ? text : text.replace(/(\p{L}{4,}) (\p{L}+)/gu, `$1${String.fromCharCode(97 + (round % 26))}ug $2`);
    const questions = Object.fromEntries(STYLES.map((style) => [style, german.questions[style].map(change)])) as Record<Style, string[]>;
    const id = round === 0 ? original.id : `${original.id}-${round}`;
    entries.set(id, { ...original, id, texts: { de: { ...german, title: change(german.title), body: change(german.body), questions } } });
  }
  return { ...knowledge, entries, outOfScope: [] };
}

/** Time a message, start-up and memory of the service, and growth with the number of entries. */
export async function benchSpeed(root: string): Promise<BenchTable[]> {
  const { interpreter, knowledge } = await loadInterpreter(root);
  const texts = (await loadCases(join(root, 'tests/eval'), new Set(knowledge.entries.keys()))).map((one) => one.text);
  const understanding = quantiles(time(texts, (text) => interpreter.understand(text)));

  const started = performance.now();
  const server = await startServer('src/main.ts', { PORT: '0' });
  const startMs = performance.now() - started;
  const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8').catch(() => '');
  const residentMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  await stopServer(server);

  const growth: string[][] = [];
  for (const count of GROWTH) {
    const grown = synthetic(knowledge, count);
    const before = performance.now();
    const model = trainModel(grown);
    const trainMs = performance.now() - before;
    const signals = openSignals(grown, model);
    const german = texts.filter((text) => /^[\x20-\x7EäöüÄÖÜß]+$/.test(text));
    const { median, p99 } = quantiles(time(german, (text) => readMessage(analyse(text), 'de', signals)));
    const megabytes =
      (model.classifier.weights.length + model.examples.index.weights.length * 8 + model.entries.index.weights.length * 8) / 2 ** 20;
    growth.push([String(count), `${(trainMs / 1000).toFixed(1)} s`, `${megabytes.toFixed(0)} MB`, median, p99]);
  }
  return [
    {
      title: 'Time and memory',
      columns: ['what', 'measured'],
      rows: [
        [`understanding, median of ${texts.length} messages`, understanding.median],
        ['understanding, p99', understanding.p99],
        ['service: process start until it answers /health', `${(startMs / 1000).toFixed(1)} s`],
        ['service: resident memory after the start', residentMb > 0 ? `${residentMb} MB` : 'only known on Linux'],
      ],
      notes: ['The knowledge base and the trained classifier come from .cache/, as at every start but the first after a change.'],
    },
    {
      title: 'Growth with the number of entries (synthetic, German only)',
      columns: ['entries', 'training', 'model', 'median', 'p99'],
      rows: growth,
      notes: ['Training time and model size grow with entries times features, so 1,000 and 10,000 entries are not measured.'],
    },
  ];
}
