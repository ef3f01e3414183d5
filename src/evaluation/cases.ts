import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OUT_OF_SCOPE } from '../understanding/signals.ts';

export const EVAL_STYLES = [
  'polite',
  'chatty',
  'story',
  'short',
  'mixed',
  'romanised',
  'safety',
  'near-danger',
  'out-of-scope',
  'follow-up',
  'small-talk',
] as const;
export type EvalStyle = (typeof EVAL_STYLES)[number];

/** Messages below the project's root whose mistakes are looked at; every second one is for calibration. */
export const EVAL_FOLDER = 'tests/eval';
/** Messages that are only ever measured, never looked at one by one; `loadCases(EVAL_FOLDER)` doesn't read this folder in it. */
export const FRESH_FOLDER = 'tests/eval/fresh';

/** One labelled message that nothing was trained on. */
export interface EvalCase {
  readonly text: string;
  /** The locale that the message should be answered in, and its language. */
  readonly locale: string;
  readonly style: EvalStyle;
  /** Entries that answer it, best first; empty for a message that must not be answered. */
  readonly expect: readonly string[];
  /** The entry that was answered before, for follow-ups. */
  readonly lastEntry?: string | undefined;
  /** Line in its file, from 1. */
  readonly line: number;
}

/** Every second message is for calibration (thresholds, sharpness); the others are only ever measured on. */
export function isForCalibration(one: EvalCase): boolean {
  return one.line % 2 === 0;
}

const lineSchema = z.strictObject({
  text: z.string().min(1),
  style: z.enum(EVAL_STYLES),
  expect: z.union([z.string(), z.array(z.string()).min(1)]),
  lastEntry: z.string().optional(),
});

/** `de-simple` of `de-simple.jsonl` and `de-simple-2.jsonl`: sets that were fresh once keep a number. */
function localeOf(file: string): string {
  return file.replace(/(-\d+)?\.jsonl$/, '');
}

/** Reads `<locale>.jsonl` and `<locale>-2.jsonl` files. @throws naming the file and line that is not of the form @param dir the folder with the files @param ids known entry ids */
export async function loadCases(dir: string, ids: ReadonlySet<string>): Promise<EvalCase[]> {
  const cases: EvalCase[] = [];
  for (const name of (await readdir(dir)).filter((file) => file.endsWith('.jsonl')).sort()) {
    const lines = (await readFile(join(dir, name), 'utf8')).split('\n');
    lines.forEach((line, index) => {
      if (line.trim() === '') return;
      const where = `${name}:${index + 1}`;
      let parsed: z.infer<typeof lineSchema>;
      try {
        parsed = lineSchema.parse(JSON.parse(line));
      } catch (error) {
        throw new Error(`${where} is not a labelled message like {"text":"...","style":"chatty","expect":"arrival/registration"}`, {
          cause: error,
        });
      }
      const { text, style, lastEntry } = parsed;
      const expect = [parsed.expect].flat().filter((id) => id !== OUT_OF_SCOPE);
      for (const id of expect) if (!ids.has(id)) throw new Error(`${where} expects ${id}, which is not in knowledge/outline.yaml`);
      cases.push({ text, locale: localeOf(name), style, expect, lastEntry, line: index + 1 });
    });
  }
  return cases;
}

/** The labelled messages that thresholds are chosen on. @param root the checkout @param ids known entry ids */
export async function loadCalibrationCases(root: string, ids: ReadonlySet<string>): Promise<EvalCase[]> {
  return (await loadCases(join(root, EVAL_FOLDER), ids)).filter(isForCalibration);
}
