/** The ICL loss and gradient in one pass over flat arrays: the same numbers as the definition, fast. */

import type { Vector } from "../linalg.ts";
import { softmaxInPlace } from "../model/softmax.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { requireLength } from "../validate.ts";
import type { LossGradient } from "./icl_loss.ts";

/**
 * ICL loss and gradient as in {@link iclGradient}, without intermediate matrices.
 *
 * @example Equal to the definition
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { scaledIdentity, toFlat } from "../linalg.ts";
 * import { randomStream } from "../prng.ts";
 * import { drawRegressionBatch } from "../tasks/regression.ts";
 * import { fusedIclGradient } from "./fused_icl_loss.ts";
 * import { iclGradient } from "./icl_loss.ts";
 *
 * const law = { functionClass: "relu", lipschitz: 2, noise: 0.1, contextLength: 5, dimension: 3 } as const;
 * const batch = drawRegressionBatch(law, 7, randomStream(1));
 * const M = scaledIdentity(3, 2);
 * assertAlmostEquals(fusedIclGradient(batch, toFlat(M)).loss, iclGradient(batch, M).loss, 1e-12);
 * ```
 *
 * @param batch B prompts and targets.
 * @param parameters The d·d entries of M, row by row.
 * @throws {RangeError} Unless M has d·d entries. Scores that overflow give a NaN loss, for the caller to judge.
 */
export function fusedIclGradient(batch: PromptBatch, parameters: Vector): LossGradient {
  const { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets } = batch;
  requireLength("M", parameters, { length: d * d, because: "d×d" });
  const gradient = new Float64Array(d * d);
  const projected = new Float64Array(d);
  const direction = new Float64Array(d);
  const weights = new Float64Array(n);
  let loss = 0;
  for (let b = 0; b < prompts; b++) {
    const query = b * d;
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += parameters[j * d + k] * queries[query + k];
      projected[j] = sum;
    }
    for (let i = 0, x = b * n * d; i < n; i++, x += d) {
      let score = 0;
      for (let j = 0; j < d; j++) score += covariates[x + j] * projected[j];
      weights[i] = score;
    }
    softmaxInPlace(weights, 0, n);
    let prediction = 0;
    for (let i = 0; i < n; i++) prediction += weights[i] * labels[b * n + i];
    const error = prediction - targets[b];
    loss += error * error;
    direction.fill(0);
    for (let i = 0, x = b * n * d; i < n; i++, x += d) {
      const pull = weights[i] * (labels[b * n + i] - prediction);
      for (let j = 0; j < d; j++) direction[j] += pull * covariates[x + j];
    }
    for (let j = 0; j < d; j++) {
      const scaled = (error * direction[j]) / prompts;
      for (let k = 0; k < d; k++) gradient[j * d + k] += scaled * queries[query + k];
    }
  }
  return { loss: loss / (2 * prompts), gradient };
}
