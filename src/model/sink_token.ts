/** Attention with a sink: a token of value zero that takes weight and gives nothing back. */

import type { Vector } from "../linalg.ts";
import { requireFiniteNumber } from "../validate.ts";
import { softmax, type Weigh } from "./softmax.ts";

/** Where the weight goes when there is a sink. */
export interface SinkWeights {
  /** n weights on the labelled points. */
  readonly weights: Float64Array;
  /** The weight that the sink takes. */
  readonly sinkWeight: number;
}

/**
 * Weights of n scores beside a sink of score c.
 *
 * Every prediction shrinks to (1 − q_s)·h with q_s = 1/(1 + e^{logsumexp(s) − c}) and h the prediction
 * without the sink (claim C8). Paper A's query token is such a sink, of score ξ1‖x_q‖² − ξ2.
 *
 * @example A sink that scores like the one point takes half
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sinkWeights } from "@attest/attest/measurement";
 *
 * assertEquals(sinkWeights([3], 3), { weights: Float64Array.of(0.5), sinkWeight: 0.5 });
 * ```
 *
 * @param scores n finite numbers.
 * @param sinkScore c, finite.
 * @param weigh From scores to weights; the softmax unless a variant is studied.
 * @throws {RangeError} On no scores or a non-finite one.
 */
export function sinkWeights(
  scores: Vector,
  sinkScore: number,
  weigh: Weigh = softmax,
): SinkWeights {
  const n = scores.length;
  if (n === 0) throw new RangeError("the context must have at least 1 labelled point, got 0");
  requireFiniteNumber("sink score c", sinkScore);
  const all = new Float64Array(n + 1);
  all.set(Array.from(scores));
  all[n] = sinkScore;
  const weights = weigh(all);
  return { weights: weights.slice(0, n), sinkWeight: weights[n] };
}
