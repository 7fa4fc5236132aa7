/** The best linear attention for Gaussian linear regression, in closed form. */

import { addScaled, inverse, type Matrix, multiply, scaledIdentity, trace } from "../linalg.ts";
import { requireAtLeast, requireCount } from "../validate.ts";

/** A law of prompts: v ~ N(0, I), x_i and x_q ~ N(0, Λ), y_i = vᵀx_i + σ·ε_i, target vᵀx_q. */
export interface GaussianLaw {
  /** Λ, d×d, symmetric positive definite. */
  readonly covariance: Matrix;
  /** n ≥ 1. */
  readonly contextLength: number;
  /** σ ≥ 0, a standard deviation. */
  readonly noise: number;
}

/** M* and what it reaches. */
export interface GaussianOptimum {
  /** M* = A^{−1}, d×d. */
  readonly parameters: Matrix;
  /** Mean square E(prediction − target)² at M*: twice the ICL loss. */
  readonly meanSquare: number;
  /** A = (1 + 1/n)Λ + ((tr Λ + σ²)/n)·I, so that E g gᵀ = ΛA for g = (1/n) Σ y_i x_i. */
  readonly normal: Matrix;
}

/**
 * The M that minimises the population loss of linear attention (Ahn et al., arXiv 2306.00297; claim C2).
 *
 * With S = XᵀX/n: E S = Λ and E S² = (1 + 1/n)Λ² + (tr Λ/n)Λ, so the mean square is
 * tr(ΛMᵀΛAM) − 2 tr(ΛMᵀΛ) + tr Λ, least at M = A^{−1}.
 *
 * @example Λ = I: the mean square is d(d + 1 + σ²)/(n + d + 1 + σ²)
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { scaledIdentity } from "@attest/attest";
 * import { gaussianLinearOptimum } from "@attest/attest/measurement";
 *
 * const law = { covariance: scaledIdentity(3), contextLength: 10, noise: 2 };
 * assertAlmostEquals(gaussianLinearOptimum(law).meanSquare, (3 * 8) / 18);
 * ```
 *
 * @throws {RangeError} On n < 1, σ < 0 or a covariance that is not square.
 */
export function gaussianLinearOptimum(
  { covariance, contextLength: n, noise }: GaussianLaw,
): GaussianOptimum {
  requireCount("context length n", n);
  requireAtLeast("label noise σ", noise, 0);
  const ridge = scaledIdentity(covariance.rows, (trace(covariance) + noise ** 2) / n);
  const normal = addScaled(ridge, covariance, 1 + 1 / n);
  const parameters = inverse(normal);
  const explained = trace(multiply(multiply(covariance, parameters), covariance));
  return { parameters, meanSquare: trace(covariance) - explained, normal };
}
