/** The loss of paper A's full transformer and its gradient with respect to W. */

import {
  addScaled,
  columnVector,
  type Matrix,
  multiply,
  toFlat,
  transpose,
  zeros,
} from "../linalg.ts";
import { embedPrompt, oneLayerTransformer } from "../model/one_layer_transformer.ts";
import { promptAt, type PromptBatch } from "../tasks/prompt.ts";
import type { LossGradient } from "./icl_loss.ts";

/**
 * Loss (1/2B) Σ_b (ŷ_b − target_b)² and its gradient (1/B) Σ_b (ŷ_b − target_b) Σ_i q_i (v_i − ŷ_b) h_i h_qᵀ.
 *
 * Tokens h_i include the query token, whose value v is 0.
 *
 * @param batch B prompts with the nearest point's label as target.
 * @param parameters W, (d+2)×(d+2).
 * @returns The loss and (d+2)² gradient entries, row by row.
 * @throws {RangeError} On shapes that do not fit.
 */
export function transformerGradient(batch: PromptBatch, parameters: Matrix): LossGradient {
  let loss = 0;
  let gradient = zeros(batch.dimension + 2);
  for (let b = 0; b < batch.prompts; b++) {
    const prompt = promptAt(batch, b);
    const { weights, queryWeight, prediction } = oneLayerTransformer(prompt, parameters);
    const error = prediction - batch.targets[b];
    loss += (error * error) / 2;
    const tokens = embedPrompt(prompt);
    const values = [...prompt.labels, 0];
    const pull = [...weights, queryWeight].map((weight, i) => weight * (values[i] - prediction));
    const queryToken = columnVector(tokens.getColumn(values.length - 1));
    const outer = multiply(multiply(tokens, columnVector(pull)), transpose(queryToken));
    gradient = addScaled(gradient, outer, error / batch.prompts);
  }
  return { loss: loss / batch.prompts, gradient: toFlat(gradient) };
}
