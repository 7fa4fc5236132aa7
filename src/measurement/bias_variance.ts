/** The exact bias–variance split of softmax attention over a frozen sample of tasks (claim B2). */

import type { Vector } from "../linalg.ts";
import { softmax, type Weigh } from "../model/softmax.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { windowSweep } from "./window_sweep.ts";

/** Inner products and noiseless labels of B tasks: all that a scalar window needs to know. */
export interface FrozenSample {
  /** n. */
  readonly contextLength: number;
  /** B·n inner products ⟨x_i, x_q⟩. */
  readonly innerProducts: Float64Array;
  /** B·n noiseless labels f(x_i). */
  readonly labels: Float64Array;
  /** B targets f(x_q). */
  readonly targets: Float64Array;
}

/** B(w) and V(w) on a grid of inverse temperatures. */
export interface BiasVariance {
  /** Inverse temperatures w ≥ 0, ascending. */
  readonly grid: Float64Array;
  /** Mean of (Σ a_i f(x_i) − f(x_q))² at each w. */
  readonly bias: Float64Array;
  /** Mean of Σ a_i² at each w: the factor of σ². */
  readonly variance: Float64Array;
}

/** The inner products of a batch of (noiseless) prompts, frozen with their labels and targets. */
export function freeze(batch: PromptBatch): FrozenSample {
  const { prompts, contextLength: n, dimension: d, covariates, queries } = batch;
  const innerProducts = new Float64Array(prompts * n);
  for (let i = 0; i < innerProducts.length; i++) {
    const query = Math.floor(i / n) * d;
    for (let j = 0; j < d; j++) innerProducts[i] += covariates[i * d + j] * queries[query + j];
  }
  return { contextLength: n, innerProducts, labels: batch.labels, targets: batch.targets };
}

/**
 * The split loss(w) = B(w) + σ²V(w) of M = wI on the sphere, with the label noise integrated exactly.
 *
 * For a class at L built by scaling one at 1, loss = L²B₁ + σ²V: the simulation needs no noise at all.
 *
 * @param sample Tasks frozen without label noise.
 * @param grid Inverse temperatures w.
 * @param weigh The weights to measure; the softmax by default.
 */
export function biasVariance(
  { contextLength: n, innerProducts, labels, targets }: FrozenSample,
  grid: Vector,
  weigh: Weigh = softmax,
): BiasVariance {
  const bias = new Float64Array(grid.length);
  const variance = new Float64Array(grid.length);
  for (let b = 0; b < targets.length; b++) {
    const scores = innerProducts.subarray(b * n, (b + 1) * n);
    const values = labels.subarray(b * n, (b + 1) * n);
    const input = { scores, squareFactors: values, columns: [values] };
    const { means, squares } = windowSweep(input, grid, weigh);
    for (let g = 0; g < grid.length; g++) {
      bias[g] += (means[0][g] - targets[b]) ** 2 / targets.length;
      variance[g] += squares[g] / targets.length;
    }
  }
  return { grid: Float64Array.from(grid), bias, variance };
}
