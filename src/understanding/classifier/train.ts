import type { Features } from './features.ts';
import { type ClassifierModel, softmax } from './model.ts';

/** One labelled text. */
export interface TrainingExample {
  readonly features: Features;
  /** Name of the class. */
  readonly label: string;
  /** How much it counts; 1 is an example message. */
  readonly weight: number;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly learningRate: number;
  /** Pull of the weights towards zero. */
  readonly decay: number;
  /** Features seen in fewer examples are left out. */
  readonly minimumCount: number;
}

export const TRAINING: TrainingOptions = { epochs: 8, learningRate: 1.2, decay: 1e-6, minimumCount: 2 };

/** Gradients smaller than this change nothing that counts. */
const NEGLIGIBLE = 1e-3;

/** A small deterministic generator (mulberry32), so that the same examples give the same model. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Trains softmax regression by stochastic gradient descent with a step per feature that shrinks with use (AdaGrad: Duchi, Hazan, Singer 2011).
 * Deterministic. Takes some seconds for 20,000 examples; keep the result (see `src/knowledge/model-cache.ts`).
 */
export function trainClassifier(examples: readonly TrainingExample[], options: TrainingOptions = TRAINING): ClassifierModel {
  const classes = [...new Set(examples.map((example) => example.label))].sort();
  const classIndex = new Map(classes.map((name, index) => [name, index]));
  const counts = countFeatures(examples);
  const ids = Int32Array.from([...counts].filter(([, count]) => count >= options.minimumCount).map(([id]) => id)).sort();
  const rowOf = new Map<number, number>();
  ids.forEach((id, row) => {
    rowOf.set(id, row);
  });

  const width = classes.length;
  const weights = new Float32Array(ids.length * width);
  const sums = new Float32Array(ids.length).fill(0.1);
  const bias = new Float32Array(width);
  // Rare features say more than common ones (inverse document frequency, scaled to about 1 for the rarest).
  const rarity = Float32Array.from(
    ids,
    (id) => Math.log(1 + examples.length / counts.get(id)!) / Math.log(1 + examples.length / options.minimumCount),
  );
  const prepared = examples.map((example) => prepare(example, rowOf, classIndex, rarity));
  const order = Int32Array.from(prepared.keys());
  const random = generator(7);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) step(prepared[index]!, weights, sums, bias, width, options);
  }
  return quantize(classes, ids, weights, bias, rarity);
}

/** In how many examples each feature occurs. */
export function countFeatures(examples: readonly TrainingExample[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { features } of examples) for (const id of features.ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

interface Prepared {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly target: number;
  readonly weight: number;
}

function prepare(
  example: TrainingExample,
  rowOf: ReadonlyMap<number, number>,
  classIndex: ReadonlyMap<string, number>,
  rarity: Float32Array,
): Prepared {
  const rows: number[] = [];
  const values: number[] = [];
  example.features.ids.forEach((id, i) => {
    const row = rowOf.get(id);
    if (row === undefined) return;
    rows.push(row);
    values.push(example.features.values[i]! * rarity[row]!);
  });
  return { rows: Int32Array.from(rows), values: Float32Array.from(values), target: classIndex.get(example.label)!, weight: example.weight };
}

function step(
  example: Prepared,
  weights: Float32Array,
  sums: Float32Array,
  bias: Float32Array,
  width: number,
  options: TrainingOptions,
): void {
  const { rows, values, target, weight } = example;
  const logits = Float32Array.from(bias);
  for (let i = 0; i < rows.length; i++) {
    const offset = rows[i]! * width;
    const value = values[i]!;
    for (let c = 0; c < width; c++) logits[c] = logits[c]! + value * weights[offset + c]!;
  }
  const gradient = softmax(logits);
  gradient[target] = gradient[target]! - 1;
  // Most classes are out of the question for most examples; leaving them alone makes a step several times faster.
  const active: number[] = [];
  let squares = 0;
  for (let c = 0; c < width; c++) {
    if (Math.abs(gradient[c]!) < NEGLIGIBLE) continue;
    gradient[c] = gradient[c]! * weight;
    squares += gradient[c]! * gradient[c]!;
    active.push(c);
  }
  const keep = 1 - options.decay;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const value = values[i]!;
    sums[row] = sums[row]! + squares * value * value;
    const rate = (options.learningRate * value) / Math.sqrt(sums[row]!);
    const offset = row * width;
    for (const c of active) weights[offset + c] = weights[offset + c]! * keep - rate * gradient[c]!;
  }
  for (const c of active) bias[c] = bias[c]! - 0.01 * gradient[c]!;
}

function quantize(
  classes: readonly string[],
  ids: Int32Array,
  weights: Float32Array,
  bias: Float32Array,
  rarity: Float32Array,
): ClassifierModel {
  const width = classes.length;
  const bytes = new Int8Array(weights.length);
  const scales = new Float32Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    let most = 0;
    for (let c = 0; c < width; c++) most = Math.max(most, Math.abs(weights[row * width + c]!));
    const scale = most / 127 || 1;
    // The rarity is put into the scale, so that reading a message needs no table of its own.
    scales[row] = scale * rarity[row]!;
    for (let c = 0; c < width; c++) bytes[row * width + c] = Math.round(weights[row * width + c]! / scale);
  }
  return { classes, ids, scales, weights: bytes, bias };
}
