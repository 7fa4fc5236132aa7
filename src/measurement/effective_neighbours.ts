/** How many context points an attention pattern effectively averages. */

import type { Vector } from "../linalg.ts";

/**
 * Σ a_i², the variance of the prediction per unit of label-noise variance.
 *
 * @example Uniform weights over four points
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { squaredWeight } from "@attest/attest/measurement";
 *
 * assertEquals(squaredWeight([0.25, 0.25, 0.25, 0.25]), 0.25);
 * ```
 */
export function squaredWeight(weights: Vector): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * weights[i];
  return sum;
}

/**
 * n_eff = 1/Σ a_i²: n for uniform weights, 1 when one point takes all (claim B3).
 *
 * @example One point takes all
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { effectiveNeighbours } from "@attest/attest/measurement";
 *
 * assertEquals(effectiveNeighbours([0, 1, 0]), 1);
 * ```
 */
export function effectiveNeighbours(weights: Vector): number {
  return 1 / squaredWeight(weights);
}
