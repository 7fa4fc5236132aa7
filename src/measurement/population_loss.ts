/** Paper A's loss at given scalars on the population, with as little sampling noise as can be had (A11). */

import type { TwoScalars } from "../model/one_layer_transformer.ts";
import type { RandomStream } from "../prng.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import { nearTies } from "./near_ties.ts";

/** Inner products drawn where the query token takes part: 3 % of noise in the loss of a trained model. */
const DRAWN = 40_000;
/** Strata of near-ties under the hard mask: half a percent of noise. */
const STRATA = 64;

/**
 * The label-averaged loss of N uniform points on S^{d−1} at (ξ1, ξ2), estimated.
 *
 * Under the hard mask only near-ties cost, and they are drawn on purpose. The query token costs where the
 * nearest point is far, which `nearTies` resolves badly: with a soft mask the prompts are drawn as they come.
 *
 * @example The hard mask at a large score scale: the loss is near C/ξ1
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { gapLaw } from "./gap_law.ts";
 * import { populationLoss } from "./population_loss.ts";
 *
 * const setting = { contextLength: 4, dimension: 3 };
 * const loss = populationLoss({ ...setting, xi1: 200, xi2: Infinity }, randomStream(1));
 * assertAlmostEquals((loss * 200) / gapLaw(setting).lossConstant, 1, 0.05);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 2, d ≥ 2 and ξ1 > 0 under the hard mask.
 */
export function populationLoss(
  { contextLength, dimension, xi1, xi2 }: TwoScalars & {
    readonly contextLength: number;
    readonly dimension: number;
  },
  stream: RandomStream,
): number {
  const scalars = { contextLength, xi1, xi2 };
  if (xi2 !== Infinity) {
    const prompts = Math.ceil(DRAWN / contextLength);
    const t = drawInnerProducts({ contextLength, dimension, prompts }, stream);
    return kernelNearestLoss(t, scalars).loss;
  }
  let loss = 0;
  for (
    const { innerProducts, weight } of nearTies(
      { contextLength, dimension, xi1, strata: STRATA },
      stream,
    )
  ) loss += weight * kernelNearestLoss(innerProducts, scalars).loss;
  return loss;
}
