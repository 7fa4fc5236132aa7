/** The bias–variance split of affine tasks that depend on some coordinates only (claim B8.useless). */

import { drawMany, spherePointDraws } from "../kernel/draws.ts";
import type { Vector } from "../linalg.ts";
import { softmax, type Weigh } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { windowSweep } from "./window_sweep.ts";

/** Sizes: points have all coordinates, tasks know the useful ones. */
export interface UselessFeaturesOptions {
  /** Coordinates that a task may depend on. */
  readonly useful: number;
  /** Coordinates that no task depends on. */
  readonly useless: number;
  /** n. */
  readonly contextLength: number;
  /** Sets of n points, each with its query. */
  readonly prompts: number;
}

/** E l², l uniform in [−1, 1]. */
const SLOPE = 1 / 3;

/**
 * B(w) and V(w) at L = 1 of l·vᵀx + b, v a unit vector of the useful coordinates and M = wI on all of them.
 *
 * Averaged over l and v: a third of the mean squared miss over the useful coordinates. An offset is met.
 *
 * @throws {RangeError} On sizes outside their ranges.
 */
export function uselessFeatureCurves(
  { useful, useless, contextLength: n, prompts }: UselessFeaturesOptions,
  grid: Vector,
  stream: RandomStream,
  weigh: Weigh = softmax,
): BiasVariance {
  requireCount("number of useful coordinates", useful);
  requireCount("number of useless coordinates", useless, 0);
  requireCount("context length n", n);
  requireCount("sets of points", prompts);
  const d = useful + useless;
  const draws = spherePointDraws(d);
  const points = new Float64Array((n + 1) * d);
  const bias = new Float64Array(grid.length);
  const variance = new Float64Array(grid.length);
  for (let b = 0; b < prompts; b++) {
    drawMany(draws, points, stream);
    const query = points.subarray(n * d);
    const columns = Array.from(
      { length: useful },
      (_, j) => Float64Array.from({ length: n }, (_, i) => points[i * d + j]),
    );
    const scores = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < d; j++) scores[i] += points[i * d + j] * query[j];
    }
    const { means, squares, totals } = windowSweep(
      { scores, squareFactors: scores, columns },
      grid,
      weigh,
    );
    for (let g = 0; g < grid.length; g++) {
      let misses = 0;
      for (let j = 0; j < useful; j++) misses += (means[j][g] - query[j]) ** 2 / useful;
      bias[g] += (SLOPE * (misses + (totals[g] - 1) ** 2)) / prompts;
      variance[g] += squares[g] / prompts;
    }
  }
  return { grid: Float64Array.from(grid), bias, variance };
}
