/** Functions of one direction each, at many points, with noise. */

import { addressOf, roomOf } from "./room.ts";
import { address, type KernelExports, sharedKernel } from "./wasm.ts";

/** affine l·z + b; relu l₁·max(z, 0) − l₂·min(z, 0) + b; quadratic l·z² + b, by their numbers in `profiles.as`. */
const FORMULAS = { affine: 0, relu: 1, quadratic: 2 } as const;

/** Formulas of z = ⟨direction, point⟩ that need nothing but arithmetic. */
export type PlainProfile = keyof typeof FORMULAS;

/** Functions, and as many points for each. */
export interface ProfileInput {
  /** Which formula. */
  readonly profile: PlainProfile;
  /** d. */
  readonly dimension: number;
  /** d numbers a function. */
  readonly directions: Float64Array;
  /** Slopes and the offset: two a function, three for relu. */
  readonly coefficients: Float64Array;
  /** d numbers a point. */
  readonly points: Float64Array;
  /** σ, what `values` hold is multiplied by. */
  readonly noise: number;
}

/**
 * Replaces each of `values` by f(x) + σ·value, x its point and f the function of its group.
 *
 * {@link plainProfiles} gives the same bits and stands in where there is no WebAssembly with SIMD.
 */
export function kernelProfiles(input: ProfileInput, values: Float64Array): void {
  const { directions, coefficients, points } = input;
  const own = directions.length + coefficients.length;
  const room = roomOf(points, own);
  if (room !== undefined && points.buffer === values.buffer) {
    const { numbers, run } = room.kernel;
    const at = { directions: room.scratch, coefficients: room.scratch + directions.length };
    numbers.set(directions, at.directions);
    numbers.set(coefficients, at.coefficients);
    return runWith(run, input, {
      directions: address(at.directions),
      coefficients: address(at.coefficients),
      points: addressOf(points),
      values: addressOf(values),
    });
  }
  if (sharedKernel === undefined) return plainProfiles(input, values);
  const arrays = [directions, coefficients, points, values];
  const [directionsAt, coefficientsAt, pointsAt, valuesAt] = sharedKernel.place(
    arrays.map(({ length }) => length),
  );
  const { numbers, run } = sharedKernel;
  numbers.set(directions, directionsAt);
  numbers.set(coefficients, coefficientsAt);
  numbers.set(points, pointsAt);
  numbers.set(values, valuesAt);
  runWith(run, input, {
    directions: address(directionsAt),
    coefficients: address(coefficientsAt),
    points: address(pointsAt),
    values: address(valuesAt),
  });
  values.set(numbers.subarray(valuesAt, valuesAt + values.length));
}

function runWith(
  run: KernelExports,
  { profile, dimension, directions, points, noise }: ProfileInput,
  at: Readonly<Record<"directions" | "coefficients" | "points" | "values", number>>,
): void {
  run.profiles(
    FORMULAS[profile],
    directions.length / dimension,
    points.length / directions.length,
    dimension,
    at.directions,
    at.coefficients,
    at.points,
    noise,
    at.values,
  );
}

/** {@link kernelProfiles} in TypeScript, bit for bit. */
export function plainProfiles(
  { profile, dimension: d, directions, coefficients, points, noise }: ProfileInput,
  values: Float64Array,
): void {
  const groups = directions.length / d;
  const each = values.length / groups;
  const own = coefficients.length / groups;
  for (let group = 0, i = 0; group < groups; group++) {
    const above = coefficients[group * own];
    const below = -coefficients[group * own + 1];
    const offset = coefficients[group * own + own - 1];
    for (const end = i + each; i < end; i++) {
      let z = directions[group * d] * points[i * d];
      for (let j = 1; j < d; j++) z += directions[group * d + j] * points[i * d + j];
      if (profile === "quadratic") z *= z;
      const value = profile === "relu"
        ? above * Math.max(z, 0) + below * Math.min(z, 0) + offset
        : above * z + offset;
      values[i] = value + noise * values[i];
    }
  }
}
