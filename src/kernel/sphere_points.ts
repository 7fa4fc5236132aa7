/** Uniform points of the sphere, one by one and in the kernel. */

import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";
import type { DrawKind } from "./draw_kind.ts";

/**
 * Uniform points of S^{d−1}, d numbers each.
 *
 * With (u, v) uniform in the unit disc and s = u² + v²: for d = 2 the point at twice its angle,
 * ((u² − v²)/s, 2uv/s); for d = 3 (2u√(1 − s), 2v√(1 − s), 1 − 2s), since s is uniform and independent of the angle;
 * for d = 4 (u, v, u'f, v'f) with a second point and f = √((1 − s)/s'), for the squared length of the first two
 * coordinates is uniform. Beyond, normalised Gaussians, as in one dimension.
 *
 * J. von Neumann, Various techniques used in connection with random digits (1951); G. Marsaglia, Choosing a point from
 * the surface of a sphere (1972).
 *
 * @throws {RangeError} Unless d ≥ 1.
 */
export function spherePointDraws(d: number): DrawKind {
  requireCount("dimension d", d);
  return {
    size: d,
    scratch: (count) => 4 * Math.min(count, BLOCK) + 8,
    draw: SPHERE_POINTS[d] ?? ((out, at, stream) => scaledNormals(out, at, at + d, stream)),
    run: (kernel, { state, out, scratch }, count) =>
      kernel.spherePoints(state, out, count, d, scratch),
  };
}

/** Points that the kernel makes at a time. */
const BLOCK = 256;

/** In few dimensions, by the dimension. */
const SPHERE_POINTS: Readonly<Record<number, DrawKind["draw"]>> = {
  2(out, at, stream) {
    const share = 1 / stream.discPoint(out, at);
    const [u, v] = [out[at], out[at + 1]];
    out[at] = (u * u - v * v) * share;
    out[at + 1] = 2 * u * v * share;
  },
  3(out, at, stream) {
    const square = stream.discPoint(out, at);
    const scale = 2 * Math.sqrt(1 - square);
    out[at] *= scale;
    out[at + 1] *= scale;
    out[at + 2] = 1 - 2 * square;
  },
  4(out, at, stream) {
    const rest = 1 - stream.discPoint(out, at);
    const scale = Math.sqrt(rest / stream.discPoint(out, at + 2));
    out[at + 2] *= scale;
    out[at + 3] *= scale;
  },
};

function scaledNormals(
  out: Float64Array,
  from: number,
  to: number,
  { normal }: RandomStream,
): void {
  let squares = 0;
  for (let j = from; j < to; j++) {
    const draw = out[j] = normal();
    squares += draw * draw;
  }
  const scale = 1 / Math.sqrt(squares);
  for (let j = from; j < to; j++) out[j] *= scale;
}
