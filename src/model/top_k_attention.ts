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
 * import { topKWeights } from "@attest/attest";
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
  const kept = k <= FEW ? fewLargest(scores, k) : manyLargest(scores, k);
  const chosen = new Float64Array(kept.length);
  for (let rank = 0; rank < kept.length; rank++) chosen[rank] = scores[kept[rank]];
  const own = weigh(chosen);
  const weights = new Float64Array(scores.length);
  for (let rank = 0; rank < kept.length; rank++) weights[kept[rank]] = own[rank];
  return weights;
}

/** Up to so many points are found faster by insertion than by sorting all. */
const FEW = 128;

/** Places of the k largest scores, falling; of equal ones the earlier comes first. */
function fewLargest(scores: Vector, k: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i];
    if (kept.length < k) kept.push(i);
    else if (!(score > scores[kept[k - 1]])) continue;
    let rank = kept.length - 1;
    for (; rank > 0 && scores[kept[rank - 1]] < score; rank--) kept[rank] = kept[rank - 1];
    kept[rank] = i;
  }
  return kept;
}

/** The same for any k: sorting is stable. */
function manyLargest(scores: Vector, k: number): number[] {
  return Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a]).slice(0, k);
}
