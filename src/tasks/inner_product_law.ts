/** The law of t = ⟨x, x_q⟩ for a uniform point of the sphere, in closed form. */

import { requireFiniteNumber } from "../validate.ts";
import { requireSphereDimension } from "./covariates.ts";

/** Density, distribution function and quantiles of an inner product, all on [−1, 1]. */
export interface InnerProductLaw {
  /** f(t) = Γ(d/2)/(√π Γ((d−1)/2))·(1−t²)^{(d−3)/2}. */
  density(t: number): number;
  /** F(t), absolute error about 1e-15. */
  cdf(t: number): number;
  /** F^{−1}(u): F of it is u to about 1e-12. */
  quantile(u: number): number;
}

/** ∫_0^θ sinⁿ by its recurrence, n ≥ 0. */
export function sineIntegral(n: number, theta: number): number {
  const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
  let value = n % 2 === 0 ? theta : 1 - cosine;
  for (let k = n % 2 === 0 ? 2 : 3; k <= n; k += 2) {
    value = ((k - 1) * value - cosine * Math.pow(sine, k - 1)) / k;
  }
  return value;
}

/**
 * The law of the inner product of two independent uniform points of S^{d−1}.
 *
 * With t = −cos θ, f(t)dt is sin^{d−2}θ dθ over its integral: a recurrence in d, no special functions.
 *
 * @example On the sphere in three dimensions inner products are uniform
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { innerProductLaw } from "@attest/attest/measurement";
 *
 * const { density, cdf, quantile } = innerProductLaw(3);
 * assertAlmostEquals(density(0.3), 0.5);
 * assertAlmostEquals(cdf(0.5), 0.75);
 * assertAlmostEquals(quantile(0.75), 0.5);
 * ```
 *
 * @throws {RangeError} Unless d ≥ 2.
 */
export function innerProductLaw(dimension: number): InnerProductLaw {
  requireSphereDimension(dimension);
  const total = sineIntegral(dimension - 2, Math.PI);
  const share = (theta: number) => sineIntegral(dimension - 2, theta) / total;
  return {
    density: (t) => Math.pow(1 - t * t, (dimension - 3) / 2) / total,
    cdf: (t) => share(Math.acos(-Math.max(-1, Math.min(1, t)))),
    quantile(u) {
      requireFiniteNumber("probability", u);
      let [low, high] = [0, Math.PI];
      // Bisection: 44 halvings of π leave 2e-13.
      for (let k = 0; k < 44; k++) {
        const middle = (low + high) / 2;
        if (share(middle) < u) low = middle;
        else high = middle;
      }
      return -Math.cos((low + high) / 2);
    },
  };
}
