/** The in-context learning loss of softmax attention and its gradient: the readable definition. */

import {
  addScaled,
  columnVector,
  dot,
  type Matrix,
  multiply,
  transpose,
  zeros,
} from "../linalg.ts";
import { attentionWeights } from "../model/softmax_attention.ts";
import { promptAt, type PromptBatch } from "../tasks/prompt.ts";

/** A loss and its gradient with respect to the parameters. */
export interface LossGradient {
  /** The loss. */
  readonly loss: number;
  /** Same shape as the parameters, row by row. */
  readonly gradient: Float64Array;
}

/**
 * ICL loss (1/2B) Σ_b (h_b − target_b)² of M and its gradient (1/B) Σ_b (h_b − target_b) Σ_i a_i (y_i − h_b) x_i x_qᵀ.
 *
 * This is the definition, on matrices; {@link fusedIclGradient} computes the same in one pass.
 *
 * @example Zero loss where every label is the target
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt, stackPrompts } from "@attest/attest";
 * import { iclGradient, zeros } from "@attest/attest/measurement";
 *
 * const prompt = createPrompt({ covariates: [[1, 0], [0, 1]], labels: [2, 2], query: [1, 0] });
 * assertEquals(iclGradient(stackPrompts([prompt], [2]), zeros(2)).loss, 0);
 * ```
 *
 * @param batch B prompts and targets.
 * @param parameters M, d×d.
 * @throws {RangeError} On shapes that do not fit.
 */
export function iclGradient(batch: PromptBatch, parameters: Matrix): LossGradient {
  let loss = 0;
  let gradient = zeros(batch.dimension);
  for (let b = 0; b < batch.prompts; b++) {
    const prompt = promptAt(batch, b);
    const weights = attentionWeights(prompt, parameters);
    const prediction = dot(weights, prompt.labels);
    const error = prediction - batch.targets[b];
    loss += (error * error) / 2;
    // The softmax's derivative: each point pulls by its weight times what it would add to the prediction.
    const pull = weights.map((weight, i) => weight * (prompt.labels[i] - prediction));
    const direction = multiply(transpose(prompt.covariates), columnVector(pull));
    const outer = multiply(direction, transpose(columnVector(prompt.query)));
    gradient = addScaled(gradient, outer, error);
  }
  return {
    loss: loss / batch.prompts,
    gradient: Float64Array.from(gradient.to1DArray(), (entry) => entry / batch.prompts),
  };
}
