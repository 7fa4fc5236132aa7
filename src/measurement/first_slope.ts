/** Where the first step of paper A's descent goes, on the population and without sampling (claim A12). */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import type { NearestLossFunction } from "../training/pretrain_nearest.ts";
import { requireCount } from "../validate.ts";
import { angleRule } from "./expected_nearest.ts";

/**
 * E ∂L/∂ξ1 at ξ1 = 0, ξ2 = σ, by quadrature over the place of the nearest of N uniform points.
 *
 * At ξ1 = 0 all weights are equal, so the slope of a prompt is linear in its inner products: the points
 * behind the nearest may stand at their mean given t_*, −sin^{d−1}θ/((d−1)∫_0^θ sin^{d−2}), t_* = −cos θ.
 *
 * @example Two points in three dimensions under the hard mask: minus half of E t_*
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { meanFirstSlope } from "@attest/attest/measurement";
 *
 * const slope = meanFirstSlope({ contextLength: 2, dimension: 3, sigma: Infinity });
 * assertAlmostEquals(slope, -1 / 6);
 * ```
 *
 * @param setting N ≥ 1, d ≥ 2 and the starting mask strength σ.
 * @param loss Whose slope; any that is linear in the inner products at ξ1 = 0.
 * @throws {RangeError} On sizes outside their ranges.
 */
export function meanFirstSlope(
  { contextLength: n, dimension: d, sigma }: {
    readonly contextLength: number;
    readonly dimension: number;
    readonly sigma: number;
  },
  loss: NearestLossFunction = kernelNearestLoss,
): number {
  requireCount("context length N", n);
  const { cdf, density } = innerProductLaw(d);
  const total = 1 / density(0);
  const { nodes, weights } = angleRule(d);
  const t = new Float64Array(n);
  let slope = 0;
  nodes.forEach((theta, k) => {
    const nearest = -Math.cos(theta);
    const below = cdf(nearest);
    const power = Math.pow(Math.sin(theta), d - 2);
    const chance = weights[k] * n * (power / total) * Math.pow(below, n - 1);
    if (chance < 1e-30) return;
    const mean = -(power * Math.sin(theta)) / ((d - 1) * below * total);
    t.fill(Math.max(-1, Math.min(nearest, mean)));
    t[0] = nearest;
    slope += chance * loss(t, { contextLength: n, xi1: 0, xi2: sigma }).dXi1;
  });
  return slope;
}
