/** Softmax attention in one pass over chunks of the context, without ever holding all scores. */

import type { Vector } from "../linalg.ts";
import { requireFinite, requireLength } from "../validate.ts";

/** A run of context points, as the stream brings them. */
export interface Chunk {
  /** Their scores; a chunk may be empty. */
  readonly scores: Vector;
  /** One label for each score. */
  readonly labels: Vector;
}

/**
 * Σ a_i y_i with a = softmax(s) over all chunks together (Milakov and Gimelshein, arXiv 1805.02867).
 *
 * Keeps the largest score so far, and both sums relative to it: when a larger one comes, they shrink by
 * e^{old − new}. The result does not depend on the chunking (claim C13).
 *
 * @example Two chunks
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { streamingSoftmax } from "@attest/attest/measurement";
 *
 * const chunks = [{ scores: [5], labels: [2] }, { scores: [5, -800], labels: [4, 100] }];
 * assertAlmostEquals(streamingSoftmax(chunks), 3);
 * ```
 *
 * @throws {RangeError} On no scores at all, a non-finite number, or a chunk with more labels than scores
 * or fewer.
 */
export function streamingSoftmax(chunks: Iterable<Chunk>): number {
  let largest = -Infinity;
  let above = 0;
  let below = 0;
  for (const { scores, labels } of chunks) {
    requireLength("labels", labels, { length: scores.length, because: "like the chunk's scores" });
    requireFinite("scores", scores);
    requireFinite("labels", labels);
    if (scores.length === 0) continue;
    const larger = Math.max(largest, ...Array.from(scores));
    const shrink = Math.exp(largest - larger);
    above *= shrink;
    below *= shrink;
    for (let i = 0; i < scores.length; i++) {
      const kernel = Math.exp(scores[i] - larger);
      above += kernel * labels[i];
      below += kernel;
    }
    largest = larger;
  }
  if (largest === -Infinity) throw new RangeError("the context must have at least 1 score, got 0");
  return above / below;
}
