/** Functions of one direction each at many points; `src/kernel/profiles.ts` says the same in TypeScript. */

import { pair } from "./pair";

/** l₁·max(z, 0) − l₂·min(z, 0) + b. */
const RELU = 1;
/** l·z² + b. */
const QUADRATIC = 2;

/**
 * values_i = f(point i) + noise·values_i for `groups` functions of `each` points in d dimensions.
 *
 * Two points a vector; the terms of z = ⟨direction, point⟩ as they come.
 */
export function profiles(
  formula: i32,
  groups: i32,
  each: i32,
  d: i32,
  directions: usize,
  coefficients: usize,
  points: usize,
  noise: f64,
  values: usize,
): void {
  const stride = (<usize>d) << 3;
  const own: usize = formula === RELU ? 24 : 16;
  const scale = f64x2.splat(noise);
  for (let group = 0; group < groups; group++) {
    const above = v128.load64_splat(coefficients);
    const below = f64x2.neg(v128.load64_splat(coefficients, 8));
    const offset = v128.load64_splat(coefficients + own - 8);
    const pairs = values + ((<usize>(each & ~1)) << 3);
    if (d === 3) {
      const first = v128.load(directions);
      const third = v128.load64_splat(directions, 16);
      const second = v128.shuffle<f64>(third, first, 0, 2);
      const last = v128.shuffle<f64>(first, third, 1, 2);
      for (; values < pairs; values += 16, points += 48) {
        const z = alongThree(points, first, second, last);
        const value = valueOf(formula, z, above, below, offset);
        v128.store(values, f64x2.add(value, f64x2.mul(scale, v128.load(values))));
      }
    } else {
      for (; values < pairs; values += 16, points += stride << 1) {
        const z = along(directions, points, stride, stride);
        const value = valueOf(formula, z, above, below, offset);
        v128.store(values, f64x2.add(value, f64x2.mul(scale, v128.load(values))));
      }
    }
    if (each & 1) {
      const z = along(directions, points, 0, stride);
      const value = valueOf(formula, z, above, below, offset);
      const noisy = f64x2.add(value, f64x2.mul(scale, v128.load64_splat(values)));
      v128.store64_lane(values, noisy, 0);
      points += stride;
      values += 8;
    }
    directions += stride;
    coefficients += own;
  }
}

/** z of a point and of another `apart` from it. */
// @ts-ignore: decorator
@inline
function along(direction: usize, point: usize, apart: usize, stride: usize): v128 {
  let z = f64x2.mul(v128.load64_splat(direction), pair(point, point + apart));
  for (let j: usize = 8; j < stride; j += 8) {
    const entries = pair(point + j, point + apart + j);
    z = f64x2.add(z, f64x2.mul(v128.load64_splat(direction + j), entries));
  }
  return z;
}

/** The same for three numbers a point: (x, y), (z, x'), (y', z') are two of them, the direction is turned alike. */
// @ts-ignore: decorator
@inline
function alongThree(points: usize, first: v128, second: v128, last: v128): v128 {
  const a = f64x2.mul(first, v128.load(points));
  const b = f64x2.mul(second, v128.load(points, 16));
  const c = f64x2.mul(last, v128.load(points, 32));
  const two = f64x2.add(v128.shuffle<f64>(a, b, 0, 3), v128.shuffle<f64>(a, c, 1, 2));
  return f64x2.add(two, v128.shuffle<f64>(b, c, 0, 3));
}

// @ts-ignore: decorator
@inline
function valueOf(formula: i32, z: v128, above: v128, below: v128, offset: v128): v128 {
  if (formula === RELU) {
    const zero = f64x2.splat(0);
    // One of the two is zero.
    const up = f64x2.mul(above, f64x2.pmax(zero, z));
    return f64x2.add(f64x2.add(up, f64x2.mul(below, f64x2.pmin(z, zero))), offset);
  }
  if (formula === QUADRATIC) z = f64x2.mul(z, z);
  return f64x2.add(f64x2.mul(above, z), offset);
}
