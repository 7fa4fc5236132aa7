/** Inner products of many points with a direction each group shares; `src/kernel/projections.ts` says the same. */

import { pair } from "./pair";

/**
 * out_i = ⟨direction of its group, point i⟩ for `groups` groups of `each` points in d dimensions.
 *
 * Two points a vector; the terms of each sum as they come.
 */
export function projections(
  groups: i32,
  each: i32,
  d: i32,
  directions: usize,
  points: usize,
  out: usize,
): void {
  const stride = (<usize>d) << 3;
  for (let group = 0; group < groups; group++) {
    const end = directions + stride;
    let left = each;
    for (; left >= 4; left -= 4) {
      let at = points;
      let even = f64x2.splat(0);
      let odd = f64x2.splat(0);
      for (let entry = directions; entry < end; entry += 8, at += 8) {
        const along = v128.load64_splat(entry);
        even = f64x2.add(even, f64x2.mul(along, pair(at, at + stride)));
        odd = f64x2.add(odd, f64x2.mul(along, pair(at + 2 * stride, at + 3 * stride)));
      }
      v128.store(out, even);
      v128.store(out, odd, 16);
      points += stride << 2;
      out += 32;
    }
    for (; left > 0; left--) {
      let sum: f64 = 0;
      for (let entry = directions; entry < end; entry += 8, points += 8) {
        sum += load<f64>(entry) * load<f64>(points);
      }
      store<f64>(out, sum);
      out += 8;
    }
    directions = end;
  }
}
