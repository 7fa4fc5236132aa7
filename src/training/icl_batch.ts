/** What every flat form of the ICL loss asks of its batch, and how its sums become means. */

import type { Vector } from "../linalg.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { requireCount, requireLength } from "../validate.ts";
import type { LossGradient } from "./icl_loss.ts";

export type { LossGradient } from "./icl_loss.ts";

/**
 * Refuses a batch whose arrays are not as long as its sizes say.
 *
 * @throws {RangeError} On sizes below 1, or arrays of another length.
 */
export function requireBatch(batch: PromptBatch): void {
  const { prompts, contextLength: n, dimension: d } = batch;
  requireCount("number of prompts", prompts);
  requireCount("context length n", n);
  requireCount("dimension d", d);
  requireLength("covariates", batch.covariates, { length: prompts * n * d, because: "B·n·d" });
  requireLength("labels", batch.labels, { length: prompts * n, because: "B·n" });
  requireLength("queries", batch.queries, { length: prompts * d, because: "B·d" });
  requireLength("targets", batch.targets, { length: prompts, because: "one per prompt" });
}

/**
 * Refuses parameters that are not the entries of a d×d matrix.
 *
 * @throws {RangeError} Unless there are d·d.
 */
export function requireParameters({ dimension: d }: PromptBatch, parameters: Vector): void {
  requireLength("M", parameters, { length: d * d, because: "d×d" });
}

/** Means over prompts, from the sum of squared errors and that of error · direction · queryᵀ, which they replace. */
export function meanLossGradient(
  prompts: number,
  squares: number,
  sum: Float64Array,
): LossGradient {
  for (let k = 0; k < sum.length; k++) sum[k] /= prompts;
  return { loss: squares / (2 * prompts), gradient: sum };
}
