/** Batches of noisy regression prompts on the sphere (paper B's pretraining law). */

import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { fillSpherePoint, requireSphereDimension } from "./covariates.ts";
import { drawFunction, evaluate, type FunctionClass } from "./function_class.ts";
import { emptyBatch, type PromptBatch } from "./prompt.ts";

/** A law of regression prompts: y_i = f(x_i) + σ·ε_i, target f(x_q). */
export interface RegressionLaw {
  /** The class that functions are drawn from. */
  readonly functionClass: FunctionClass;
  /** L ≥ 0. */
  readonly lipschitz: number;
  /** σ ≥ 0, a standard deviation. */
  readonly noise: number;
  /** n ≥ 1. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
}

/** Throws a RangeError unless the law's sizes, L and σ make sense. */
export function requireRegressionLaw(law: RegressionLaw): void {
  requireAtLeast("Lipschitz constant L", law.lipschitz, 0);
  requireAtLeast("label noise σ", law.noise, 0);
  requireCount("context length n", law.contextLength);
  requireSphereDimension(law.dimension);
}

/**
 * B independent prompts of the law, each with its own function.
 *
 * Points, function and noise come from `stream` in a fixed order whatever L and σ are, so two laws that
 * differ only there share their random numbers.
 *
 * @example Four noiseless prompts
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { drawRegressionBatch } from "./regression.ts";
 *
 * const law = { functionClass: "affine", lipschitz: 2, noise: 0, contextLength: 5, dimension: 3 } as const;
 * assertEquals(drawRegressionBatch(law, 4, randomStream(1)).labels.length, 20);
 * ```
 *
 * @throws {RangeError} On a law or a number of prompts that makes no sense.
 */
export function drawRegressionBatch(
  law: RegressionLaw,
  prompts: number,
  stream: RandomStream,
): PromptBatch {
  requireRegressionLaw(law);
  requireCount("number of prompts", prompts);
  const { contextLength: n, dimension: d, noise } = law;
  const batch = emptyBatch({ prompts, contextLength: n, dimension: d });
  for (let b = 0; b < prompts; b++) {
    const task = drawFunction(law.functionClass, law, stream);
    const query = batch.queries.subarray(b * d, (b + 1) * d);
    fillSpherePoint(query, stream);
    batch.targets[b] = evaluate(task, query);
    for (let i = b * n; i < (b + 1) * n; i++) {
      fillSpherePoint(batch.covariates.subarray(i * d, (i + 1) * d), stream);
      batch.labels[i] = evaluate(task, batch.covariates, i * d) + noise * stream.normal();
    }
  }
  return batch;
}
