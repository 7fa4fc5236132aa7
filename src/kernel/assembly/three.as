/** Rows of three numbers, two at once: (x, y), (z, x'), (y', z') are three vectors, and no entry is read by itself. */

/**
 * out_i = ⟨row i, vector⟩, first and third summed before the second, as `products` does; the largest and the least of
 * them into `extremes`.
 */
// @ts-ignore: decorator
@inline
export function scoresOfThree(
  rows: usize,
  vector: usize,
  out: usize,
  count: i32,
  extremes: usize,
): void {
  let largest = f64x2.splat(-Infinity);
  let least = f64x2.splat(Infinity);
  const first = v128.load(vector);
  const third = v128.load64_splat(vector, 16);
  const second = v128.shuffle<f64>(third, first, 0, 2);
  const last = v128.shuffle<f64>(first, third, 1, 2);
  for (const end = out + ((<usize>(count & ~1)) << 3); out < end; out += 16, rows += 48) {
    const a = f64x2.mul(v128.load(rows), first);
    const b = f64x2.mul(v128.load(rows, 16), second);
    const c = f64x2.mul(v128.load(rows, 32), last);
    const even = f64x2.add(v128.shuffle<f64>(a, b, 0, 3), v128.shuffle<f64>(b, c, 0, 3));
    const score = f64x2.add(even, v128.shuffle<f64>(a, c, 1, 2));
    largest = f64x2.pmax(largest, score);
    least = f64x2.pmin(least, score);
    v128.store(out, score);
  }
  if (count & 1) {
    const a = f64x2.mul(v128.load(rows), first);
    const even = f64x2.add(a, f64x2.mul(v128.load64_splat(rows, 16), third));
    const score = f64x2.add(even, v128.shuffle<f64>(a, a, 1, 1));
    const both = v128.shuffle<f64>(score, score, 0, 0);
    largest = f64x2.pmax(largest, both);
    least = f64x2.pmin(least, both);
    v128.store64_lane(out, score, 0);
  }
  v128.store(extremes, v128.shuffle<f64>(extreme(largest, true), extreme(least, false), 0, 2));
}

/** The larger or the smaller of two lanes, in the first; a NaN is passed over. */
// @ts-ignore: decorator
@inline
export function extreme(values: v128, largest: boolean): v128 {
  const turned = v128.shuffle<f64>(values, values, 1, 0);
  return largest ? f64x2.pmax(values, turned) : f64x2.pmin(values, turned);
}

/**
 * Σ_i weight_i (label_i − prediction) x_i of two prompts at once, in the order of the points.
 *
 * Sums of one prompt wait for each other, those of two do not.
 */
// @ts-ignore: decorator
@inline
export function directionsOfThree(
  rows: usize,
  weights: usize,
  labels: usize,
  prediction: v128,
  direction: usize,
  otherRows: usize,
  otherWeights: usize,
  otherLabels: usize,
  otherPrediction: v128,
  otherDirection: usize,
  n: i32,
): void {
  let xy = f64x2.splat(0);
  let z = f64x2.splat(0);
  let otherXy = f64x2.splat(0);
  let otherZ = f64x2.splat(0);
  const end = weights + ((<usize>(n & ~1)) << 3);
  while (weights < end) {
    const pulls = f64x2.mul(v128.load(weights), f64x2.sub(v128.load(labels), prediction));
    const b = f64x2.mul(pulls, v128.load(rows, 16));
    const c = f64x2.mul(v128.shuffle<f64>(pulls, pulls, 1, 1), v128.load(rows, 32));
    xy = f64x2.add(xy, f64x2.mul(v128.shuffle<f64>(pulls, pulls, 0, 0), v128.load(rows)));
    xy = f64x2.add(xy, v128.shuffle<f64>(b, c, 1, 2));
    z = f64x2.add(f64x2.add(z, b), v128.shuffle<f64>(c, c, 1, 1));
    const off = f64x2.sub(v128.load(otherLabels), otherPrediction);
    const others = f64x2.mul(v128.load(otherWeights), off);
    const e = f64x2.mul(others, v128.load(otherRows, 16));
    const f = f64x2.mul(v128.shuffle<f64>(others, others, 1, 1), v128.load(otherRows, 32));
    const first = f64x2.mul(v128.shuffle<f64>(others, others, 0, 0), v128.load(otherRows));
    otherXy = f64x2.add(otherXy, first);
    otherXy = f64x2.add(otherXy, v128.shuffle<f64>(e, f, 1, 2));
    otherZ = f64x2.add(f64x2.add(otherZ, e), v128.shuffle<f64>(f, f, 1, 1));
    weights += 16;
    labels += 16;
    rows += 48;
    otherWeights += 16;
    otherLabels += 16;
    otherRows += 48;
  }
  if (n & 1) {
    const last = f64x2.mul(
      v128.load64_splat(weights),
      f64x2.sub(v128.load64_splat(labels), prediction),
    );
    xy = f64x2.add(xy, f64x2.mul(last, v128.load(rows)));
    z = f64x2.add(z, f64x2.mul(last, v128.load64_zero(rows, 16)));
    const other = f64x2.mul(
      v128.load64_splat(otherWeights),
      f64x2.sub(v128.load64_splat(otherLabels), otherPrediction),
    );
    otherXy = f64x2.add(otherXy, f64x2.mul(other, v128.load(otherRows)));
    otherZ = f64x2.add(otherZ, f64x2.mul(other, v128.load64_zero(otherRows, 16)));
  }
  v128.store(direction, xy);
  v128.store64_lane(direction, z, 0, 16);
  v128.store(otherDirection, otherXy);
  v128.store64_lane(otherDirection, otherZ, 0, 16);
}
