/** The ICL loss and gradient in one pass over flat arrays, in the kernel's order of operations: the same bits. */

import { kernelExp } from "../elementary/exp.ts";
import type { Vector } from "../linalg.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import {
  type LossGradient,
  meanLossGradient,
  requireBatch,
  requireParameters,
} from "./icl_batch.ts";

/**
 * ICL loss and gradient as in {@link iclGradient}, without intermediate matrices.
 *
 * {@link kernelIclGradient} gives the same bits faster: scores, totals and predictions are summed over even
 * and odd terms apart, as two lanes do, and then together; everything else is summed as it comes.
 *
 * @example Equal to the definition
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { drawRegressionBatch, randomStream, scaledIdentity, toFlat } from "@attest/attest";
 * import { fusedIclGradient, iclGradient } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "relu", lipschitz: 2, noise: 0.1, contextLength: 5, dimension: 3 } as const;
 * const batch = drawRegressionBatch(law, 7, randomStream(1));
 * const M = scaledIdentity(3, 2);
 * assertAlmostEquals(fusedIclGradient(batch, toFlat(M)).loss, iclGradient(batch, M).loss, 1e-12);
 * ```
 *
 * @param batch B prompts and targets.
 * @param parameters The d·d entries of M, row by row.
 * @param exp The exponential; the kernel's own by default.
 * @throws {RangeError} On shapes that do not fit. Scores that overflow give a NaN loss, for the caller to judge.
 */
export function fusedIclGradient(
  batch: PromptBatch,
  parameters: Vector,
  exp: (x: number) => number = kernelExp,
): LossGradient {
  requireBatch(batch);
  requireParameters(batch, parameters);
  const { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets } = batch;
  const M = Float64Array.from(parameters);
  const gradient = new Float64Array(d * d);
  const projected = new Float64Array(d);
  const direction = new Float64Array(d);
  const weights = new Float64Array(n);
  let squares = 0;
  for (let b = 0; b < prompts; b++) {
    const query = queries.subarray(b * d, (b + 1) * d);
    const y = labels.subarray(b * n, (b + 1) * n);
    const x = covariates.subarray(b * n * d, (b + 1) * n * d);
    for (let j = 0; j < d; j++) projected[j] = product(M, j * d, query);
    for (let i = 0; i < n; i++) weights[i] = product(x, i * d, projected);
    const total = exponentiate(weights, exp);
    const prediction = product(weights, 0, y) / total;
    const error = prediction - targets[b];
    squares += error * error;
    direction.fill(0);
    for (let i = 0; i < n; i++) {
      const pull = weights[i] * (y[i] - prediction);
      for (let j = 0; j < d; j++) direction[j] += pull * x[i * d + j];
    }
    const scale = error / total;
    for (let j = 0; j < d; j++) {
      const scaled = scale * direction[j];
      for (let k = 0; k < d; k++) gradient[j * d + k] += scaled * query[k];
    }
  }
  return meanLossGradient(prompts, squares, gradient);
}

/** Σ_k values[from + k] · vector_k. */
function product(values: Float64Array, from: number, vector: Float64Array): number {
  const pairs = vector.length - (vector.length % 2);
  let even = 0;
  let odd = 0;
  for (let k = 0; k < pairs; k += 2) {
    even += values[from + k] * vector[k];
    odd += values[from + k + 1] * vector[k + 1];
  }
  if (pairs < vector.length) even += values[from + pairs] * vector[pairs];
  return even + odd;
}

/** Scores into e^{score − largest}, in place; their total. */
function exponentiate(scores: Float64Array, exp: (x: number) => number): number {
  let largest = -Infinity;
  for (let i = 0; i < scores.length; i++) if (scores[i] > largest) largest = scores[i];
  let even = 0;
  let odd = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = exp(scores[i] - largest);
    if (i % 2 === 0) even += scores[i];
    else odd += scores[i];
  }
  return even + odd;
}
