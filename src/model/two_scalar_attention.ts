/** Paper A's transformer on its two-scalar family: inner products are all that it sees. */

import type { Vector } from "../linalg.ts";
import { requireFiniteNumber } from "../validate.ts";
import type { TransformerOutput, TwoScalars } from "./one_layer_transformer.ts";
import { softmax, type Weigh } from "./softmax.ts";

/**
 * Weights of scores ξ1·t_i and, for the query token, ξ1·‖x_q‖² − ξ2.
 *
 * ξ2 = Infinity is the hard mask: the query token takes no part at all.
 *
 * @example Two points, the hard mask
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { twoScalarWeights } from "@attest/attest";
 *
 * const { weights } = twoScalarWeights([0.9, 0.4], { xi1: 10, xi2: Infinity });
 * assertAlmostEquals(weights[1] / weights[0], Math.exp(-5));
 * ```
 *
 * @param innerProducts N inner products t_i = ⟨x_i, x_q⟩.
 * @param parameters ξ1, ξ2 and, off the unit sphere, `querySquaredNorm` = ‖x_q‖².
 * @param weigh From scores to weights; the softmax unless a variant is studied.
 * @throws {RangeError} On no points, non-finite inner products, or NaN parameters.
 */
export function twoScalarWeights(
  innerProducts: Vector,
  { xi1, xi2, querySquaredNorm = 1 }: TwoScalars & { readonly querySquaredNorm?: number },
  weigh: Weigh = softmax,
): Omit<TransformerOutput, "prediction"> {
  requireFiniteNumber("ξ1", xi1);
  const n = innerProducts.length;
  if (n === 0) throw new RangeError("the context must have at least 1 labelled point, got 0");
  const masked = xi2 === Infinity;
  const scores = new Float64Array(masked ? n : n + 1);
  for (let i = 0; i < n; i++) scores[i] = xi1 * innerProducts[i];
  if (masked) return { weights: weigh(scores), queryWeight: 0 };
  requireFiniteNumber("ξ2", xi2);
  scores[n] = xi1 * querySquaredNorm - xi2;
  const weights = weigh(scores);
  return { weights: weights.slice(0, n), queryWeight: weights[n] };
}
