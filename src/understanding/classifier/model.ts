import { PositionTable } from '../hash.ts';
import type { Features } from './features.ts';

/** A trained linear classifier in the form in which it is stored: weights as bytes, one scale a feature. */
export interface ClassifierModel {
  readonly classes: readonly string[];
  /** Feature hashes, one a row. */
  readonly ids: Int32Array;
  readonly scales: Float32Array;
  /** rows x classes; the weight is `weights[row * classes.length + class] * scales[row]`. */
  readonly weights: Int8Array;
  readonly bias: Float32Array;
}

/** Softmax regression over hashed features. */
export class Classifier {
  readonly classes: readonly string[];
  readonly #model: ClassifierModel;
  readonly #rows: PositionTable;

  constructor(model: ClassifierModel) {
    this.#model = model;
    this.classes = model.classes;
    this.#rows = new PositionTable(model.ids);
  }

  /** Raw score of each class, and the share of the text (by squared weight) that the model has seen before, 0 to 1. */
  scores(features: Features): { readonly logits: Float32Array; readonly known: number } {
    const { weights, scales, bias } = this.#model;
    const count = this.classes.length;
    const logits = Float32Array.from(bias);
    let known = 0;
    for (let i = 0; i < features.ids.length; i++) {
      const row = this.#rows.find(features.ids[i]!);
      if (row < 0) continue;
      const value = features.values[i]!;
      known += value * value;
      const factor = value * scales[row]!;
      const offset = row * count;
      for (let c = 0; c < count; c++) logits[c] = logits[c]! + factor * weights[offset + c]!;
    }
    return { logits, known };
  }
}

/** Probabilities from scores. */
export function softmax(logits: Float32Array): Float32Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > most) most = logit;
  let sum = 0;
  const result = new Float32Array(logits.length);
  for (let i = 0; i < logits.length; i++) {
    result[i] = Math.exp(logits[i]! - most);
    sum += result[i]!;
  }
  for (let i = 0; i < result.length; i++) result[i] = result[i]! / sum;
  return result;
}
