/** Paper A's loss on inner products alone, two prompts at once; `src/training/nearest_loss.ts` is its plain form. */

import { exp } from "./exp";
import { pair } from "./pair";

/**
 * The loss and its slopes in ξ1 and ξ2, summed over prompts, added to the three numbers at `sums`.
 *
 * Even and odd prompts are summed apart, then together. `scratch` holds 4 numbers a point.
 */
export function nearestLoss(
  prompts: i32,
  n: i32,
  innerProducts: usize,
  xi1: f64,
  xi2: f64,
  sums: usize,
  scratch: usize,
): void {
  const row = (<usize>n) << 3;
  const end = scratch + (row << 2);
  const slope = f64x2.splat(xi1);
  const queryScore = f64x2.splat(xi1 - xi2);
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  let losses = f64x2.splat(0);
  let slopes1 = f64x2.splat(0);
  let slopes2 = f64x2.splat(0);
  for (let b = 0; b < prompts; b += 2) {
    // A last prompt without a partner is its own, and counts once.
    const alone = b + 1 === prompts;
    let first = innerProducts;
    let second = alone ? first : first + row;
    innerProducts = second + row;
    let nearest = f64x2.splat(-Infinity);
    let most = queryScore;
    for (let at = scratch; at < end; at += 32) {
      const t = pair(first, second);
      v128.store(at, t);
      nearest = f64x2.pmax(nearest, t);
      most = f64x2.pmax(most, f64x2.mul(slope, t));
      first += 8;
      second += 8;
    }
    let total = f64x2.splat(0);
    for (let at = scratch; at < end; at += 32) {
      const weight = exp(f64x2.sub(f64x2.mul(slope, v128.load(at)), most));
      v128.store(at, weight, 16);
      total = f64x2.add(total, weight);
    }
    const queryKernel = exp(f64x2.sub(queryScore, most));
    const share = f64x2.div(one, f64x2.add(total, queryKernel));
    const queryWeight = f64x2.mul(queryKernel, share);
    let mean = queryWeight;
    let others = queryWeight;
    let squares = f64x2.splat(0);
    let rest = f64x2.splat(0);
    let winner = f64x2.splat(0);
    let found = f64x2.splat(0);
    for (let at = scratch; at < end; at += 32) {
      const t = v128.load(at);
      const q = f64x2.mul(v128.load(at, 16), share);
      const square = f64x2.mul(q, q);
      v128.store(at, square, 16);
      // The first of the largest inner products is the nearest point.
      const won = v128.andnot(f64x2.eq(t, nearest), found);
      found = v128.or(found, won);
      winner = f64x2.add(winner, v128.and(q, won));
      mean = f64x2.add(mean, f64x2.mul(q, t));
      squares = f64x2.add(squares, square);
      others = f64x2.add(others, v128.andnot(q, won));
      rest = f64x2.add(rest, v128.andnot(square, won));
    }
    let pull = f64x2.splat(0);
    for (let at = scratch; at < end; at += 32) {
      const off = f64x2.sub(v128.load(at), mean);
      pull = f64x2.add(pull, f64x2.mul(v128.load(at, 16), off));
    }
    let loss = f64x2.mul(half, f64x2.add(f64x2.mul(others, others), rest));
    let slope1 = f64x2.sub(pull, f64x2.mul(winner, f64x2.sub(nearest, mean)));
    let slope2 = f64x2.mul(queryWeight, f64x2.sub(squares, winner));
    if (alone) {
      loss = f64x2.replace_lane(loss, 1, 0);
      slope1 = f64x2.replace_lane(slope1, 1, 0);
      slope2 = f64x2.replace_lane(slope2, 1, 0);
    }
    losses = f64x2.add(losses, loss);
    slopes1 = f64x2.add(slopes1, slope1);
    slopes2 = f64x2.add(slopes2, slope2);
  }
  store<f64>(sums, f64x2.extract_lane(losses, 0) + f64x2.extract_lane(losses, 1));
  store<f64>(sums, f64x2.extract_lane(slopes1, 0) + f64x2.extract_lane(slopes1, 1), 8);
  store<f64>(sums, f64x2.extract_lane(slopes2, 0) + f64x2.extract_lane(slopes2, 1), 16);
}
