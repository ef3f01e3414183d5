import { type DangerCase, dangerFeatures, fitDanger, isDanger, UNFITTED_DANGER } from '../understanding/decision/danger.ts';
import { decide, type Thresholds } from '../understanding/decision/decide.ts';
import { fitRanker, type RankerWeights } from '../understanding/decision/ranker.ts';
import { OUT_OF_SCOPE } from '../understanding/signals.ts';
import { type Calibration, rankedProbabilities } from '../understanding/understand.ts';
import type { EvalCase } from './cases.ts';
import type { HeldOut } from './cross-validation.ts';

/**
 * What an outcome costs, in wrong answers: a danger overlooked is far worse than a wrong answer, sending somebody to the police who asked about
 * something else worse than two; a question back costs a little, and so does an "I don't know" to something that could have been answered.
 */
const COST = { wrong: 1, intruded: 1, offered: 0.2, unanswered: 0.6, missedDanger: 12, falseAlarm: 2.5 } as const;

/**
 * With right probabilities, an alarm pays from here on. Some thirty dangers are too few to conclude that it could be higher, and missing the next one
 * is what must not happen.
 */
const MOST_EMERGENCY = COST.falseAlarm / (COST.falseAlarm + COST.missedDanger);

/**
 * With right probabilities, asking which of three pays from here on: it costs `offered` whoever asked, and saves `unanswered` where the right one is
 * among them. Below, a few messages that chance favours would have everybody choose from guesses.
 */
const LEAST_CLARIFY = COST.offered / COST.unanswered;

interface Case {
  /** Entries that are right; none for what must not be answered. */
  readonly targets: readonly string[];
  readonly probabilities: ReadonlyMap<string, number>;
}

function costOf({ targets, probabilities }: Case, thresholds: Thresholds): number {
  const { route, entries } = decide(probabilities, thresholds);
  const isRight = ({ id }: { readonly id: string }) => targets.includes(id);
  const danger = targets.some(isDanger);
  if (danger && route !== 'emergency') return COST.missedDanger;
  if (!danger && route === 'emergency') return COST.falseAlarm;
  if (targets.length === 0) return route === 'none' ? 0 : route === 'clarify' ? COST.offered : COST.intruded;
  if (route === 'none') return COST.unanswered;
  if (route === 'clarify') return entries.some(isRight) ? COST.offered : COST.unanswered + COST.offered;
  return entries[0] && isRight(entries[0]) ? 0 : COST.wrong;
}

const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

/** The thresholds with the lowest total cost, on a grid. */
function fitThresholds(cases: readonly Case[]): Thresholds {
  const total = (thresholds: Thresholds) => cases.reduce((sum, one) => sum + costOf(one, thresholds), 0);
  let best: Thresholds = { emergency: MOST_EMERGENCY, answer: 0.5, clarify: 0.4 };
  let least = total(best);
  // Danger is decided before anything else, so its threshold is found first; then the two others together.
  const consider = (thresholds: Thresholds) => {
    const cost = total(thresholds);
    if (cost < least) {
      least = cost;
      best = thresholds;
    }
  };
  for (const emergency of range(0.04, MOST_EMERGENCY, 0.01)) consider({ ...best, emergency });
  for (const answer of range(0.2, 0.9, 0.02)) for (const clarify of range(LEAST_CLARIFY, 0.9, 0.05)) consider({ ...best, answer, clarify });
  const round = (value: number) => Math.round(value * 100) / 100;
  return { emergency: round(best.emergency), answer: round(best.answer), clarify: round(best.clarify) };
}

/** A labelled message with what the signals say of it. */
export interface Labelled {
  readonly one: EvalCase;
  readonly probabilities: (calibration: Calibration) => ReadonlyMap<string, number>;
  /** What danger is decided by (see `DANGER_FEATURES`). */
  readonly features: (calibration: Calibration) => Float64Array;
}

/**
 * How many held-out example messages a labelled message outweighs when danger is learned: example messages show what danger there is, but are harder
 * than what people write, and more of them are dangerous.
 */
const LABELLED_WEIGHT = 60;

const SHARPNESS = range(0.8, 2.4, 0.1);

/** Mean negative log-likelihood of the right meaning. */
function logLoss(labelled: readonly Labelled[], calibration: Calibration): number {
  const losses = labelled.map(({ one, probabilities }) => {
    const shares = probabilities(calibration);
    const right = (one.expect.length === 0 ? [OUT_OF_SCOPE] : one.expect).reduce((sum, id) => sum + (shares.get(id) ?? 0), 0);
    return -Math.log(Math.max(right, 1e-3));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length);
}

/**
 * Fits the ranker's weights on held-out example messages, then the sharpness and the thresholds on labelled messages that people might really
 * write (four numbers from some hundred messages), and the weights of danger on both.
 */
export function fitCalibration(heldOut: readonly HeldOut[], labelled: readonly Labelled[]): Calibration {
  const ranker: RankerWeights = fitRanker(
    heldOut.map(({ example, reading }) => ({ candidates: reading.candidates, target: example.label })),
  );
  const start: Calibration = {
    ranker,
    sharpness: 1,
    danger: UNFITTED_DANGER,
    thresholds: { emergency: 0.3, answer: 0.5, clarify: 0.4 },
  };
  const [sharpness = 1] = SHARPNESS.map((value) => ({ value, loss: logLoss(labelled, { ...start, sharpness: value }) }))
    .sort((a, b) => a.loss - b.loss)
    .map(({ value }) => Math.round(value * 10) / 10);
  const ranked = { ...start, sharpness };
  const danger = fitDanger([...heldOut.map((one) => exampleCase(one, ranked)), ...labelled.map((one) => labelledCase(one, ranked))]);
  const cases = labelled.map(
    ({ one, probabilities }): Case => ({ targets: one.expect, probabilities: probabilities({ ...ranked, danger }) }),
  );
  return { ranker, sharpness, danger, thresholds: fitThresholds(cases) };
}

function exampleCase({ example, reading }: HeldOut, calibration: Calibration): DangerCase {
  const features = dangerFeatures(reading, rankedProbabilities(reading, calibration), 0);
  return { features, danger: isDanger(example.label), weight: 1 };
}

function labelledCase({ one, features }: Labelled, calibration: Calibration): DangerCase {
  return { features: features(calibration), danger: one.expect.some(isDanger), weight: LABELLED_WEIGHT };
}
