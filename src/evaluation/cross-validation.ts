import type { Knowledge } from '../domain/entry.ts';
import { analyse } from '../understanding/analysis.ts';
import { openSignals, trainModel } from '../understanding/build.ts';
import { TRAINING } from '../understanding/classifier/train.ts';
import { type Reading, readMessage } from '../understanding/decision/candidates.ts';
import { type Example, examplesOf } from '../understanding/signals.ts';

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
