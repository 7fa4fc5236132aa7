/** One step as a plain fused loop with `Math.exp`: what the kernel's speed is measured against. */

import type { PromptBatch } from "../../src/tasks/prompt.ts";
import type { LossGradient } from "../../src/training/icl_loss.ts";

/** ICL loss and gradient at the d·d entries of M. */
export function iclStep(batch: PromptBatch, parameters: Float64Array): LossGradient {
  const { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets } = batch;
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
    let largest = -Infinity;
    for (let i = 0; i < n; i++) if (weights[i] > largest) largest = weights[i];
    let total = 0;
    for (let i = 0; i < n; i++) total += weights[i] = Math.exp(weights[i] - largest);
    for (let i = 0; i < n; i++) weights[i] /= total;
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
