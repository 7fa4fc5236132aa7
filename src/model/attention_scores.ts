/** Bilinear attention scores. */

import { entriesOf, type Matrix, type Vector } from "../linalg.ts";

/** Throws a RangeError unless M is d×d like the query's d entries. */
function requireSquare(parameters: Matrix, d: number): void {
  if (parameters.rows !== d || parameters.columns !== d) {
    throw new RangeError(
      `M must be ${d}×${d} like the query's ${d} entries, got ${parameters.rows}×${parameters.columns}`,
    );
  }
}

/**
 * Scores x_iᵀ M x_q of n covariates against the query.
 *
 * @example The identity gives inner products
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { attentionScores, scaledIdentity, toMatrix } from "@attest/attest";
 *
 * const covariates = toMatrix([[1, 0], [0, 1]]);
 * assertEquals([...attentionScores({ covariates, query: [0.6, 0.8] }, scaledIdentity(2))], [0.6, 0.8]);
 * ```
 *
 * @param points `covariates` n×d and `query`, d entries.
 * @param parameters M, d×d.
 * @returns n scores.
 * @throws {RangeError} On shapes that do not fit.
 */
export function attentionScores(
  { covariates, query }: { readonly covariates: Matrix; readonly query: Vector },
  parameters: Matrix,
): Float64Array {
  requireSquare(parameters, query.length);
  if (covariates.columns !== query.length) {
    throw new RangeError(
      `covariates must have ${query.length} columns like the query, got ${covariates.columns}`,
    );
  }
  const d = query.length;
  const [points, M] = [entriesOf(covariates), entriesOf(parameters)];
  const scores = new Float64Array(covariates.rows);
  // (x_iᵀM)·x_q point by point: matrix products cost more in allocation than in arithmetic.
  for (let i = 0; i < scores.length; i++) {
    for (let k = 0; k < d; k++) {
      let key = 0;
      for (let j = 0; j < d; j++) key += points[i * d + j] * M[j * d + k];
      scores[i] += key * query[k];
    }
  }
  return scores;
}
