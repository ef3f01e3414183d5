// npm run bench: speed, memory and peers, side by side in one run. `npm run bench -- language` runs one part.
import { join } from 'node:path';
import { loadInterpreter } from '../src/knowledge/interpreter.ts';
import { formatTable } from '../src/tools/table.ts';
import type { BenchTable } from './table.ts';

const root = join(import.meta.dirname, '..');

const PARTS: Readonly<Record<string, () => Promise<readonly BenchTable[]>>> = {
  speed: async () => (await import('./speed.ts')).benchSpeed(root),
  growth: async () => (await import('./growth.ts')).benchGrowth(),
  turns: async () => [await (await import('./turns.ts')).benchTurns()],
  desk: async () => [await (await import('./desk.ts')).benchDesk()],
  language: async () => (await import('./language.ts')).benchLanguage(root, (await loadInterpreter(root)).knowledge),
  retrieval: async () => (await import('./retrieval.ts')).benchRetrieval(root, (await loadInterpreter(root)).knowledge),
  understanding: async () => (await import('./understanding.ts')).benchUnderstanding(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown[0]}". Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { title, columns, rows, notes } of await run()) {
    console.log(`\n## ${title}\n`);
    if (rows.length > 0) console.log(formatTable(columns, rows));
    for (const note of notes) console.log(`- ${note}`);
  }
}
