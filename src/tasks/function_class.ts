/** Function classes with Lipschitz constant L on the unit sphere (paper B, section 2). */

import { drawMany, UNIFORMS } from "../kernel/draws.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { flatSpherePoints } from "./covariates.ts";

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
 * import { randomStream } from "../prng.ts";
 * import { drawFunction, evaluate } from "./function_class.ts";
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

/** Several functions of one class and dimension, stored flat for fast loops. */
export interface FunctionBatch {
  /** Which formula. */
  readonly functionClass: FunctionClass;
  /** Number of functions. */
  readonly functions: number;
  /** Unit directions, d numbers a function. */
  readonly directions: Float64Array;
  /** Coefficients as {@link TaskFunction} has them, function by function. */
  readonly coefficients: Float64Array;
}

/** Uniform coefficients of a class: slopes, then the offset. */
const COEFFICIENTS = { affine: 2, relu: 3, cosine: 0 } as const;

/**
 * Independent functions as {@link drawFunction} draws them, all directions first.
 *
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
): FunctionBatch {
  requireAtLeast("Lipschitz constant L", lipschitz, 0);
  requireCount("number of functions", functions);
  const directions = flatSpherePoints(functions, dimension, stream);
  const uniforms = new Float64Array(functions * COEFFICIENTS[functionClass]);
  const coefficients = functionClass === "cosine"
    ? new Float64Array(functions).fill(lipschitz)
    : drawMany(UNIFORMS, uniforms, stream).map((u) => lipschitz * (2 * u - 1));
  return { functionClass, functions, directions, coefficients };
}

/**
 * The values of each function at points of its own, as {@link evaluate} has them.
 *
 * @param batch B functions in d dimensions.
 * @param points B·n·d numbers: n points for the first function, then n for the next.
 * @returns B·n values.
 */
export function evaluateFunctions(
  { functionClass, functions, directions, coefficients }: FunctionBatch,
  points: Float64Array,
): Float64Array {
  const d = directions.length / functions;
  const own = coefficients.length / functions;
  const out = new Float64Array(points.length / d);
  const each = out.length / functions;
  for (let b = 0, i = 0, at = 0; b < functions; b++) {
    for (const end = i + each; i < end; i++) {
      let along = 0;
      for (let j = b * d; j < (b + 1) * d; j++) along += directions[j] * points[at++];
      out[i] = along;
    }
    const values = FORMULAS[functionClass];
    values(out, { from: i - each, to: i, coefficients, at: b * own });
  }
  return out;
}

/** Turns z = vᵀx into f(x), from `from` to `to`, with the coefficients that begin at `at`. */
type Formula = (
  values: Float64Array,
  span: { from: number; to: number; coefficients: Float64Array; at: number },
) => void;

/** The formulas of {@link evaluate} over many points. */
const FORMULAS: Readonly<Record<FunctionClass, Formula>> = {
  affine(values, { from, to, coefficients, at }) {
    const [slope, offset] = [coefficients[at], coefficients[at + 1]];
    for (let i = from; i < to; i++) values[i] = slope * values[i] + offset;
  },
  relu(values, { from, to, coefficients, at }) {
    const [above, below, offset] = [coefficients[at], -coefficients[at + 1], coefficients[at + 2]];
    // One of the two is zero: no branch, which would be guessed wrong every other time.
    for (let i = from; i < to; i++) {
      values[i] = above * Math.max(values[i], 0) + below * Math.min(values[i], 0) + offset;
    }
  },
  cosine(values, { from, to, coefficients, at }) {
    for (let i = from; i < to; i++) values[i] = Math.cos(coefficients[at] * values[i]);
  },
};

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
