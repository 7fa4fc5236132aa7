/** The least population loss of linear attention, in closed form (claim B10). */

import { type RegressionLaw, requireRegressionLaw } from "../tasks/regression.ts";

/** What linear attention can reach on a law. */
export interface LinearFloor {
  /** E f_even(x_q)²: no M, n or σ gets below. */
  readonly floor: number;
  /** Mean squared error at the best M. */
  readonly loss: number;
  /** c of the best M = c·I; tends to d. */
  readonly coefficient: number;
}

/**
 * Floor, best loss and best M = c·I of (1/n) Σ y_i x_iᵀMx_q.
 *
 * With u = (1/n) Σ y_i x_i and V the variance of the odd slope (L²/3 affine, L²/6 ReLU), E uᵀv·slope = V/d and
 * E‖u‖² = (E f² + σ²)/n + (1−1/n)V/d². The loss at cI is floor + c²E‖u‖²/d − 2cV/d² + V/d.
 *
 * @example With enough points only the floor is left
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { bestLinearLoss } from "./linear_floor.ts";
 *
 * const law = { lipschitz: 1, noise: 1, contextLength: 1e9, dimension: 3 } as const;
 * assertAlmostEquals(bestLinearLoss({ functionClass: "affine", ...law }).loss, 1 / 3, 1e-6);
 * assertAlmostEquals(bestLinearLoss({ functionClass: "relu", ...law }).loss, 1 / 3 + 1 / 18, 1e-6);
 * ```
 *
 * @throws {RangeError} On the cosine class, which has no odd part, L = 0, or a law that makes no sense.
 */
export function bestLinearLoss(law: RegressionLaw): LinearFloor {
  requireRegressionLaw(law);
  const { functionClass, lipschitz, noise, contextLength: n, dimension: d } = law;
  if (functionClass === "cosine" || lipschitz === 0) {
    throw new RangeError(
      `the best c must have an odd part to predict, got ${functionClass} with L = ${lipschitz}`,
    );
  }
  const offset = lipschitz ** 2 / 3;
  // A ReLU pair is α·z + β·|z| + b, Var α = Var β = L²/6.
  const odd = functionClass === "affine" ? offset : offset / 2;
  const floor = functionClass === "affine" ? offset : offset + offset / (2 * d);
  const label = offset + offset / d + noise ** 2;
  const spread = label / n + ((1 - 1 / n) * odd) / d ** 2;
  return {
    floor,
    loss: floor + odd / d - odd ** 2 / (d ** 3 * spread),
    coefficient: odd / (d * spread),
  };
}
