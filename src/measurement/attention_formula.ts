/** The answer of attention written out, for claims about it: it shares no code with the model. */

import type { AttentionCall, AttentionPlace } from "../tasks/attention_call.ts";

/** A query, and a point that it may look at. */
export interface ScoredPoint extends AttentionPlace {
  /** The point's place in its prompt, from 0. */
  readonly point: number;
}

/** How a claim scores. */
export interface AttentionFormula {
  /** The score of a point by its ⟨q, k⟩, not scaled; −Infinity where it takes no part. */
  score(product: number, at: ScoredPoint): number;
  /** The score of a further point of value zero. */
  readonly sinkScores?: ArrayLike<number>;
}

/**
 * Σ_j e^{s_j} v_j / Σ_j e^{s_j} over the points of each prompt, and 0 where none takes part.
 *
 * Only shape, lengths and data of the call are read: options and mask are for `score` to know. Of G heads of keys
 * head h has ⌊h·G/H⌋.
 *
 * @example Scores that ignore the query
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { attentionByFormula, drawCall, ONE_OF_EACH } from "@attest/attest/measurement";
 *
 * const call = drawCall({ ...ONE_OF_EACH, points: 2 }, randomStream(1));
 * const [answer] = attentionByFormula(call, { score: () => 7 });
 * assertEquals(answer, (call.values[0] + call.values[1]) / 2);
 * ```
 *
 * @returns prompts × heads × queries × valueDimension.
 */
export function attentionByFormula(call: AttentionCall, formula: AttentionFormula): Float64Array {
  const { prompts, heads, queries, valueDimension } = call.shape;
  const answers = new Float64Array(prompts * heads * queries * valueDimension);
  let at = 0;
  for (let prompt = 0; prompt < prompts; prompt++) {
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < queries; query++) {
        answers.set(answerOf(call, { prompt, head, query }, formula), at);
        at += valueDimension;
      }
    }
  }
  return answers;
}

function answerOf(
  { shape, queries, keys, values, lengths }: AttentionCall,
  place: AttentionPlace,
  { score, sinkScores }: AttentionFormula,
): number[] {
  const { heads, keyHeads, points, dimension: d, valueDimension } = shape;
  const { prompt, head, query } = place;
  const row = (prompt * heads + head) * shape.queries + query;
  const context = (prompt * keyHeads + Math.floor(head / (heads / keyHeads))) * points;
  const scores = new Float64Array(lengths?.[prompt] ?? points);
  // One object for all points: there are millions in a run.
  const at = { ...place, point: 0 };
  for (; at.point < scores.length; at.point++) {
    let product = 0;
    for (let c = 0; c < d; c++) {
      product += queries[row * d + c] * keys[(context + at.point) * d + c];
    }
    scores[at.point] = score(product, at);
  }
  const sink = sinkScores?.[head] ?? -Infinity;
  const most = scores.reduce((a, b) => Math.max(a, b), sink);
  if (most === -Infinity) return Array.from({ length: valueDimension }, () => 0);
  const kernels = scores.map((one) => Math.exp(one - most));
  const total = kernels.reduce((sum, kernel) => sum + kernel, Math.exp(sink - most));
  return Array.from({ length: valueDimension }, (_, c) => {
    let mean = 0;
    for (let point = 0; point < kernels.length; point++) {
      if (kernels[point] === 0) continue;
      mean += (kernels[point] / total) * values[(context + point) * valueDimension + c];
    }
    return mean;
  });
}
