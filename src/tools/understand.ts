// npm run understand: interprets messages, JSON lines in and out; --explain shows the evidence for one message.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Interpretation } from '../domain/interpretation.ts';
import { loadInterpreter } from '../knowledge/interpreter.ts';
import { CommandError, runCommand } from './command.ts';
import { formatTable } from './table.ts';

const usage = `npm run --silent understand -- FILE.jsonl        interpret a file; or standard input when no file is named
npm run understand -- --explain "message"        show why: language, concepts, best entries by signal, the decision
  --locale tr      the conversation's language so far
  --last ID        the entry that was answered last
A line in: {"text": "...", "locale": "tr"?, "lastEntry": "language/integration-course"?}
A line out: {"text","language":{"tag","confidence","romanized"},"route","entries":[{"id","probability"}],"ms"}`;

const lineSchema = z.object({ text: z.string(), locale: z.string().optional(), lastEntry: z.string().optional() });

const options = {
  explain: { type: 'string' },
  locale: { type: 'string' },
  last: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function explain(result: Interpretation): string {
  const { language, evidence } = result;
  const rows = Object.entries(evidence.signals).map(([name, best]) => [name, ...best.map(({ id, score }) => `${id} ${score}`)]);
  return [
    `language   ${language.tag} (${language.confidence}${language.romanized ? ', romanised' : ''}), answered in ${result.locale ?? '-'}: ${language.because.join('; ')}`,
    `concepts   ${evidence.concepts.map(({ id, words }) => `${id} ("${words}")`).join(', ') || 'none'}`,
    `features   ${Object.entries(evidence.features)
      .map(([name, value]) => `${name} ${Math.round(value * 1000) / 1000}`)
      .join(', ')}`,
    `decision   ${result.route}: ${evidence.decision}${result.followUp ? ' (follow-up on the last answer)' : ''}`,
    '',
    formatTable(['signal', 'first', 'second', 'third'], rows),
    '',
    formatTable(
      ['entry', 'probability'],
      result.entries.map(({ id, probability }) => [id, String(probability)]),
    ),
  ].join('\n');
}

/** Opens a file of messages. @throws {CommandError} if there is none of this name */
async function openFile(path: string): Promise<NodeJS.ReadableStream> {
  const readable = await stat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
  if (!readable) throw new CommandError(`There is no file ${path}.`);
  return createReadStream(path);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [file] = positionals;
  const input = file ? await openFile(file) : process.stdin;
  const { interpreter } = await loadInterpreter(join(import.meta.dirname, '../..'));
  if (values.explain !== undefined) {
    console.log(explain(interpreter.understand(values.explain, { locale: values.locale, lastEntry: values.last })));
    return 0;
  }
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let failures = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    let parsed: z.infer<typeof lineSchema>;
    try {
      parsed = lineSchema.parse(JSON.parse(line));
    } catch {
      console.error(`line ${number} is not of the form {"text": "...", "locale": "tr"}; it was left out`);
      failures++;
      continue;
    }
    const started = performance.now();
    const { text, language, route, entries } = interpreter.understand(parsed.text, { locale: parsed.locale, lastEntry: parsed.lastEntry });
    const ms = Math.round((performance.now() - started) * 1000) / 1000;
    const { tag, confidence, romanized } = language;
    console.log(JSON.stringify({ text, language: { tag, confidence, romanized }, route, entries, ms }));
  }
  return failures > 0 ? 1 : 0;
}

await runCommand(main);
