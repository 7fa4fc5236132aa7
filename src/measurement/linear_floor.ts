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

/** What the least loss of linear attention on the sphere depends on. */
export interface LinearMoments {
  /** E f_even(x_q)². */
  readonly floor: number;
  /** V, the variance of the odd part's slope. */
  readonly odd: number;
  /** E y², noise included. */
  readonly label: number;
  /** n. */
  readonly contextLength: number;
  /** d. */
  readonly dimension: number;
}

/**
 * The moments of a law: L²/3 for an affine slope and for every offset; a ReLU pair is α·z + β·|z| + b with
 * Var α = Var β = L²/6.
 *
 * @throws {RangeError} On the cosine class, which has no odd part, and L = 0.
 */
export function linearMoments(law: RegressionLaw): LinearMoments {
  const { functionClass, lipschitz, noise, contextLength, dimension } = law;
  if (functionClass === "cosine" || lipschitz === 0) {
    throw new RangeError(
      `the best c must have an odd part to predict, got ${functionClass} with L = ${lipschitz}`,
    );
  }
  const offset = lipschitz ** 2 / 3;
  return {
    floor: functionClass === "affine" ? offset : offset + offset / (2 * dimension),
    odd: functionClass === "affine" ? offset : offset / 2,
    label: offset + offset / dimension + noise ** 2,
    contextLength,
    dimension,
  };
}

/** (1/n)E y² + (1−1/n)V/d², which is E‖(1/n) Σ y_i x_i‖². */
function spread({ odd, label, contextLength: n, dimension: d }: LinearMoments): number {
  return label / n + ((1 - 1 / n) * odd) / d ** 2;
}

/** Mean squared error at M = c·I, see {@link bestLinearLoss}. */
export function linearLoss(moments: LinearMoments, c: number): number {
  const { floor, odd, dimension: d } = moments;
  return floor + odd / d - (2 * c * odd) / d ** 2 + (c ** 2 * spread(moments)) / d;
}

/** The c at which {@link linearLoss} is least. */
export function bestCoefficient(moments: LinearMoments): number {
  return moments.odd / (moments.dimension * spread(moments));
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
 * import { bestLinearLoss } from "@attest/attest/measurement";
 *
 * const law = { lipschitz: 1, noise: 1, contextLength: 1e9, dimension: 3 } as const;
 * assertAlmostEquals(bestLinearLoss({ functionClass: "affine", ...law }).loss, 1 / 3, 1e-6);
 * assertAlmostEquals(bestLinearLoss({ functionClass: "relu", ...law }).loss, 1 / 3 + 1 / 18, 1e-6);
 * ```
 *
 * @throws {RangeError} On the cosine class, which has no odd part, L = 0, or a law outside its range.
 */
export function bestLinearLoss(law: RegressionLaw): LinearFloor {
  requireRegressionLaw(law);
  const moments = linearMoments(law);
  const coefficient = bestCoefficient(moments);
  return { floor: moments.floor, loss: linearLoss(moments, coefficient), coefficient };
}
