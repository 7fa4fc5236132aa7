/** One head of linear attention: scores weigh the labels as they are (paper B, section 3.3). */

import { dot, type Matrix } from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { attentionScores } from "./attention_scores.ts";

/**
 * The prediction (1/n) Σ y_i x_iᵀ M x_q.
 *
 * @example It cannot reproduce a constant: it is odd in the query
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt, linearAttention, scaledIdentity } from "@attest/attest";
 *
 * const at = (query: number[]) =>
 *   linearAttention(
 *     createPrompt({ covariates: [[1, 0], [0.6, 0.8]], labels: [1, 1], query }),
 *     scaledIdentity(2),
 *   );
 * assertEquals(at([1, 0]), -at([-1, 0]));
 * ```
 *
 * @param prompt n labelled points and a query in d dimensions.
 * @param parameters M, d×d.
 * @throws {RangeError} On shapes that do not fit.
 */
export function linearAttention(prompt: Prompt, parameters: Matrix): number {
  return dot(attentionScores(prompt, parameters), prompt.labels) / prompt.labels.length;
}
