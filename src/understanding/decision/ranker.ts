import { type Candidate, FEATURES } from './candidates.ts';

/** Weights of the candidates' features, by name, as `npm run calibrate` found them. */
export type RankerWeights = Readonly<Record<(typeof FEATURES)[number], number>>;

/** Messages with their candidates and which of them is right. */
export interface RankerCase {
  readonly candidates: readonly Candidate[];
  readonly target: string;
}

/**
 * Probability of each candidate, in the given order: a softmax over weighted features (conditional logit, McFadden 1974).
 * @param sharpness factor on the scores; above 1 the probabilities become more decided
 */
export function rank(candidates: readonly Candidate[], weights: RankerWeights, sharpness = 1): Float64Array {
  const vector = Float64Array.from(FEATURES, (name) => (weights[name] ?? 0) * sharpness);
  return rankVector(candidates, vector);
}

function rankVector(candidates: readonly Candidate[], weights: Float64Array): Float64Array {
  const scores = new Float64Array(candidates.length);
  let most = Number.NEGATIVE_INFINITY;
  candidates.forEach((candidate, i) => {
    let score = 0;
    for (let f = 0; f < weights.length; f++) score += weights[f]! * candidate.features[f]!;
    scores[i] = score;
    if (score > most) most = score;
  });
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i]! - most);
    sum += scores[i]!;
  }
  for (let i = 0; i < scores.length; i++) scores[i] = scores[i]! / sum;
  return scores;
}

/**
 * Learns the weights by gradient ascent on the likelihood of the right candidates; cases whose right answer no signal proposed are left out.
 * The maximum of a conditional logit is unique, and its probabilities are calibrated on the data that it was fitted to.
 */
export function fitRanker(cases: readonly RankerCase[], rounds = 400): RankerWeights {
  const usable = cases.filter((one) => one.candidates.some((candidate) => candidate.label === one.target));
  const weights = new Float64Array(FEATURES.length);
  const sums = new Float64Array(FEATURES.length).fill(1e-6);
  const penalty = 1e-4;
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(FEATURES.length);
    for (const { candidates, target } of usable) {
      const probabilities = rankVector(candidates, weights);
      candidates.forEach((candidate, i) => {
        const error = (candidate.label === target ? 1 : 0) - probabilities[i]!;
        for (let f = 0; f < gradient.length; f++) gradient[f] = gradient[f]! + error * candidate.features[f]!;
      });
    }
    for (let f = 0; f < weights.length; f++) {
      const slope = gradient[f]! / usable.length - penalty * weights[f]!;
      sums[f] = sums[f]! + slope * slope;
      weights[f] = weights[f]! + (0.5 * slope) / Math.sqrt(sums[f]!);
    }
  }
  return Object.fromEntries(FEATURES.map((name, f) => [name, Math.round(weights[f]! * 1000) / 1000])) as RankerWeights;
}
