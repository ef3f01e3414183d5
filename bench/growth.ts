import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchTable } from './table.ts';

/** Entries, and whether the classifier is really trained: training time grows with entries times examples, so larger sizes have made-up weights. */
const SIZES = [
  [105, 'trained'],
  [1_000, 'trained'],
  [3_000, 'untrained'],
  [10_000, 'untrained'],
] as const;

/** What `growth-process.ts make` prints. */
interface Made {
  readonly trainMs: number;
  readonly features: number;
  readonly modelMb: number;
  readonly tooLarge: boolean;
}

const TIME_LIMIT_MS = 600_000;

async function run<Result>(...args: readonly string[]): Promise<Result> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=6144', join(import.meta.dirname, 'growth-process.ts'), ...args],
    { timeout: TIME_LIMIT_MS },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
}

/** Time a message, memory and time to open the kept model, by number of entries; each size in processes of its own. */
export async function benchGrowth(): Promise<BenchTable[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wegweiser-growth-'));
  const rows: string[][] = [];
  for (const [count, trained] of SIZES) {
    const file = join(folder, `${count}.bin.gz`);
    try {
      const made = await run<Made>('make', String(count), file, trained);
      if (made.tooLarge) {
        rows.push([String(count), 'too large', String(made.features), `${made.modelMb.toFixed(0)} MB`, '-', '-', '-', '-']);
        continue;
      }
      const used = await run<{ openMs: number; medianMs: number; p99Ms: number; residentMb: number }>('use', String(count), file);
      rows.push([
        String(count),
        trained === 'trained' ? `${(made.trainMs / 1000).toFixed(0)} s` : 'not trained',
        String(made.features),
        `${made.modelMb.toFixed(0)} MB`,
        `${(used.openMs / 1000).toFixed(1)} s`,
        `${used.medianMs.toFixed(2)} ms`,
        `${used.p99Ms.toFixed(2)} ms`,
        `${used.residentMb.toFixed(0)} MB`,
      ]);
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n').at(-1)?.trim() || error.message : String(error);
      rows.push([String(count), `ended early: ${reason.slice(0, 60)}`, '', '', '', '', '', '']);
    }
    await rm(file, { force: true });
  }
  await rm(folder, { recursive: true });
  return [
    {
      title: 'Growth with the number of entries (synthetic, German only)',
      columns: ['entries', 'training', 'features', 'weights', 'opening the kept model', 'median', 'p99', 'resident memory'],
      rows,
      notes: [
        'Entries are the real German ones, repeated with a syllable more in every other word; one example message a style, so five an entry instead of about thirty.',
        'Not trained: the classifier is filled with weights of the same number. Neither time nor memory depends on what they are; how well it would choose is not measured.',
        'Too large: the classifier keeps a weight for each feature and entry, and more than 2 GB of them do not fit into one kept file.',
      ],
    },
  ];
}
