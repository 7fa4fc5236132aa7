/** One head of ReLU attention: scores below zero are dropped, the rest weigh as they are. */

import { dot, type Matrix } from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { attentionScores } from "./attention_scores.ts";

/**
 * The prediction (1/n) Σ y_i [x_iᵀ M x_q]₊ (Wortsman et al., arXiv 2309.08586; claim C10).
 *
 * @example A point with a negative score is not heard
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt, scaledIdentity } from "@attest/attest";
 * import { reluAttention } from "@attest/attest/measurement";
 *
 * const prompt = createPrompt({ covariates: [[1, 0], [-1, 0]], labels: [6, 100], query: [1, 0] });
 * assertEquals(reluAttention(prompt, scaledIdentity(2)), 3);
 * ```
 *
 * @param prompt n labelled points and a query in d dimensions.
 * @param parameters M, d×d.
 * @throws {RangeError} On shapes that do not fit.
 */
export function reluAttention(prompt: Prompt, parameters: Matrix): number {
  const scores = attentionScores(prompt, parameters);
  return dot(scores.map((score) => Math.max(0, score)), prompt.labels) / scores.length;
}
