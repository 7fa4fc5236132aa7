/** One head of softmax attention with key and query merged into M (paper B, equation 2). */

import { dot, type Matrix } from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { attentionScores } from "./attention_scores.ts";
import { softmax, type Weigh } from "./softmax.ts";

/**
 * Attention weights a_i = softmax(x_iᵀ M x_q); the query is not in the sum.
 *
 * @param prompt n labelled points and a query in d dimensions.
 * @param parameters M, d×d.
 * @param weigh From scores to weights; the softmax unless a variant is studied.
 * @returns n weights that sum to one.
 * @throws {RangeError} On shapes that do not fit or scores that overflow.
 */
export function attentionWeights(
  prompt: Prompt,
  parameters: Matrix,
  weigh: Weigh = softmax,
): Float64Array {
  return weigh(attentionScores(prompt, parameters));
}

/**
 * The prediction h(x_q) = Σ a_i y_i.
 *
 * @example M = 0 averages the labels (claim C3)
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt, softmaxAttention } from "@attest/attest";
 * import { zeros } from "@attest/attest/measurement";
 *
 * const prompt = createPrompt({ covariates: [[1, 0], [0, 1]], labels: [3, 5], query: [1, 0] });
 * assertEquals(softmaxAttention(prompt, zeros(2)), 4);
 * ```
 *
 * @param prompt n labelled points and a query in d dimensions.
 * @param parameters M, d×d.
 * @param weigh From scores to weights; the softmax unless a variant is studied.
 * @throws {RangeError} On shapes that do not fit or scores that overflow.
 */
export function softmaxAttention(
  prompt: Prompt,
  parameters: Matrix,
  weigh: Weigh = softmax,
): number {
  return dot(attentionWeights(prompt, parameters, weigh), prompt.labels);
}
