/** Batches of noisy regression prompts on the sphere (paper B's pretraining law). */

import { drawMany, NORMALS, spherePointDraws } from "../kernel/draws.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { requireSphereDimension } from "./covariates.ts";
import { evaluateFunctions, type FunctionBatch } from "./function_batch.ts";
import { drawFunctions, type FunctionClass } from "./function_class.ts";
import { batchToFill, type PromptBatch } from "./prompt.ts";

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

/** The functions behind batches that are drawn into: those of the next draw take their place. */
const behind = new WeakMap<PromptBatch, FunctionBatch<FunctionClass>>();

/**
 * B independent prompts of the law, each with its own function.
 *
 * Functions, points and noise come from `stream` in a fixed order whatever L and σ are, so two laws that
 * differ only there share their random numbers.
 *
 * @example Four noiseless prompts
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { drawRegressionBatch, randomStream } from "@attest/attest";
 *
 * const law = { functionClass: "affine", lipschitz: 2, noise: 0, contextLength: 5, dimension: 3 } as const;
 * assertEquals(drawRegressionBatch(law, 4, randomStream(1)).labels.length, 20);
 * ```
 *
 * @param into Where they go, over what was there: a training draws one batch after the other.
 * @returns `into`, by default a new batch.
 * @throws {RangeError} On a law or a number of prompts that cannot be drawn, or another shape of `into`.
 */
export function drawRegressionBatch(
  law: RegressionLaw,
  prompts: number,
  stream: RandomStream,
  into?: PromptBatch,
): PromptBatch {
  requireRegressionLaw(law);
  requireCount("number of prompts", prompts);
  const { noise, contextLength, dimension } = law;
  const batch = batchToFill({ prompts, contextLength, dimension }, into);
  const functions = drawFunctions(prompts, law, stream, behind.get(batch));
  if (into !== undefined) behind.set(batch, functions);
  const points = spherePointDraws(law.dimension);
  drawMany(points, batch.queries, stream);
  drawMany(points, batch.covariates, stream);
  drawMany(NORMALS, batch.labels, stream);
  evaluateFunctions(functions, batch.queries, { out: batch.targets.fill(0) });
  evaluateFunctions(functions, batch.covariates, { out: batch.labels, noise });
  return batch;
}
