/** Inner products of many points with directions that groups of them share. */

import { address, type Kernel, sharedKernel } from "./wasm.ts";

/** Groups of points, and a direction for each. */
export interface ProjectionInput {
  /** d. */
  readonly dimension: number;
  /** d numbers a group. */
  readonly directions: Float64Array;
  /** As many points for each group, d numbers a point. */
  readonly points: Float64Array;
}

/**
 * ⟨v, x⟩ for every point x with its group's direction v, summed as the entries come.
 *
 * {@link plainProjections} gives the same bits and stands in where there is no WebAssembly with SIMD.
 *
 * @returns One number a point, in memory that the kernel's next use overwrites: to be read at once.
 */
export function kernelProjections(input: ProjectionInput): Float64Array {
  return sharedKernel === undefined ? plainProjections(input) : projectWith(sharedKernel, input);
}

function projectWith(
  kernel: Kernel,
  { dimension: d, directions, points }: ProjectionInput,
): Float64Array {
  const count = points.length / d;
  const groups = directions.length / d;
  const [directionsAt, pointsAt, out] = kernel.place([directions.length, points.length, count]);
  const { numbers, run } = kernel;
  numbers.set(directions, directionsAt);
  numbers.set(points, pointsAt);
  run.projections(
    groups,
    count / groups,
    d,
    address(directionsAt),
    address(pointsAt),
    address(out),
  );
  return numbers.subarray(out, out + count);
}

/** {@link kernelProjections} in TypeScript, bit for bit. */
export function plainProjections(
  { dimension: d, directions, points }: ProjectionInput,
): Float64Array {
  const out = new Float64Array(points.length / d);
  const each = (out.length * d) / directions.length;
  for (let i = 0, at = 0; i < out.length; i++) {
    const direction = Math.floor(i / each) * d;
    let sum = 0;
    for (let j = 0; j < d; j++) sum += directions[direction + j] * points[at++];
    out[i] = sum;
  }
  return out;
}
