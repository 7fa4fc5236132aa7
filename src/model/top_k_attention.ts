/** Attention to the k points with the largest scores alone: a hard window around a soft one. */

import type { Vector } from "../linalg.ts";
import { requireCount, requireFinite } from "../validate.ts";
import { softmax, type Weigh } from "./softmax.ts";

/**
 * Weights of n scores where only the k largest take part; of equal scores the earlier one stays.
 *
 * With scores w·⟨x_i, x_q⟩ on the sphere and w → 0 this averages the k nearest labels (claim C9).
 *
 * @example Two of three
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { topKWeights } from "./top_k_attention.ts";
 *
 * assertEquals([...topKWeights([4, 9, 4], 2)].map((a) => a > 0), [true, true, false]);
 * assertEquals([...topKWeights([5, -9, 5], 2)], [0.5, 0, 0.5]);
 * ```
 *
 * @param scores n finite numbers, n ≥ 1.
 * @param k How many take part; n or more is no mask.
 * @param weigh From scores to weights; the softmax unless a variant is studied.
 * @returns n weights.
 * @throws {RangeError} On no scores, a non-finite one, or k < 1.
 */
export function topKWeights(scores: Vector, k: number, weigh: Weigh = softmax): Float64Array {
  requireCount("number of points k", k);
  requireFinite("scores", scores);
  // Sorting is stable, so of equal scores the earlier one comes first.
  const kept = Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a]).slice(0, k);
  const own = weigh(Float64Array.from(kept, (i) => scores[i]));
  const weights = new Float64Array(scores.length);
  kept.forEach((i, rank) => weights[i] = own[rank]);
  return weights;
}
