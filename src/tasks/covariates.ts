/** Where covariates live: the unit sphere and its image, the ellipsoid. */

import { drawInnerProduct, drawMany, spherePointDraws } from "../kernel/draws.ts";
import {
  diagonal,
  fromFlat,
  type Matrix,
  multiply,
  multiplyVector,
  randomOrthogonal,
  transpose,
} from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";

/** The sphere {±1} in one dimension has no directions to choose from: every claim asks d ≥ 2. */
export function requireSphereDimension(d: number): void {
  requireCount("sphere dimension d", d, 2);
}

/** Fills `out` with a uniform point of S^{d−1}, d = out.length. */
export function fillSpherePoint(out: Float64Array, stream: RandomStream): void {
  requireSphereDimension(out.length);
  drawMany(spherePointDraws(out.length), out, stream);
}

/** `count` independent uniform points of S^{d−1}, point by point. */
export function flatSpherePoints(count: number, d: number, stream: RandomStream): Float64Array {
  requireCount("number of points", count);
  requireSphereDimension(d);
  return drawMany(spherePointDraws(d), new Float64Array(count * d), stream);
}

/**
 * n independent uniform points of the unit sphere S^{d−1}, as an n×d matrix.
 *
 * @throws {RangeError} Unless n ≥ 1 and d ≥ 2.
 */
export function spherePoints(n: number, d: number, stream: RandomStream): Matrix {
  return fromFlat(flatSpherePoints(n, d, stream), n, d);
}

/** The inner product ⟨x, x_q⟩ of a uniform point with a fixed unit vector, see {@link innerProductDraws}. */
export function sphereInnerProduct(d: number, stream: RandomStream): number {
  requireSphereDimension(d);
  return drawInnerProduct(d, stream);
}

/** An ellipsoid {Σ^{1/2}u : ‖u‖ = 1} by Σ^{1/2} and Σ^{−1}. */
export interface Ellipsoid {
  /** Σ^{1/2}, symmetric d×d. */
  readonly root: Matrix;
  /** Σ^{−1}, symmetric d×d. */
  readonly precision: Matrix;
}

/**
 * A random ellipsoid in d dimensions whose Σ has condition number `condition`.
 *
 * Axes are a random rotation; the eigenvalues of Σ run geometrically from 1 to 1/condition.
 *
 * @throws {RangeError} Unless d ≥ 2 and condition ≥ 1.
 */
export function randomEllipsoid(d: number, condition: number, stream: RandomStream): Ellipsoid {
  requireSphereDimension(d);
  requireAtLeast("condition number", condition, 1);
  const axes = randomOrthogonal(d, stream);
  const eigenvalues = Array.from({ length: d }, (_, i) => Math.pow(condition, -i / (d - 1)));
  const power = (p: number) =>
    multiply(multiply(axes, diagonal(eigenvalues.map((v) => Math.pow(v, p)))), transpose(axes));
  return { root: power(0.5), precision: power(-1) };
}

/** The image Σ^{1/2}u of each row u of `points` (n×d). */
export function onEllipsoid(points: Matrix, { root }: Ellipsoid): Matrix {
  return transpose(multiply(root, transpose(points)));
}

/** Σ^{1/2}u for one point u of the sphere. */
export function pointOnEllipsoid(point: ArrayLike<number>, { root }: Ellipsoid): Float64Array {
  return multiplyVector(root, point);
}
