import { PLEASANTRIES } from '../pleasantries.ts';
import { type EntryScores, OUT_OF_SCOPE } from '../signals.ts';
import type { Reading } from './candidates.ts';

/** Entries about danger: whatever is said about one of them is said as an emergency. */
export function isDanger(label: string): boolean {
  return label.startsWith('safety/');
}

/** What the decision "danger or not" looks at, all of it about the message as a whole. */
export const DANGER_FEATURES = [
  'bias',
  'ranked',
  'rankedFirst',
  'classifier',
  'classifierOut',
  'out',
  'harmless',
  'example',
  'exampleMargin',
  'exampleOutMargin',
  'wordsShare',
  'concepts',
  'conceptsShare',
  'noConcept',
  'lean',
] as const;

/** Weights of the features, by name, as `npm run calibrate` found them. */
export type DangerWeights = Readonly<Record<(typeof DANGER_FEATURES)[number], number>>;

/** However polite a message is, at least this much of it is taken for something else. */
const LEAST_REST = 0.05;

const logit = (p: number) => Math.log(p / (1 - p));
const clamp = (p: number) => Math.min(Math.max(p, 1e-3), 1 - 1e-3);

interface Split {
  readonly danger: number;
  readonly out: number;
  readonly harmless: number;
}

/** Highest score of entries about danger, of out of scope and of all others. */
function highest(scores: EntryScores): Split {
  let danger = 0;
  let out = 0;
  let harmless = 0;
  for (const [label, score] of scores) {
    if (isDanger(label)) danger = Math.max(danger, score);
    else if (label === OUT_OF_SCOPE) out = score;
    else harmless = Math.max(harmless, score);
  }
  return { danger, out, harmless };
}

/** Sum over the entries about danger. */
export function dangerMass(probabilities: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [label, p] of probabilities) if (isDanger(label)) sum += p;
  return sum;
}

/**
 * Values of `DANGER_FEATURES` for a message.
 * @param probabilities of each meaning, as ranked
 * @param lean how much the message leans on the last answer, 0 to 1
 */
export function dangerFeatures(reading: Reading, probabilities: ReadonlyMap<string, number>, lean: number): Float64Array {
  const { classifier, examples, words: entryWords, concepts } = reading.signals;
  // A greeting or thanks around a cry for help takes nothing away from it.
  let pleasant = 0;
  for (const [label, p] of probabilities) if (PLEASANTRIES.has(label)) pleasant += p;
  const rest = Math.max(1 - pleasant, LEAST_REST);
  const ranked = highest(probabilities);
  const example = highest(examples);
  const word = highest(entryWords);
  const concept = highest(concepts);
  const values: DangerWeights = {
    bias: 1,
    ranked: logit(clamp(dangerMass(probabilities) / rest)),
    rankedFirst: Math.log(Math.min(ranked.danger / rest, 1) + 1e-2),
    classifier: logit(clamp(dangerMass(classifier))),
    classifierOut: Math.log((classifier.get(OUT_OF_SCOPE) ?? 0) + 1e-3),
    out: Math.log(ranked.out + 1e-2),
    harmless: Math.log(ranked.harmless + 1e-2),
    example: example.danger,
    exampleMargin: example.danger - example.harmless,
    exampleOutMargin: example.danger - example.out,
    wordsShare: word.danger / Math.max(word.danger, word.harmless, 1e-6),
    concepts: Math.min(concept.danger, 3),
    conceptsShare: concept.danger / Math.max(concept.danger, concept.harmless, 1e-6),
    noConcept: concept.danger === 0 ? 1 : 0,
    lean,
  };
  return Float64Array.from(DANGER_FEATURES, (name) => values[name]);
}

/** Probability that a message is about danger. @param features values of `DANGER_FEATURES` */
export function dangerProbability(features: Float64Array, weights: DangerWeights): number {
  let score = 0;
  DANGER_FEATURES.forEach((name, f) => {
    score += weights[name] * features[f]!;
  });
  return 1 / (1 + Math.exp(-score));
}

/** Gives the entries about danger that much together, and the others the rest, each in proportion; where there are none, nothing changes. */
export function settleDanger(probabilities: Map<string, number>, danger: number): void {
  const mass = dangerMass(probabilities);
  if (mass <= 0 || mass >= 1) return;
  for (const [label, p] of probabilities) probabilities.set(label, isDanger(label) ? (p * danger) / mass : (p * (1 - danger)) / (1 - mass));
}

/** Weights that leave the ranked probabilities as they are. */
export const UNFITTED_DANGER: DangerWeights = Object.fromEntries(
  DANGER_FEATURES.map((name) => [name, name === 'ranked' ? 1 : 0]),
) as DangerWeights;

/** A message whose meaning is known. */
export interface DangerCase {
  readonly features: Float64Array;
  readonly danger: boolean;
  /** How much it counts. */
  readonly weight: number;
}

const PENALTY = 3e-3;
const ROUNDS = 30;

/** Learns the weights: logistic regression with a penalty on all but the bias, by Newton's method. */
export function fitDanger(cases: readonly DangerCase[]): DangerWeights {
  const size = DANGER_FEATURES.length;
  const weights = new Float64Array(size);
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const penalties = DANGER_FEATURES.map((name) => (name === 'bias' ? PENALTY / 1000 : PENALTY));
  for (let round = 0; round < ROUNDS; round++) {
    const slope = Float64Array.from(weights, (value, f) => -penalties[f]! * value);
    const curvature = Array.from({ length: size }, (_, f) => {
      const row = new Float64Array(size);
      row[f] = penalties[f]!;
      return row;
    });
    for (const { features, danger, weight } of cases) {
      let score = 0;
      for (let f = 0; f < size; f++) score += weights[f]! * features[f]!;
      const p = 1 / (1 + Math.exp(-score));
      const error = ((danger ? 1 : 0) - p) * (weight / total);
      const spread = p * (1 - p) * (weight / total);
      for (let f = 0; f < size; f++) {
        slope[f] = slope[f]! + error * features[f]!;
        const row = curvature[f]!;
        for (let g = 0; g < size; g++) row[g] = row[g]! + spread * features[f]! * features[g]!;
      }
    }
    const step = solve(curvature, slope);
    for (let f = 0; f < size; f++) weights[f] = weights[f]! + step[f]!;
  }
  return Object.fromEntries(DANGER_FEATURES.map((name, f) => [name, Math.round(weights[f]! * 1000) / 1000])) as DangerWeights;
}

/** Solves a system with a positive definite matrix by elimination; both arguments are used up. */
function solve(matrix: readonly Float64Array[], values: Float64Array): Float64Array {
  const size = values.length;
  for (let pivot = 0; pivot < size; pivot++)
    for (let row = pivot + 1; row < size; row++) {
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      for (let column = pivot; column < size; column++) matrix[row]![column] = matrix[row]![column]! - factor * matrix[pivot]![column]!;
      values[row] = values[row]! - factor * values[pivot]!;
    }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) values[row] = values[row]! - matrix[row]![column]! * values[column]!;
    values[row] = values[row]! / matrix[row]![row]!;
  }
  return values;
}
