/** How far attention by random features is from softmax attention, to first order in 1/m (claim C11). */

import { dot, fromFlat, type Matrix, trace, type Vector } from "../linalg.ts";
import type { FeatureKind } from "../model/random_features.ts";

/** A context and a query, M = I. */
export interface FeatureContext {
  /** n points x_i. */
  readonly points: readonly Vector[];
  /** q. */
  readonly query: Vector;
}

/** Kernels and what one frequency makes of them. */
export interface FeatureMoments {
  /** k_i = e^{x_iᵀq}. */
  readonly kernels: Float64Array;
  /** Covariance of the n estimates of k_i from one and the same frequency, n×n. */
  readonly covariance: Matrix;
}

/**
 * The moments of ⟨φ(x_i), φ(q)⟩ over one standard normal frequency, which estimates all k_i at once.
 *
 * Positive: E e^{ωᵀ(x_i+x_j+2q)}, less the norms. Trigonometric: e^{norms} E cos ωᵀ(x_i−q) cos ωᵀ(x_j−q), half the
 * sum of two Gaussian kernels.
 *
 * @example At zero both kinds are exact
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { featureMoments } from "@attest/attest/measurement";
 *
 * const context = { points: [[0, 0]], query: [0, 0] };
 * assertEquals(featureMoments(context, "positive").covariance.get(0, 0), 0);
 * assertEquals(featureMoments(context, "trigonometric").covariance.get(0, 0), 0);
 * ```
 */
export function featureMoments(
  { points, query }: FeatureContext,
  kind: FeatureKind,
): FeatureMoments {
  const kernels = Float64Array.from(points, (point) => Math.exp(dot(point, query)));
  const squares = points.map((point) => dot(point, point));
  const own = dot(query, query);
  const entries = points.flatMap((a, i) =>
    points.map((b, j) => {
      const halves = (squares[i] + squares[j]) / 2 + own;
      const product = kind === "positive"
        ? Math.exp(gauss(a, b, query, 1) - halves)
        : (Math.exp(halves) *
          (Math.exp(-gauss(a, b, query, -1)) +
            Math.exp(dot(a, b) - (squares[i] + squares[j]) / 2))) / 2;
      return product - kernels[i] * kernels[j];
    })
  );
  return { kernels, covariance: fromFlat(entries, points.length, points.length) };
}

/** ‖a + b ± 2q‖²/2. */
function gauss(a: Vector, b: Vector, query: Vector, sign: 1 | -1): number {
  let sum = 0;
  for (let j = 0; j < query.length; j++) sum += (a[j] + b[j] + 2 * sign * query[j]) ** 2;
  return sum / 2;
}

/**
 * m·E‖â − a‖² for large m, by the delta method on â_i = k̂_i/Σk̂: the trace of JCJᵀ, J = (I − a1ᵀ)/Σk.
 *
 * That is m times the squared error of the prediction, averaged over labels of mean zero and variance one.
 */
export function featureErrorConstant({ kernels, covariance }: FeatureMoments): number {
  const n = kernels.length;
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  const rows = Float64Array.from(
    { length: n },
    (_, i) => covariance.getRow(i).reduce((sum, entry) => sum + entry, 0),
  );
  const all = rows.reduce((sum, row) => sum + row, 0);
  const weights = kernels.map((kernel) => kernel / total);
  return (trace(covariance) - 2 * dot(weights, rows) + dot(weights, weights) * all) / total ** 2;
}
