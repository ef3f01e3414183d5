import type { Knowledge } from '../domain/entry.ts';
import type { LoadedParts } from '../knowledge/interpreter.ts';
import { analyse } from '../understanding/analysis.ts';
import { openSignals, trainModel } from '../understanding/build.ts';
import { TRAINING } from '../understanding/classifier/train.ts';
import { type Reading, readMessage } from '../understanding/decision/candidates.ts';
import { type Example, examplesOf, OUT_OF_SCOPE } from '../understanding/signals.ts';
import { interpreterFrom } from '../understanding/understand.ts';
import { EVAL_STYLES, type EvalCase } from './cases.ts';
import { type Judged, judge } from './measure.ts';

/** Into how many parts the example messages are divided, which of them calibration learns from, and which one is only ever measured on. */
export const FOLDS = 5;
export const CALIBRATION_ROUNDS = 2;
const MEASURED_FOLD = FOLDS - 1;

/** An example message read by signals that have not seen it. */
export interface HeldOut {
  readonly example: Example;
  readonly reading: Reading;
}

/**
 * Reads example messages with signals trained on the others.
 * @param folds into how many parts the examples are divided
 * @param rounds how many of the parts are held out in turn; all of them by default
 */
export function crossValidate(knowledge: Knowledge, folds: number, rounds = folds): HeldOut[] {
  const examples = examplesOf(knowledge);
  const result: HeldOut[] = [];
  for (let round = 0; round < rounds; round++) {
    const signals = openSignals(
      knowledge,
      trainModel(
        knowledge,
        examples.filter((_, index) => index % folds !== round),
        TRAINING,
      ),
    );
    examples.forEach((example, index) => {
      if (index % folds === round) result.push({ example, reading: readMessage(analyse(example.text), example.locale, signals) });
    });
  }
  return result;
}

/**
 * Judges the fifth of the example messages that calibration left alone, with signals trained on the other four. Trains once; about a minute.
 * The language detector has seen them all, so only what was understood is measured.
 */
export function judgeHeldOut({ knowledge, parts }: LoadedParts): Judged[] {
  const examples = examplesOf(knowledge);
  const isHeldOut = (index: number) => index % FOLDS === MEASURED_FOLD;
  const model = trainModel(
    knowledge,
    examples.filter((_, index) => !isHeldOut(index)),
  );
  const cases = examples.flatMap((example, index) => (isHeldOut(index) ? [caseOf(example, index)] : []));
  return judge(cases, interpreterFrom({ ...parts, signals: openSignals(knowledge, model) }));
}

function caseOf({ label, locale, style, text }: Example, line: number): EvalCase {
  const known = EVAL_STYLES.find((name) => name === style);
  return { text, locale, style: known ?? 'out-of-scope', expect: label === OUT_OF_SCOPE ? [] : [label], line };
}
