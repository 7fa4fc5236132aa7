/** Points by their parts inside a subspace and across it (paper B, section 4). */

import { drawMany, spherePointDraws } from "../kernel/draws.ts";
import { kernelImages } from "../kernel/images.ts";
import { type Matrix, toFlat, transpose } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import type { Subspace } from "./subspace.ts";

/** c_u and c_v. */
interface Scales {
  readonly inside: number;
  readonly outside: number;
}

/** [c_u·B, c_v·B_⊥], column by column. */
export interface ScaledBasis {
  /** c_u and c_v. */
  readonly scales: Scales;
  /** d. */
  readonly dimension: number;
  /** The k columns of c_u·B. */
  readonly inside: Float64Array;
  /** The d − k columns of c_v·B_⊥. */
  readonly outside: Float64Array;
}

/** Points u and v of both spheres, as many of the one as of the other. */
export interface PointParts {
  /** k numbers a point. */
  readonly u: Float64Array;
  /** d − k numbers a point. */
  readonly v: Float64Array;
}

/** The basis of points with parts of these lengths. */
export function scaledBasis({ inside, outside }: Subspace, scales: Scales): ScaledBasis {
  const scaled = (matrix: Matrix, scale: number) =>
    toFlat(transpose(matrix)).map((entry) => scale * entry);
  return {
    scales,
    dimension: inside.rows,
    inside: scaled(inside, scales.inside),
    outside: scaled(outside, scales.outside),
  };
}

/** Room for the parts of so many points. */
export function emptyParts(
  count: number,
  { dimension, inside, outside }: ScaledBasis,
): PointParts {
  const u = new Float64Array((count * inside.length) / dimension);
  const v = new Float64Array((count * outside.length) / dimension);
  return { u, v };
}

/** Draws u and v uniform on their spheres into `parts`, all u first, and x = c_u·Bu + c_v·B_⊥v into `points`. */
export function drawPoints(
  points: Float64Array,
  parts: PointParts,
  { dimension, inside, outside }: ScaledBasis,
  stream: RandomStream,
): void {
  drawMany(spherePointDraws(inside.length / dimension), parts.u, stream);
  drawMany(spherePointDraws(outside.length / dimension), parts.v, stream);
  kernelImages({ dimension, columns: inside, parts: parts.u }, points);
  kernelImages({ dimension, columns: outside, parts: parts.v, add: true }, points);
}
