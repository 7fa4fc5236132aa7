/** Regression prompts whose points lie on an ellipsoid (claims B12.ellipsoid and B12.round). */

import { drawMany, NORMALS, spherePointDraws } from "../kernel/draws.ts";
import { kernelImages } from "../kernel/images.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount, requireLength } from "../validate.ts";
import { evaluateFunctions, type FunctionBatch } from "./function_batch.ts";
import { drawFunctions, type FunctionClass } from "./function_class.ts";
import { batchToFill, type PromptBatch } from "./prompt.ts";
import { type RegressionLaw, requireRegressionLaw } from "./regression.ts";

/** A law of prompts on the ellipsoid {Σ^{1/2}u : ‖u‖ = 1}. */
export interface EllipsoidLaw {
  /** Class, L, σ, n and d. */
  readonly law: RegressionLaw;
  /** Σ^{1/2}, symmetric, d·d numbers row by row. */
  readonly root: Float64Array;
  /** Labels are functions of u, the point of the sphere, or of x = Σ^{1/2}u itself. */
  readonly functionsOf: "sphere" | "ellipsoid";
}

/** The functions behind batches that are drawn into: those of the next draw take their place. */
const behind = new WeakMap<PromptBatch, FunctionBatch<FunctionClass>>();

/**
 * B independent prompts on an ellipsoid, each with its own function; on the sphere itself those of
 * `drawRegressionBatch`, from the same draws.
 *
 * @example A point of an ellipse
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { drawEllipsoidBatch } from "./ellipsoid_regression.ts";
 *
 * const law = { functionClass: "affine", lipschitz: 2, noise: 0, contextLength: 5, dimension: 2 } as const;
 * const ellipse = { law, root: Float64Array.of(1, 0, 0, 0.5), functionsOf: "sphere" } as const;
 * const { queries: [a, b] } = drawEllipsoidBatch(ellipse, 4, randomStream(1));
 * assertAlmostEquals(a ** 2 + (b / 0.5) ** 2, 1);
 * ```
 *
 * @param into Where they go, over what was there.
 * @returns `into`, by default a new batch.
 * @throws {RangeError} On a law or a number of prompts that cannot be drawn, or a root of another size.
 */
export function drawEllipsoidBatch(
  { law, root, functionsOf }: EllipsoidLaw,
  prompts: number,
  stream: RandomStream,
  into?: PromptBatch,
): PromptBatch {
  requireRegressionLaw(law);
  requireCount("number of prompts", prompts);
  requireLength("root of Σ", root, { length: law.dimension ** 2, because: "d×d" });
  const { noise, ...shape } = { ...law, prompts };
  const batch = batchToFill(shape, into);
  const functions = drawFunctions(prompts, law, stream, behind.get(batch));
  if (into !== undefined) behind.set(batch, functions);
  const points = spherePointDraws(law.dimension);
  drawMany(points, batch.queries, stream);
  drawMany(points, batch.covariates, stream);
  drawMany(NORMALS, batch.labels, stream);
  const columns = columnsOf(root, law.dimension);
  const stretch = () => {
    for (const points of [batch.covariates, batch.queries]) {
      kernelImages({ dimension: law.dimension, columns, parts: points }, points);
    }
  };
  if (functionsOf === "ellipsoid") stretch();
  evaluateFunctions(functions, batch.queries, { out: batch.targets.fill(0) });
  evaluateFunctions(functions, batch.covariates, { out: batch.labels, noise });
  if (functionsOf === "sphere") stretch();
  return batch;
}

/** A matrix column by column: a root that was computed is symmetric but for its last bits. */
function columnsOf(root: Float64Array, d: number): Float64Array {
  return root.map((_, at) => root[(at % d) * d + Math.floor(at / d)]);
}
