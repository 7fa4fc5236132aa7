/** The derivative of batched attention at queries, keys and values. */

import {
  type AttentionCall,
  type AttentionPlace,
  attentionPlaces,
  requireCall,
} from "../tasks/attention_call.ts";
import { contextStart, queryStart, rowWeights, scaledScores } from "./attention_row.ts";
import { requireLength } from "../validate.ts";

/** Derivatives of a number, each of its argument's shape. */
export interface AttentionGradient {
  /** prompts × heads × queries × dimension. */
  readonly queries: Float64Array;
  /** prompts × keyHeads × points × dimension; 0 at what nobody sees. */
  readonly keys: Float64Array;
  /** prompts × keyHeads × points × valueDimension; 0 at what nobody sees. */
  readonly values: Float64Array;
}

/**
 * The gradient of Σ g·answer, g the cotangent.
 *
 * With a the weights of a row, o its answer and u_j = g·v_j: ∂/∂v_j = a_j g and ∂/∂s_j = a_j (u_j − g·o), which goes
 * through the soft cap as 1 − tanh²(s/c), and from the scaled product s to q as scale·k_j and to k_j as scale·q. Heads
 * of one group add up in their keys and values. `topK` chooses as if its choice were fixed.
 *
 * @example The one point that is seen
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { batchedAttentionGradient } from "@attest/attest/measurement";
 *
 * const one = { prompts: 1, heads: 1, keyHeads: 1, queries: 1, points: 1 };
 * const ones = { queries: Float64Array.of(1), keys: Float64Array.of(1) };
 * const gradient = batchedAttentionGradient({
 *   shape: { ...one, dimension: 1, valueDimension: 1 },
 *   ...ones,
 *   values: Float64Array.of(3),
 * }, Float64Array.of(2));
 * assertEquals([gradient.keys[0], gradient.values[0]], [0, 2]);
 * ```
 *
 * @param cotangent Of the answer's shape.
 * @throws {RangeError} On sizes, arrays or options that do not fit.
 */
export function batchedAttentionGradient(
  call: AttentionCall,
  cotangent: Float64Array,
): AttentionGradient {
  requireCall(call);
  const { shape: { prompts, heads, queries, valueDimension } } = call;
  const length = prompts * heads * queries * valueDimension;
  requireLength("cotangent", cotangent, { length, because: "like the answer" });
  const gradient = {
    queries: new Float64Array(call.queries.length),
    keys: new Float64Array(call.keys.length),
    values: new Float64Array(call.values.length),
  };
  for (const place of attentionPlaces(call.shape)) addRow(gradient, call, { place, cotangent });
  return gradient;
}

/** Adds what one row has of the gradient. */
function addRow(
  gradient: AttentionGradient,
  call: AttentionCall,
  { place, cotangent }: { readonly place: AttentionPlace; readonly cotangent: Float64Array },
): void {
  const { shape: { points, dimension, valueDimension }, softCap } = call;
  const scale = call.scale ?? 1 / Math.sqrt(dimension);
  const weights = rowWeights(call, place);
  const scores = scaledScores(call, place);
  const [ownQuery, ownKeys, ownValues, answer] = [
    queryStart(call, place, dimension),
    contextStart(call, place, dimension),
    contextStart(call, place, valueDimension),
    queryStart(call, place, valueDimension),
  ];
  const pulls = new Float64Array(points);
  let mean = 0;
  for (let j = 0; j < points; j++) {
    if (weights[j] === 0) continue;
    for (let c = 0; c < valueDimension; c++) {
      const at = ownValues + j * valueDimension + c;
      pulls[j] += cotangent[answer + c] * call.values[at];
      gradient.values[at] += weights[j] * cotangent[answer + c];
    }
    mean += weights[j] * pulls[j];
  }
  for (let j = 0; j < points; j++) {
    if (weights[j] === 0) continue;
    const slope = softCap === undefined ? 1 : 1 - Math.tanh(scores[j] / softCap) ** 2;
    const pull = weights[j] * (pulls[j] - mean) * slope * scale;
    for (let c = 0; c < dimension; c++) {
      gradient.queries[ownQuery + c] += pull * call.keys[ownKeys + j * dimension + c];
      gradient.keys[ownKeys + j * dimension + c] += pull * call.queries[ownQuery + c];
    }
  }
}
