/** The best that linear attention can do on a batch: its loss is quadratic in M. */

import { fromFlat, leastSquares, type Matrix, toMatrix } from "../linalg.ts";
import type { PromptBatch } from "../tasks/prompt.ts";

/** The least-squares optimum and what it reaches. */
export interface LinearOptimum {
  /** M*, d×d, of least norm among the minimisers. */
  readonly parameters: Matrix;
  /** ICL loss (1/2B) Σ (prediction − target)² on the batch it was fitted to. */
  readonly loss: number;
}

/**
 * The M that minimises the ICL loss of linear attention on the batch.
 *
 * The prediction (1/n) Σ y_i x_iᵀ M x_q is linear in M with features g x_qᵀ, g = (1/n) Σ y_i x_i. The loss
 * is on the fitted batch itself, so it never overstates what linear attention loses.
 *
 * @param batch B prompts and targets.
 */
export function linearOptimum(batch: PromptBatch): LinearOptimum {
  const { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets } = batch;
  const features = Array.from({ length: prompts }, () => new Float64Array(d * d));
  for (let b = 0; b < prompts; b++) {
    for (let j = 0; j < d; j++) {
      let g = 0;
      for (let i = 0; i < n; i++) g += labels[b * n + i] * covariates[(b * n + i) * d + j];
      for (let k = 0; k < d; k++) features[b][j * d + k] = (g / n) * queries[b * d + k];
    }
  }
  const entries = leastSquares(toMatrix(features, "features"), targets);
  let squared = 0;
  for (let b = 0; b < prompts; b++) {
    let prediction = 0;
    for (let j = 0; j < d * d; j++) prediction += features[b][j] * entries[j];
    squared += (prediction - targets[b]) ** 2;
  }
  return { parameters: fromFlat(entries, d, d), loss: squared / (2 * prompts) };
}
