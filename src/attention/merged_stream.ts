/** Softmax attention on chunks by whatever weighs: each chunk by itself, then the chunks against each other. */

import { dot } from "../linalg.ts";
import type { Capabilities } from "./capabilities.ts";

/**
 * Predictions on chunks that are merged as streaming attention merges them: what was read so far has the score of one
 * point of its mass, the logarithm of Σ e^s, which its weights tell: s_i − ln a_i for each i.
 *
 * Only weights of a softmax come out the same however the context is cut.
 */
export function mergedStream(weigh: Capabilities["weigh"]): Capabilities["streamSoftmax"] {
  return (chunks) => {
    let sofar: { readonly score: number; readonly prediction: number } | undefined;
    for (const { scores: given, labels } of chunks) {
      if (given.length === 0) continue;
      const scores = Float64Array.from(given);
      const weights = weigh(scores);
      const chunk = {
        score: massScore(scores, weights),
        prediction: dot(weights, Float64Array.from(labels)),
      };
      sofar = sofar === undefined ? chunk : merge(weigh, sofar, chunk);
    }
    if (sofar === undefined) throw new RangeError("the context must have at least 1 score, got 0");
    return sofar.prediction;
  };
}

type Part = { readonly score: number; readonly prediction: number };

function merge(weigh: Capabilities["weigh"], one: Part, other: Part): Part {
  const scores = Float64Array.of(one.score, other.score);
  const weights = weigh(scores);
  return {
    score: massScore(scores, weights),
    prediction: weights[0] * one.prediction + weights[1] * other.prediction,
  };
}

/** ln Σ e^s by the largest weight, which is the most exact. */
function massScore(scores: Float64Array, weights: Float64Array): number {
  let top = 0;
  for (let i = 1; i < weights.length; i++) if (weights[i] > weights[top]) top = i;
  return scores[top] - Math.log(weights[top]);
}
