/** Rows of three numbers, two at once: (x, y), (z, x'), (y', z') are three vectors, and no entry is read by itself. */

/** out_i = ⟨row i, vector⟩ of an even count: first and third summed before the second, as `products` does. */
// @ts-ignore: decorator
@inline
export function productsOfThree(rows: usize, vector: usize, out: usize, count: i32): void {
  const first = v128.load(vector);
  const third = v128.load64_splat(vector, 16);
  const second = v128.shuffle<f64>(third, first, 0, 2);
  const last = v128.shuffle<f64>(first, third, 1, 2);
  for (const end = out + ((<usize>count) << 3); out < end; out += 16, rows += 48) {
    const a = f64x2.mul(v128.load(rows), first);
    const b = f64x2.mul(v128.load(rows, 16), second);
    const c = f64x2.mul(v128.load(rows, 32), last);
    const even = f64x2.add(v128.shuffle<f64>(a, b, 0, 3), v128.shuffle<f64>(b, c, 0, 3));
    v128.store(out, f64x2.add(even, v128.shuffle<f64>(a, c, 1, 2)));
  }
}

/**
 * Σ_i pull_i x_i of two prompts at once, in the order of the points.
 *
 * Sums of one prompt wait for each other, those of two do not.
 */
// @ts-ignore: decorator
@inline
export function directionsOfThree(
  rows: usize,
  pulls: usize,
  direction: usize,
  otherRows: usize,
  otherPulls: usize,
  otherDirection: usize,
  n: i32,
): void {
  let xy = f64x2.splat(0);
  let z = f64x2.splat(0);
  let otherXy = f64x2.splat(0);
  let otherZ = f64x2.splat(0);
  for (const end = pulls + ((<usize>(n & ~1)) << 3); pulls < end; pulls += 16, otherPulls += 16) {
    const both = v128.load(pulls);
    const b = f64x2.mul(both, v128.load(rows, 16));
    const c = f64x2.mul(v128.shuffle<f64>(both, both, 1, 1), v128.load(rows, 32));
    xy = f64x2.add(xy, f64x2.mul(v128.shuffle<f64>(both, both, 0, 0), v128.load(rows)));
    xy = f64x2.add(xy, v128.shuffle<f64>(b, c, 1, 2));
    z = f64x2.add(f64x2.add(z, b), v128.shuffle<f64>(c, c, 1, 1));
    const others = v128.load(otherPulls);
    const e = f64x2.mul(others, v128.load(otherRows, 16));
    const f = f64x2.mul(v128.shuffle<f64>(others, others, 1, 1), v128.load(otherRows, 32));
    const first = f64x2.mul(v128.shuffle<f64>(others, others, 0, 0), v128.load(otherRows));
    otherXy = f64x2.add(otherXy, first);
    otherXy = f64x2.add(otherXy, v128.shuffle<f64>(e, f, 1, 2));
    otherZ = f64x2.add(f64x2.add(otherZ, e), v128.shuffle<f64>(f, f, 1, 1));
    rows += 48;
    otherRows += 48;
  }
  if (n & 1) {
    const last = v128.load64_splat(pulls);
    xy = f64x2.add(xy, f64x2.mul(last, v128.load(rows)));
    z = f64x2.add(z, f64x2.mul(last, v128.load64_zero(rows, 16)));
    const other = v128.load64_splat(otherPulls);
    otherXy = f64x2.add(otherXy, f64x2.mul(other, v128.load(otherRows)));
    otherZ = f64x2.add(otherZ, f64x2.mul(other, v128.load64_zero(otherRows, 16)));
  }
  v128.store(direction, xy);
  v128.store64_lane(direction, z, 0, 16);
  v128.store(otherDirection, otherXy);
  v128.store64_lane(otherDirection, otherZ, 0, 16);
}
