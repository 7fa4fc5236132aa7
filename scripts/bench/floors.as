/** What a step cannot do without, each by itself and as fast as vectors of two doubles allow; never part of src/. */

import { exp } from "./exp";

/**
 * At least `count` multiply-adds of two doubles each, from registers; the sum keeps the optimiser from removing them.
 *
 * Thirteen chains, the most that have a register each: two start in every cycle, and each takes six to its next link.
 * Factor and summand are arguments, because constants would be made anew for every use.
 */
export function multiplyAdds(count: i32, factor: f64, summand: f64): f64 {
  const times = f64x2.splat(factor);
  const plus = f64x2.splat(summand);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(1);
  let s2 = f64x2.splat(2);
  let s3 = f64x2.splat(3);
  let s4 = f64x2.splat(4);
  let s5 = f64x2.splat(5);
  let s6 = f64x2.splat(6);
  let s7 = f64x2.splat(7);
  let s8 = f64x2.splat(8);
  let s9 = f64x2.splat(9);
  let s10 = f64x2.splat(10);
  let s11 = f64x2.splat(11);
  let s12 = f64x2.splat(12);
  for (let i = 0; i < count; i += 13) {
    s0 = f64x2.add(f64x2.mul(s0, times), plus);
    s1 = f64x2.add(f64x2.mul(s1, times), plus);
    s2 = f64x2.add(f64x2.mul(s2, times), plus);
    s3 = f64x2.add(f64x2.mul(s3, times), plus);
    s4 = f64x2.add(f64x2.mul(s4, times), plus);
    s5 = f64x2.add(f64x2.mul(s5, times), plus);
    s6 = f64x2.add(f64x2.mul(s6, times), plus);
    s7 = f64x2.add(f64x2.mul(s7, times), plus);
    s8 = f64x2.add(f64x2.mul(s8, times), plus);
    s9 = f64x2.add(f64x2.mul(s9, times), plus);
    s10 = f64x2.add(f64x2.mul(s10, times), plus);
    s11 = f64x2.add(f64x2.mul(s11, times), plus);
    s12 = f64x2.add(f64x2.mul(s12, times), plus);
  }
  const first = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  const second = f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7));
  const third = f64x2.add(f64x2.add(s8, s9), f64x2.add(s10, s11));
  return both(f64x2.add(f64x2.add(first, second), f64x2.add(third, s12)));
}

/** e^x of `count` numbers: of the even number `size` at `from`, again and again, written to `to`. */
export function exponentials(from: usize, to: usize, size: i32, count: i32): void {
  for (; count > 0; count -= size) {
    const bytes = (<usize>(count < size ? count : size)) << 3;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(to + at, exp(v128.load(from + at)));
    }
  }
}

/** The sum of `count` numbers, a multiple of 16, from wherever they lie. */
export function sumOf(values: usize, count: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  const end = values + ((<usize>count) << 3);
  for (; values < end; values += 128) {
    s0 = f64x2.add(s0, v128.load(values));
    s1 = f64x2.add(s1, v128.load(values, 16));
    s2 = f64x2.add(s2, v128.load(values, 32));
    s3 = f64x2.add(s3, v128.load(values, 48));
    s4 = f64x2.add(s4, v128.load(values, 64));
    s5 = f64x2.add(s5, v128.load(values, 80));
    s6 = f64x2.add(s6, v128.load(values, 96));
    s7 = f64x2.add(s7, v128.load(values, 112));
  }
  const first = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  return both(f64x2.add(first, f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7))));
}

// @ts-ignore: decorator
@inline
function both(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}
