/**
 * e^x on two numbers at once; `src/kernel/exp.ts` has the same operations in the same order, and says why.
 *
 * AssemblyScript: built by `deno task kernel:build`, never read by Deno itself.
 */

/** Constants are loaded, not written into the code: one instruction each instead of three. */
// prettier-ignore
const CONSTANTS = memory.data<f64>([
  0.5000000000000001, 0.16666666666666669, 0.04166666666662399, 0.008333333333330051,
  0.0013888888917281794, 0.00019841269863105968, 2.480152119021773e-5, 2.7557268378684192e-6,
  2.7620138719733994e-7, 2.5100424157005067e-8,
  1.4426950408889634, 6755399441055744, 6.93147180369123816490e-1, 1.90821492927058770002e-10, 1, 707,
]);
const LOG2_E = 10;
const TO_INTEGER = 11;
const LN2_HIGH = 12;
const LN2_LOW = 13;
const ONE = 14;
const LARGEST_PLAIN = 15;

// @ts-ignore: decorator
@inline
function constant(index: i32): v128 {
  return v128.load64_splat(CONSTANTS + ((<usize>index) << 3));
}

/** 2^k for the integer k in the low bits of each lane, −1022 ≤ k ≤ 1023. */
// @ts-ignore: decorator
@inline
function powerOfTwo(integer: v128): v128 {
  return i64x2.shl(i64x2.add(integer, i64x2.splat(1023)), 52);
}

/** The nearest integer to x / ln 2, in the low bits. */
// @ts-ignore: decorator
@inline
function exponent(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, constant(LOG2_E)), constant(TO_INTEGER));
}

/** e^{x − k ln 2}. */
// @ts-ignore: decorator
@inline
function fraction(x: v128, k: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(k, constant(LN2_HIGH)));
  const tail = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, tail);
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const q0 = f64x2.add(constant(0), f64x2.mul(constant(1), r));
  const q2 = f64x2.add(constant(2), f64x2.mul(constant(3), r));
  const q4 = f64x2.add(constant(4), f64x2.mul(constant(5), r));
  const q6 = f64x2.add(constant(6), f64x2.mul(constant(7), r));
  const q8 = f64x2.add(constant(8), f64x2.mul(constant(9), r));
  const low = f64x2.add(q0, f64x2.mul(q2, r2));
  const middle = f64x2.add(q4, f64x2.mul(q6, r2));
  const upper = f64x2.add(middle, f64x2.mul(q8, r4));
  const q = f64x2.add(low, f64x2.mul(upper, r4));
  return f64x2.add(constant(ONE), f64x2.add(high, f64x2.sub(f64x2.mul(r2, q), tail)));
}

/** e^x of both lanes. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // False for a NaN, which stays one.
  if (v128.any_true(f64x2.gt(f64x2.abs(x), constant(LARGEST_PLAIN)))) return expAtEnds(x);
  const integer = exponent(x);
  return f64x2.mul(fraction(x, f64x2.sub(integer, constant(TO_INTEGER))), powerOfTwo(integer));
}

/** e^x where 2^k may be no normal number: it is multiplied in two halves, so that only the last rounds. */
function expAtEnds(unclamped: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(unclamped, f64x2.splat(710)), f64x2.splat(-746));
  const k = f64x2.sub(exponent(x), constant(TO_INTEGER));
  const half = f64x2.add(f64x2.mul(k, f64x2.splat(0.5)), constant(TO_INTEGER));
  const others = f64x2.sub(k, f64x2.sub(half, constant(TO_INTEGER)));
  const rest = f64x2.add(others, constant(TO_INTEGER));
  return f64x2.mul(f64x2.mul(fraction(x, k), powerOfTwo(half)), powerOfTwo(rest));
}

/** e^x of `count` numbers in place, an even count. */
export function expInPlace(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (; values < end; values += 16) v128.store(values, exp(v128.load(values)));
}
