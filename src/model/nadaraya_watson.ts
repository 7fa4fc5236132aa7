/** The Nadaraya–Watson kernel estimator: an oracle for softmax attention that shares no code with it. */

import { createPrompt } from "../tasks/prompt.ts";
import { requireAtLeast, requireFinite } from "../validate.ts";

/** Labelled points, a query and the metric they are compared in. */
export interface KernelProblem {
  /** n rows of d numbers. */
  readonly covariates: readonly ArrayLike<number>[];
  /** n labels. */
  readonly labels: ArrayLike<number>;
  /** d numbers. */
  readonly query: ArrayLike<number>;
  /** Σ^{−1} as d rows; the identity when absent. */
  readonly precision?: readonly ArrayLike<number>[];
}

/** ‖x − x'‖² in the metric of `precision`. */
function squaredDistance(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  precision?: readonly ArrayLike<number>[],
): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const di = x[i] - y[i];
    if (precision === undefined) total += di * di;
    else for (let j = 0; j < x.length; j++) total += di * precision[i][j] * (x[j] - y[j]);
  }
  return total;
}

/**
 * Σ K_i y_i / Σ K_i with K_i = exp(−w‖x_i − x_q‖²/2), distances in the metric Σ^{−1}.
 *
 * The bandwidth is w^{−1/2}. Distances are compared with the smallest one, so that a narrow kernel far
 * from every point still has a largest term of one.
 *
 * @example Two points at equal distance
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nadarayaWatson } from "@attest/attest/measurement";
 *
 * const problem = { covariates: [[1, 0], [-1, 0]], labels: [2, 4], query: [0, 1] };
 * assertEquals(nadarayaWatson(problem, 7), 3);
 * ```
 *
 * @param problem n labelled points, a query, and optionally Σ^{−1}.
 * @param inverseTemperature w ≥ 0.
 * @throws {RangeError} On a negative w, no points, mismatched shapes or non-finite numbers.
 */
export function nadarayaWatson(problem: KernelProblem, inverseTemperature: number): number {
  requireAtLeast("inverse temperature w", inverseTemperature, 0);
  const { covariates, labels, query, precision } = problem;
  createPrompt({ covariates, labels, query }); // for its checks
  const distances = covariates.map((x) => squaredDistance(x, query, precision));
  requireFinite("distances", distances);
  const nearest = Math.min(...distances);
  let above = 0;
  let below = 0;
  distances.forEach((distance, i) => {
    const kernel = Math.exp((-inverseTemperature * (distance - nearest)) / 2);
    above += kernel * labels[i];
    below += kernel;
  });
  return above / below;
}
