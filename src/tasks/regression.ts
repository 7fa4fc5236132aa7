/** Batches of noisy regression prompts on the sphere (paper B's pretraining law). */

import { drawMany, NORMALS } from "../kernel/draws.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { flatSpherePoints, requireSphereDimension } from "./covariates.ts";
import { drawFunctions, evaluateFunctions, type FunctionClass } from "./function_class.ts";
import type { PromptBatch } from "./prompt.ts";

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
 * Functions, points and noise come from `stream` in a fixed order whatever L and σ are, so two laws that
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
  const functions = drawFunctions(prompts, law, stream);
  const queries = flatSpherePoints(prompts, d, stream);
  const covariates = flatSpherePoints(prompts * n, d, stream);
  const labels = drawMany(NORMALS, new Float64Array(prompts * n), stream);
  const targets = evaluateFunctions(functions, queries);
  const values = evaluateFunctions(functions, covariates);
  for (let i = 0; i < labels.length; i++) labels[i] = values[i] + noise * labels[i];
  return { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets };
}
