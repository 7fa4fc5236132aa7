/** Softmax attention of several prompts, queries and heads, with everything that people put around it. */

import {
  type AttentionCall,
  type AttentionPlace,
  attentionPlaces,
  requireCall,
} from "../tasks/attention_call.ts";
import { contextStart, queryStart, rowWeights } from "./attention_row.ts";
import { cachedAttention } from "./cached_attention.ts";
import { chunkedRow } from "./chunked_row.ts";

/**
 * Σ_j a_j v_j for every query of every head of every prompt, a its weights on the points that it may see.
 *
 * A query that sees nothing is answered with zeros. What stands where nobody may look, NaN and ±Infinity
 * included, is never touched (claims of group D).
 *
 * @example Two points, the second of them masked
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { batchedAttention } from "@attest/attest/measurement";
 *
 * const one = { prompts: 1, heads: 1, keyHeads: 1, queries: 1, points: 2 };
 * const answer = batchedAttention({
 *   shape: { ...one, dimension: 1, valueDimension: 2 },
 *   queries: Float64Array.of(1),
 *   keys: Float64Array.of(5, 7),
 *   values: Float64Array.of(2, 3, NaN, NaN),
 *   mask: Uint8Array.of(1, 0),
 * });
 * assertEquals([...answer], [2, 3]);
 * ```
 *
 * @returns prompts × heads × queries × valueDimension.
 * @throws {RangeError} On sizes, arrays or options that do not fit.
 */
export function batchedAttention(call: AttentionCall): Float64Array {
  requireCall(call);
  if (call.cacheSteps !== undefined) {
    return cachedAttention({ ...call, cacheSteps: call.cacheSteps }, batchedAttention);
  }
  if (call.chunkLength === undefined) return attendRows(call, (place) => rowWeights(call, place));
  const { chunkLength } = call;
  return answerRows(call, (place) => chunkedRow({ ...call, chunkLength }, place));
}

/**
 * Attention with these weights, place by place: points of weight 0 are left out of the sum.
 *
 * @param weigh Weights on all places for points, `shape.points` of them.
 */
export function attendRows(
  call: AttentionCall,
  weigh: (place: AttentionPlace) => ArrayLike<number>,
): Float64Array {
  const { values, shape: { points, valueDimension } } = call;
  return answerRows(call, (place) => {
    const weights = weigh(place);
    const at = contextStart(call, place, valueDimension);
    const mean = new Float64Array(valueDimension);
    for (let j = 0; j < points; j++) {
      // 0·NaN would be NaN.
      if (weights[j] === 0) continue;
      for (let c = 0; c < valueDimension; c++) {
        mean[c] += weights[j] * values[at + j * valueDimension + c];
      }
    }
    return mean;
  });
}

/** The answer of a call from those of its places. */
export function answerRows(
  call: AttentionCall,
  answer: (place: AttentionPlace) => ArrayLike<number>,
): Float64Array {
  const { shape } = call;
  const places = attentionPlaces(shape);
  const answers = new Float64Array(places.length * shape.valueDimension);
  for (const place of places) {
    answers.set(answer(place), queryStart(call, place, shape.valueDimension));
  }
  return answers;
}
