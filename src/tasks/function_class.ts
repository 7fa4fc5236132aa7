/** Function classes with Lipschitz constant L on the unit sphere (paper B, section 2). */

import { drawMany, spherePointDraws } from "../kernel/draws.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { requireSphereDimension } from "./covariates.ts";
import { drawCoefficients, type FunctionBatch, PROFILE_COEFFICIENTS } from "./function_batch.ts";

/** The classes of paper B. */
export const FUNCTION_CLASSES = ["affine", "relu", "cosine"] as const;

/** affine l·vᵀx + b; relu l₁·ReLU(vᵀx) + l₂·ReLU(−vᵀx) + b; cosine cos(L·vᵀx). */
export type FunctionClass = (typeof FUNCTION_CLASSES)[number];

/** A function of a class: its direction and the coefficients its formula uses. */
export interface TaskFunction {
  /** Which formula. */
  readonly functionClass: FunctionClass;
  /** Unit direction v, d entries. */
  readonly direction: Float64Array;
  /** l and b; or l₁, l₂ and b; or L. */
  readonly coefficients: Float64Array;
}

/**
 * A random function of the class with Lipschitz constant at most L.
 *
 * Slopes and offsets are uniform in [−L, L] and the direction is uniform on the sphere, so an affine or
 * ReLU function at L is L times the function drawn at 1 from the same stream. A cosine has Lipschitz
 * constant L once L ≥ π/2 and does not scale so.
 *
 * @example One draw at two steepnesses
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawFunction, evaluate } from "@attest/attest/measurement";
 *
 * const draw = (lipschitz: number) =>
 *   drawFunction("affine", { lipschitz, dimension: 3 }, randomStream(1, "example"));
 * const x = [0.6, 0, 0.8];
 * assertAlmostEquals(evaluate(draw(5), x), 5 * evaluate(draw(1), x));
 * ```
 *
 * @throws {RangeError} On a negative or non-finite L, or d < 2.
 */
export function drawFunction(
  functionClass: FunctionClass,
  { lipschitz, dimension }: { readonly lipschitz: number; readonly dimension: number },
  stream: RandomStream,
): TaskFunction {
  const { directions, coefficients } = drawFunctions(
    1,
    { functionClass, lipschitz, dimension },
    stream,
  );
  return { functionClass, direction: directions, coefficients };
}

/**
 * Independent functions as {@link drawFunction} draws them, all directions first.
 *
 * @param into Functions to draw over, where they are as many of the class and dimension.
 * @throws {RangeError} On a negative or non-finite L, d < 2, or no functions.
 */
export function drawFunctions(
  functions: number,
  { functionClass, lipschitz, dimension }: {
    readonly functionClass: FunctionClass;
    readonly lipschitz: number;
    readonly dimension: number;
  },
  stream: RandomStream,
  into?: FunctionBatch<FunctionClass>,
): FunctionBatch<FunctionClass> {
  requireAtLeast("Lipschitz constant L", lipschitz, 0);
  requireCount("number of functions", functions);
  requireSphereDimension(dimension);
  const fits = into?.functionClass === functionClass && into.functions === functions &&
    into.directions.length === functions * dimension;
  const batch = fits ? into : emptyFunctions(functions, functionClass, dimension);
  const { directions, coefficients } = batch;
  drawMany(spherePointDraws(dimension), directions, stream);
  if (functionClass === "cosine") coefficients.fill(lipschitz);
  else drawCoefficients(coefficients, lipschitz, stream);
  return batch;
}

function emptyFunctions(
  functions: number,
  functionClass: FunctionClass,
  dimension: number,
): FunctionBatch<FunctionClass> {
  const directions = new Float64Array(functions * dimension);
  const coefficients = new Float64Array(functions * PROFILE_COEFFICIENTS[functionClass]);
  return { functionClass, functions, directions, coefficients };
}

/** The function's value at the point stored at `offset` of `points` (d entries). */
export function evaluate(
  { functionClass, direction, coefficients }: TaskFunction,
  points: ArrayLike<number>,
  offset = 0,
): number {
  let along = 0;
  for (let j = 0; j < direction.length; j++) along += direction[j] * points[offset + j];
  switch (functionClass) {
    case "affine":
      return coefficients[0] * along + coefficients[1];
    case "relu":
      return (along > 0 ? coefficients[0] : -coefficients[1]) * along + coefficients[2];
    case "cosine":
      return Math.cos(coefficients[0] * along);
  }
}
