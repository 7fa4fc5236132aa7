/** Softmax weights of one set of scores at many inverse temperatures; `src/kernel/sweep.ts` is its plain form. */

import { exp } from "./exp";

/**
 * For each w of the grid, two at once: Σ a_i², Σ a_i² u_i and Σ a_i v_i for each column v, a the weights at w.
 *
 * The results lie one after another, each as long as the grid, which is even (repeat the last w).
 * `scratch` holds 2 numbers a point.
 */
export function sweep(
  n: i32,
  scores: usize,
  squareFactors: usize,
  columns: i32,
  values: usize,
  points: i32,
  grid: usize,
  out: usize,
  scratch: usize,
): void {
  const row = (<usize>n) << 3;
  const length = (<usize>points) << 3;
  const end = scores + row;
  let least = Infinity;
  let most = -Infinity;
  for (let at = scores; at < end; at += 8) {
    const score = load<f64>(at);
    if (score < least) least = score;
    if (score > most) most = score;
  }
  for (let g: usize = 0; g < length; g += 16) {
    const w = v128.load(grid + g);
    // The largest of w·s_i: at the largest score for w ≥ 0, at the least one below.
    const negative = f64x2.lt(w, f64x2.splat(0));
    const top = v128.bitselect(f64x2.splat(least), f64x2.splat(most), negative);
    let total = f64x2.splat(0);
    let squares = f64x2.splat(0);
    let scatter = f64x2.splat(0);
    let factor = squareFactors;
    let kept = scratch;
    for (let at = scores; at < end; at += 8) {
      const weight = exp(f64x2.mul(w, f64x2.sub(v128.load64_splat(at), top)));
      const square = f64x2.mul(weight, weight);
      v128.store(kept, weight);
      total = f64x2.add(total, weight);
      squares = f64x2.add(squares, square);
      scatter = f64x2.add(scatter, f64x2.mul(square, v128.load64_splat(factor)));
      factor += 8;
      kept += 16;
    }
    const both = f64x2.mul(total, total);
    v128.store(out + g, f64x2.div(squares, both));
    v128.store(out + length + g, f64x2.div(scatter, both));
    let value = values;
    for (let column: usize = 0; column < <usize>columns; column++) {
      let mean = f64x2.splat(0);
      for (let at = scratch, last = value + row; value < last; value += 8, at += 16) {
        mean = f64x2.add(mean, f64x2.mul(v128.load(at), v128.load64_splat(value)));
      }
      v128.store(out + (column + 2) * length + g, f64x2.div(mean, total));
    }
  }
}
