/** One row of attention in one pass over chunks of its context, without ever holding all kernels. */

import type { AttentionPlace, CallWith } from "../tasks/attention_call.ts";
import { contextStart, rowScores, visiblePoints } from "./attention_row.ts";

/** What is kept of the points so far, relative to the largest score among them. */
interface Running {
  largest: number;
  /** Σ e^{s_j − largest}, the sink's among them. */
  below: number;
  /** Σ e^{s_j − largest} v_j. */
  readonly above: Float64Array;
}

/**
 * The answer of one place, its points gone through `chunkLength` at a time (Milakov and Gimelshein, arXiv 1805.02867).
 *
 * The sink comes first, and once. A chunk of which nothing may be seen changes nothing.
 *
 * @returns valueDimension entries; zeros where there is nothing to see.
 */
export function chunkedRow(call: CallWith<"chunkLength">, place: AttentionPlace): Float64Array {
  const { chunkLength, values, shape: { valueDimension } } = call;
  const scores = rowScores(call, place);
  const seen = visiblePoints(call, place);
  const start = contextStart(call, place, valueDimension);
  const sinkScore = call.sinkScores?.[place.head];
  const running: Running = {
    largest: sinkScore ?? -Infinity,
    below: sinkScore === undefined ? 0 : 1,
    above: new Float64Array(valueDimension),
  };
  for (let from = 0, next = 0; next < seen.length; from += chunkLength) {
    const first = next;
    while (next < seen.length && seen[next] < from + chunkLength) next++;
    const chunk = seen.slice(first, next);
    raise(running, Math.max(...chunk.map((j) => scores[j])));
    for (const j of chunk) {
      const kernel = Math.exp(scores[j] - running.largest);
      running.below += kernel;
      for (let c = 0; c < valueDimension; c++) {
        running.above[c] += kernel * values[start + j * valueDimension + c];
      }
    }
  }
  return seen.length === 0 ? running.above : running.above.map((sum) => sum / running.below);
}

/** Both sums relative to a larger score, if it is one; of no points the largest is −Infinity. */
function raise(running: Running, score: number): void {
  if (!(score > running.largest)) return;
  const shrink = Math.exp(running.largest - score);
  running.below *= shrink;
  for (let c = 0; c < running.above.length; c++) running.above[c] *= shrink;
  running.largest = score;
}
