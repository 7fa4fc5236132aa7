/** The posterior mean of a linear task: the best that any predictor can do (claim C12). */

import {
  addScaled,
  dot,
  inverse,
  type Matrix,
  multiply,
  multiplyVector,
  scaledIdentity,
  transpose,
} from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { requirePositive } from "../validate.ts";
import { softmax } from "./softmax.ts";

/** What is known before the prompt: y_i = vᵀx_i + σ·ε_i with v from the prior. */
export interface LinearPrior {
  /** σ > 0, a standard deviation. */
  readonly noise: number;
  /** The prior is uniform over these rows, K×d; without them it is N(0, I). */
  readonly tasks?: Matrix;
}

/**
 * E[vᵀx_q | prompt]: ridge regression x_qᵀ(XᵀX + σ²I)^{−1}Xᵀy for the Gaussian prior, and for finitely many
 * tasks Σ_k p_k v_kᵀx_q with p = softmax(−‖y − Xv_k‖²/(2σ²)).
 *
 * @example One point, noise as large as the prior: half of the label
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt, posteriorMean } from "@attest/attest";
 *
 * const prompt = createPrompt({ covariates: [[1]], labels: [3], query: [1] });
 * assertEquals(posteriorMean(prompt, { noise: 1 }), 1.5);
 * ```
 *
 * @throws {RangeError} On a σ that is not above 0, or tasks of another dimension than the query.
 */
export function posteriorMean(
  { covariates, labels, query }: Prompt,
  { noise, tasks }: LinearPrior,
): number {
  requirePositive("label noise σ", noise);
  if (tasks === undefined) {
    const transposed = transpose(covariates);
    const gram = multiply(transposed, covariates);
    const ridge = addScaled(gram, scaledIdentity(query.length), noise ** 2);
    const moment = multiplyVector(transposed, labels);
    return dot(query, multiplyVector(inverse(ridge), moment));
  }
  const values = multiplyVector(tasks, query);
  const logLikelihoods = tasks.to2DArray().map((task) => {
    const fitted = multiplyVector(covariates, task);
    const squared = fitted.reduce((sum, value, i) => sum + (labels[i] - value) ** 2, 0);
    return -squared / (2 * noise ** 2);
  });
  return dot(softmax(logLikelihoods), values);
}
