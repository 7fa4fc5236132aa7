/** What a sharp window still costs where the nearest point leads, and near-ties are left out (claim A11t). */

import type { RandomStream } from "../prng.ts";
import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import { requireAtLeast } from "../validate.ts";
import { nearTies, type NearTieSetting } from "./near_ties.ts";

/**
 * E of the label-averaged loss over the prompts whose nearest point leads by this much or more and is at least so
 * near, the others counted as 0.
 *
 * Near-ties with their nearest point moved on by the lead, weighted by the densities of both places: all that
 * falls off like e^{−ξ1·gap} beyond the lead is resolved as it is without one.
 *
 * @example A lead of a tenth costs e^{−ξ1/5} of the rest
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { leadLoss } from "@attest/attest/measurement";
 *
 * const setting = { contextLength: 4, dimension: 3, xi1: 40, strata: 50 };
 * const [all, led] = [0, 0.1].map((lead) => leadLoss({ ...setting, lead }, randomStream(1)));
 * assertLess(led, 1e-3 * all);
 * ```
 *
 * @param setting Of `nearTies`, the lead, the least t_* and ξ2 (the hard mask by default).
 * @throws {RangeError} On what `nearTies` refuses, and on a negative lead.
 */
export function leadLoss(
  { lead, least = -1, xi2 = Infinity, ...setting }: NearTieSetting & {
    readonly lead: number;
    readonly least?: number;
    readonly xi2?: number;
  },
  stream: RandomStream,
): number {
  requireAtLeast("lead", lead, 0);
  const { contextLength, dimension, xi1 } = setting;
  const { density } = innerProductLaw(dimension);
  let loss = 0;
  for (const { innerProducts: t, weight } of nearTies(setting, stream)) {
    const tied = t[0];
    if (tied + lead >= 1 || tied + lead < least) continue;
    t[0] = tied + lead;
    const own = kernelNearestLoss(t, { contextLength, xi1, xi2 }).loss;
    loss += (weight * own * density(t[0])) / density(tied);
  }
  return loss;
}
