/** Second derivatives of a loss of paper A on the population, by differences (claim A14). */

import type { RandomStream } from "../prng.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import type { NearestLossFunction } from "../training/pretrain_nearest.ts";
import { nearTies } from "./near_ties.ts";

/** N and d. */
export interface BendShape {
  /** N. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
}

/** Half the widths of the differences: of ξ1 at 0, of ξ1 in units of itself, and of ξ2. */
const [FIRST, LATE, MASK] = [0.2, 0.2, 0.05];
/** Inner products of one sample: 5 % of noise in the first bend. */
const DRAWN = 15_000;

/**
 * ∂²L/∂ξ1² at ξ1 = 0 under the hard mask, from the loss's slopes at ±0.2 on drawn prompts.
 *
 * @example The loss of sixteen points bends down there
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { firstBend } from "@attest/attest/measurement";
 *
 * assertLess(firstBend({ contextLength: 16, dimension: 8 }, randomStream(1)), 0);
 * ```
 */
export function firstBend(
  { contextLength, dimension }: BendShape,
  stream: RandomStream,
  loss: NearestLossFunction = kernelNearestLoss,
): number {
  const prompts = Math.ceil(DRAWN / contextLength);
  const t = drawInnerProducts({ contextLength, dimension, prompts }, stream);
  const [left, right] = [-FIRST, FIRST].map((xi1) =>
    loss(t, { contextLength, xi1, xi2: Infinity }).dXi1
  );
  return (right - left) / (2 * FIRST);
}

/** ∂²L/∂ξ1² at a large ξ1 under the hard mask, from losses over near-ties; of C/ξ1 it is 2C/ξ1³ exactly. */
export function lateBend(
  { contextLength, dimension, xi1 }: BendShape & { readonly xi1: number },
  stream: RandomStream,
  loss: NearestLossFunction = kernelNearestLoss,
): number {
  const places = [1 - LATE, 1, 1 + LATE].map((factor) => factor * xi1);
  let bend = 0;
  const setting = { contextLength, dimension, xi1: places[0], strata: 64 };
  for (const { innerProducts: t, weight } of nearTies(setting, stream)) {
    const [left, middle, right] = places.map((xi1) =>
      loss(t, { contextLength, xi1, xi2: Infinity }).loss
    );
    bend += weight * (left - 2 * middle + right);
  }
  // The second difference of 1/ξ1 exceeds its derivative by 1/(1 − LATE²).
  return (bend * (1 - LATE ** 2)) / (LATE * xi1) ** 2;
}

/** ∂²L/∂ξ2² at ξ1 = 0, where the query token has this share of the weight. */
export function maskBend(
  { contextLength, dimension, share }: BendShape & { readonly share: number },
  stream: RandomStream,
  loss: NearestLossFunction = kernelNearestLoss,
): number {
  const t = drawInnerProducts({ contextLength, dimension, prompts: 50 }, stream);
  const place = Math.log((1 - share) / (share * contextLength));
  const [left, middle, right] = [-MASK, 0, MASK].map((by) =>
    loss(t, { contextLength, xi1: 0, xi2: place + by }).loss
  );
  return (left - 2 * middle + right) / MASK ** 2;
}
