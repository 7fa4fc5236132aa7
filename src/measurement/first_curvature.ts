/** How paper A's loss bends at ξ1 = 0, on the population and without sampling (claim A14). */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount } from "../validate.ts";
import { angleRule } from "./expected_nearest.ts";

/** The two parts of N·L″(0). */
export interface FirstCurvature {
  /** 2(N−1)/(Nd): twice the variance of a prompt's inner products, which bends the loss up. */
  readonly up: number;
  /** E(t_* − t̄)²: how far the nearest point leads the mean one, which bends it down. */
  readonly down: number;
}

/**
 * N·∂²L/∂ξ1² at ξ1 = 0 under the hard mask is `up` − `down` for N uniform points on S^{d−1}.
 *
 * To second order q_j is (1 + ξ(t_j − t̄) + ½ξ²((t_j − t̄)² − V))/N, V the variance of the prompt's inner products,
 * and L = ½(1 − 2q_* + Σq_j²) bends by (2V − (t_* − t̄)²)/N. Given t_* = −cos θ the others are independent:
 * their moments are integrals of sin^{d−2}, and E(t_* − t̄)² is one over the law of t_*.
 *
 * @example Two points: the loss bends up by 1/(4d)
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { firstCurvature } from "@attest/attest/measurement";
 *
 * const { up, down } = firstCurvature({ contextLength: 2, dimension: 5 });
 * assertAlmostEquals((up - down) / 2, 1 / 20);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 2 and d ≥ 2.
 */
export function firstCurvature(
  { contextLength, dimension }: { readonly contextLength: number; readonly dimension: number },
): FirstCurvature {
  requireCount("context length N", contextLength, 2);
  const setting = `${contextLength},${dimension}`;
  const curvature = known.get(setting) ?? curvatureOf(contextLength, dimension);
  known.set(setting, curvature);
  return curvature;
}

/** What was asked for before, by N and d: claims ask once a replicate. */
const known = new Map<string, FirstCurvature>();

function curvatureOf(n: number, d: number): FirstCurvature {
  const { cdf, density } = innerProductLaw(d);
  const total = 1 / density(0);
  const { nodes, weights } = angleRule(d);
  let down = 0;
  nodes.forEach((theta, k) => {
    const [sine, nearest] = [Math.sin(theta), -Math.cos(theta)];
    const below = cdf(nearest);
    const power = Math.pow(sine, d - 2);
    const chance = weights[k] * n * (power / total) * Math.pow(below, n - 1);
    if (chance < 1e-30) return;
    const mass = below * total;
    const mean = -(power * sine) / ((d - 1) * mass);
    // ∫sin^d = ((d−1)∫sin^{d−2} + t_*·sin^{d−1}θ)/d, and cos² = 1 − sin².
    const square = 1 - ((d - 1) * mass + nearest * power * sine) / (d * mass);
    const lead = (n - 1) * (nearest - mean);
    down += (chance * (lead ** 2 + (n - 1) * (square - mean ** 2))) / n ** 2;
  });
  return { up: (2 * (n - 1)) / (n * d), down };
}
