/** The gradient of paper A's full transformer for training loops. */

import { softmaxInPlace } from "../model/softmax.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { requireLength } from "../validate.ts";
import type { LossGradient } from "./icl_loss.ts";

/**
 * `transformerGradient` in plain loops over flat arrays: the same sums, many times faster.
 *
 * @example One point and the hard mask leave nothing to lose
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { drawNearestBatch, fusedTransformerGradient, randomStream } from "@attest/attest";
 * import { initialParameters } from "@attest/attest/measurement";
 *
 * const batch = drawNearestBatch({ contextLength: 1, dimension: 3, prompts: 2 }, randomStream(1));
 * const W = initialParameters(3, 700).to1DArray();
 * assertAlmostEquals(fusedTransformerGradient(batch, W).loss, 0);
 * ```
 *
 * @param batch B prompts with the nearest point's label as target.
 * @param parameters (d+2)² entries of W, row by row.
 * @throws {RangeError} Unless W has (d+2)² entries.
 */
export function fusedTransformerGradient(
  batch: PromptBatch,
  parameters: ArrayLike<number>,
): LossGradient {
  const { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets } = batch;
  const size = d + 2;
  requireLength("W", parameters, { length: size * size, because: "(d+2)²" });
  const gradient = new Float64Array(size * size);
  const direction = new Float64Array(size);
  const q = new Float64Array(n + 1);
  const pulled = new Float64Array(size);
  let loss = 0;
  for (let b = 0; b < prompts; b++) {
    // W·h_q with h_q = [x_q; 0; 1], then a score is a token's inner product with it.
    for (let r = 0; r < size; r++) {
      let sum = parameters[r * size + d + 1];
      for (let j = 0; j < d; j++) sum += parameters[r * size + j] * queries[b * d + j];
      direction[r] = sum;
    }
    for (let i = 0; i < n; i++) {
      let score = labels[b * n + i] * direction[d];
      for (let j = 0; j < d; j++) score += covariates[(b * n + i) * d + j] * direction[j];
      q[i] = score;
    }
    q[n] = direction[d + 1];
    for (let j = 0; j < d; j++) q[n] += queries[b * d + j] * direction[j];
    softmaxInPlace(q, 0, n + 1);
    let prediction = 0;
    for (let i = 0; i < n; i++) prediction += q[i] * labels[b * n + i];
    const error = prediction - targets[b];
    loss += (error * error) / (2 * prompts);
    // Σ q_i (v_i − ŷ) h_i, the query token with value 0 last.
    pulled.fill(0);
    for (let i = 0; i < n; i++) {
      const pull = q[i] * (labels[b * n + i] - prediction);
      for (let j = 0; j < d; j++) pulled[j] += pull * covariates[(b * n + i) * d + j];
      pulled[d] += pull * labels[b * n + i];
    }
    for (let j = 0; j < d; j++) pulled[j] -= q[n] * prediction * queries[b * d + j];
    pulled[d + 1] = -q[n] * prediction;
    for (let r = 0; r < size; r++) {
      const row = (error / prompts) * pulled[r];
      for (let j = 0; j < d; j++) gradient[r * size + j] += row * queries[b * d + j];
      gradient[r * size + d + 1] += row;
    }
  }
  return { loss, gradient };
}
