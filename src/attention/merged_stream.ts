/** Softmax attention on chunks by whatever weighs: each chunk by itself, then the chunks against each other. */

import { dot } from "../linalg.ts";
import type { Capabilities } from "./capabilities.ts";

/** What was read: its mass Σ e^s as e^{top + log}, apart as large scores would swallow the logarithm. */
interface Part {
  readonly top: number;
  readonly log: number;
  readonly prediction: number;
}

/**
 * Predictions on chunks that are merged as streaming attention merges them: what was read so far weighs like one point
 * of its mass, whose logarithm its largest weight tells: ln Σ e^s = s_i − ln a_i.
 *
 * Only weights of a softmax come out the same however the context is cut.
 *
 * @example Two chunks of a softmax
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { softmax } from "@attest/attest";
 * import { mergedStream } from "./merged_stream.ts";
 *
 * const chunks = [{ scores: [5], labels: [2] }, { scores: [5, -800], labels: [4, 100] }];
 * assertAlmostEquals(mergedStream(softmax)(chunks), 3);
 * ```
 */
export function mergedStream(weigh: Capabilities["weigh"]): Capabilities["streamSoftmax"] {
  return (chunks) => {
    const parts = chunks.filter(({ scores }) => scores.length > 0).map((chunk): Part => {
      const scores = Float64Array.from(chunk.scores);
      const weights = weigh(scores);
      const i = largest(weights);
      const prediction = dot(weights, Float64Array.from(chunk.labels));
      return { top: scores[i], log: -Math.log(weights[i]), prediction };
    });
    if (parts.length === 0) throw new RangeError("the context must have at least 1 score, got 0");
    return parts.reduce((sofar, part) => merge(weigh, sofar, part)).prediction;
  };
}

function merge(weigh: Capabilities["weigh"], one: Part, other: Part): Part {
  const weights = weigh(Float64Array.of(0, other.top - one.top + (other.log - one.log)));
  const i = largest(weights);
  const { top, log } = i === 0 ? one : other;
  return {
    ...{ top, log: log - Math.log(weights[i]) },
    prediction: weights[0] * one.prediction + weights[1] * other.prediction,
  };
}

function largest(weights: Float64Array): number {
  let top = 0;
  for (let i = 1; i < weights.length; i++) if (weights[i] > weights[top]) top = i;
  return top;
}
