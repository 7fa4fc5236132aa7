/** The softmax: scores to weights that are positive and sum to one. */

import type { Vector } from "../linalg.ts";
import { requireFinite } from "../validate.ts";

/** From n scores to n attention weights. */
export type Weigh = (scores: Float64Array) => Float64Array;

/**
 * Turns `length` scores from `start` on into their softmax weights, in place and unchecked.
 *
 * The largest score is subtracted first, so scores of any size neither overflow nor lose the winner.
 * Hot loops call this; {@link softmax} is the checked form.
 */
export function softmaxInPlace(values: Float64Array, start: number, length: number): void {
  const end = start + length;
  let largest = -Infinity;
  for (let i = start; i < end; i++) if (values[i] > largest) largest = values[i];
  let total = 0;
  for (let i = start; i < end; i++) total += values[i] = Math.exp(values[i] - largest);
  for (let i = start; i < end; i++) values[i] /= total;
}

/**
 * Softmax weights e^{s_i} / Σ_j e^{s_j}.
 *
 * @example Scores far beyond the range of exp
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { softmax } from "@attest/attest";
 *
 * assertEquals([...softmax([1000, 0])], [1, 0]);
 * ```
 *
 * @param scores n finite numbers, n ≥ 1.
 * @returns n weights.
 * @throws {RangeError} On no scores or a non-finite one.
 */
export function softmax(scores: Vector): Float64Array {
  if (scores.length === 0) throw new RangeError("softmax must have at least 1 score, got 0");
  requireFinite("scores", scores);
  const weights = new Float64Array(scores);
  softmaxInPlace(weights, 0, weights.length);
  return weights;
}
