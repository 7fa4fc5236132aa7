/** The one-layer transformer of paper A in full: (d+2)×(d+2) parameters, value matrix the identity. */

import {
  diagonal,
  dot,
  type Matrix,
  multiply,
  multiplyVector,
  toMatrix,
  transpose,
} from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { requireAtLeast, requireFiniteNumber } from "../validate.ts";
import { softmax, type Weigh } from "./softmax.ts";

/** The two parameters that training moves. */
export interface TwoScalars {
  /** ξ1, the weight of inner products. */
  readonly xi1: number;
  /** ξ2 keeps the query token from attending to itself; Infinity is the hard mask. */
  readonly xi2: number;
}

/** What a token attends to, and what it reads out. */
export interface TransformerOutput {
  /** N weights on the labelled points. */
  readonly weights: Float64Array;
  /** q_s, the weight of the query token on itself. */
  readonly queryWeight: number;
  /** ŷ: row d+1, last column of H·softmax(HᵀWH). */
  readonly prediction: number;
}

/** Tokens H, (d+2)×(N+1): columns [x_i; y_i; 0] and, last, [x_q; 0; 1]. */
export function embedPrompt(prompt: Prompt): Matrix {
  return transpose(tokenRows(prompt));
}

/** Hᵀ, a token a row. */
function tokenRows({ covariates, labels, query }: Prompt): Matrix {
  const rows = covariates.to2DArray();
  rows.forEach((x, i) => x.push(labels[i], 0));
  rows.push([...query, 0, 1]);
  return toMatrix(rows, "tokens");
}

/** W at the start of training: zero but for −σ in the last diagonal entry. */
export function initialParameters(d: number, sigma: number): Matrix {
  requireAtLeast("initial mask strength σ", sigma, 0);
  return twoScalarParameters(d, { xi1: 0, xi2: sigma });
}

/** W = diag(ξ1·I_d, 0, −ξ2), the family that population descent stays on (claim A1). */
export function twoScalarParameters(d: number, { xi1, xi2 }: TwoScalars): Matrix {
  requireFiniteNumber("ξ1", xi1);
  requireFiniteNumber("ξ2", xi2);
  return diagonal([...Array<number>(d).fill(xi1), 0, -xi2]);
}

/**
 * The forward pass in full.
 *
 * @example The query token does not reach the prediction when σ is large
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { createPrompt } from "@attest/attest";
 * import { initialParameters, oneLayerTransformer } from "@attest/attest/measurement";
 *
 * const prompt = createPrompt({ covariates: [[1, 0], [0, 1]], labels: [1, -1], query: [1, 0] });
 * assertAlmostEquals(oneLayerTransformer(prompt, initialParameters(2, 50)).weights[0], 0.5);
 * ```
 *
 * @param prompt N labelled points and a query in d dimensions.
 * @param parameters W, (d+2)×(d+2).
 * @param weigh From scores to weights; the softmax unless a variant is studied.
 * @throws {RangeError} On shapes that do not fit or scores that overflow.
 */
export function oneLayerTransformer(
  prompt: Prompt,
  parameters: Matrix,
  weigh: Weigh = softmax,
): TransformerOutput {
  const size = prompt.query.length + 2;
  if (parameters.rows !== size || parameters.columns !== size) {
    throw new RangeError(
      `W must be ${size}×${size} for a query of ${size - 2} entries, ` +
        `got ${parameters.rows}×${parameters.columns}`,
    );
  }
  const tokens = tokenRows(prompt);
  const n = prompt.labels.length;
  const scores = multiplyVector(multiply(tokens, parameters), tokens.getRow(n));
  const weights = weigh(scores);
  return {
    weights: weights.slice(0, n),
    queryWeight: weights[n],
    prediction: dot(tokens.getColumn(size - 2), weights),
  };
}
