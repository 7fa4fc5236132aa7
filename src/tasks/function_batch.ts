/** Functions of one direction each, φ(vᵀx), evaluated at many points at once. */

import { drawMany, UNIFORMS } from "../kernel/draws.ts";
import { kernelProfiles } from "../kernel/profiles.ts";
import { kernelProjections } from "../kernel/projections.ts";
import type { RandomStream } from "../prng.ts";
import { requireLength } from "../validate.ts";

/** affine l·z + b; relu l₁·ReLU(z) + l₂·ReLU(−z) + b; quadratic l·z² + b; cosine cos(L·z). */
export type ProfileClass = "affine" | "relu" | "quadratic" | "cosine";

/** Several functions of one class and dimension, stored flat for fast loops. */
export interface FunctionBatch<Class extends ProfileClass = ProfileClass> {
  /** Which formula. */
  readonly functionClass: Class;
  /** Number of functions. */
  readonly functions: number;
  /** Unit directions v, d numbers a function. */
  readonly directions: Float64Array;
  /** l and b; l₁, l₂ and b; or L: function by function. */
  readonly coefficients: Float64Array;
}

/** Coefficients of one function: slopes and the offset, or L. */
export const PROFILE_COEFFICIENTS: Readonly<Record<ProfileClass, number>> = {
  affine: 2,
  relu: 3,
  quadratic: 2,
  cosine: 1,
};

/** Fills `out` with slopes and offsets uniform in [−L, L]. */
export function drawCoefficients(
  out: Float64Array,
  lipschitz: number,
  stream: RandomStream,
): Float64Array {
  drawMany(UNIFORMS, out, stream);
  for (let i = 0; i < out.length; i++) out[i] = lipschitz * (2 * out[i] - 1);
  return out;
}

/**
 * The values of each function at points of its own, plus σ times what `out` held.
 *
 * @example Twice the first coordinate and one, at two points
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { evaluateFunctions } from "./function_batch.ts";
 *
 * const [directions, coefficients] = [Float64Array.of(1, 0), Float64Array.of(2, 1)];
 * const batch = { functionClass: "affine", functions: 1, directions, coefficients } as const;
 * assertEquals([...evaluateFunctions(batch, Float64Array.of(0.6, 0.8, -1, 0))], [2.2, -1]);
 * ```
 *
 * @param batch B functions in d dimensions.
 * @param points B·n·d numbers: n points for the first function, then n for the next.
 * @param out B·n numbers: the noise, which the values replace; none by default.
 * @returns `out`.
 * @throws {RangeError} On coefficients, points or noise that are not as many as the functions ask for.
 */
export function evaluateFunctions(
  batch: FunctionBatch,
  points: Float64Array,
  { noise = 0, out }: { readonly noise?: number; readonly out?: Float64Array } = {},
): Float64Array {
  const { functionClass, functions, directions, coefficients } = batch;
  const own = PROFILE_COEFFICIENTS[functionClass];
  const rule = { length: functions * own, because: `${own} per function` };
  requireLength("coefficients", coefficients, rule);
  const each = Math.ceil(points.length / directions.length);
  const because = "d numbers each, as many for every function";
  requireLength("points", points, { length: each * directions.length, because });
  const values = out ?? new Float64Array(functions * each);
  requireLength("noise", values, { length: functions * each, because: "one per point" });
  const dimension = directions.length / functions;
  if (functionClass !== "cosine") {
    const input = { dimension, directions, coefficients, points, noise };
    kernelProfiles({ ...input, profile: functionClass }, values);
    return values;
  }
  const along = kernelProjections({ dimension, directions, points });
  for (let b = 0, i = 0; b < functions; b++) {
    for (const end = i + each; i < end; i++) {
      values[i] = Math.cos(coefficients[b] * along[i]) + noise * values[i];
    }
  }
  return values;
}
