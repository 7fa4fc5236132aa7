/**
 * e^x on two numbers at once; `src/elementary/exp.ts` has the same operations in the same order, and says why.
 *
 * AssemblyScript: built by `deno task kernel:build`, never read by Deno itself.
 */

/** Constants are loaded, not written into the code: one instruction each instead of three. */
// prettier-ignore
const CONSTANTS = memory.data<f64>([
  0.5, 0.16666667812155952, 0.04166666857581546,
  369.3299304675746, 6755399441055744, 0.00270760617331689, 7.453964567463233e-13, 670,
]);
export const SCALE = 3;
export const TO_INTEGER = 4;
export const LN2_HIGH = 5;
export const LN2_LOW = 6;
export const LARGEST_PLAIN = 7;
/** Where `src/kernel/wasm.ts` puts 2^{j/256}, the bits of each less j·2^44: adding 256·k + j, shifted, gives 2^k of it. */
const POWERS: usize = 1024;

// @ts-ignore: decorator
@inline
export function expConstant(index: i32): v128 {
  return v128.load64_splat(CONSTANTS + ((<usize>index) << 3));
}

/** 256·x/ln 2, rounded: an integer in the low bits. */
// @ts-ignore: decorator
@inline
function stepsOf(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, expConstant(SCALE)), expConstant(TO_INTEGER));
}

/** 2^{steps/256}, for integers in the low bits of each lane from −1022·256 to 1024·256. */
// @ts-ignore: decorator
@inline
function powerOfTwo(steps: v128): v128 {
  const first = (<usize>i32x4.extract_lane(steps, 0) & 255) << 3;
  const second = (<usize>i32x4.extract_lane(steps, 2) & 255) << 3;
  const bits = v128.load64_lane(second, v128.load64_zero(first, POWERS), 1, POWERS);
  return i64x2.add(bits, i64x2.shl(steps, 44));
}

/** e^r − 1 for r = x − steps·ln 2/256. */
// @ts-ignore: decorator
@inline
function excess(x: v128, steps: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(steps, expConstant(LN2_HIGH)));
  const r = f64x2.sub(high, f64x2.mul(steps, expConstant(LN2_LOW)));
  const r2 = f64x2.mul(r, r);
  const low = f64x2.add(expConstant(0), f64x2.mul(expConstant(1), r));
  const q = f64x2.add(low, f64x2.mul(expConstant(2), r2));
  return f64x2.add(r, f64x2.mul(r2, q));
}

/** e^x of both lanes, |x| at most {@link LARGEST_PLAIN}, with the constants that a loop has loaded before. */
// @ts-ignore: decorator
@inline
export function expWith(
  x: v128,
  scale: v128,
  toInteger: v128,
  high: v128,
  low: v128,
  c2: v128,
  c3: v128,
  c4: v128,
): v128 {
  const integer = f64x2.add(f64x2.mul(x, scale), toInteger);
  const start = powerOfTwo(integer);
  const steps = f64x2.sub(integer, toInteger);
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(steps, high)), f64x2.mul(steps, low));
  const r2 = f64x2.mul(r, r);
  const q = f64x2.add(f64x2.add(c2, f64x2.mul(c3, r)), f64x2.mul(c4, r2));
  return f64x2.add(start, f64x2.mul(start, f64x2.add(r, f64x2.mul(r2, q))));
}

/** e^x of both lanes. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // False for a NaN, which stays one.
  if (v128.any_true(f64x2.gt(f64x2.abs(x), expConstant(LARGEST_PLAIN)))) return expAtEnds(x);
  const integer = stepsOf(x);
  const start = powerOfTwo(integer);
  const steps = f64x2.sub(integer, expConstant(TO_INTEGER));
  return f64x2.add(start, f64x2.mul(start, excess(x, steps)));
}

/** e^x where 2^k may be no normal number: it is multiplied in two halves, so that only the last rounds. */
function expAtEnds(unclamped: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(unclamped, f64x2.splat(710)), f64x2.splat(-746));
  const integer = stepsOf(x);
  const start = powerOfTwo(v128.and(integer, i64x2.splat(255)));
  const steps = f64x2.sub(integer, expConstant(TO_INTEGER));
  const fraction = f64x2.add(start, f64x2.mul(start, excess(x, steps)));
  const k = i32x4.shr_s(integer, 8);
  const half = i32x4.shr_s(k, 1);
  return f64x2.mul(f64x2.mul(fraction, exponent(half)), exponent(i32x4.sub(k, half)));
}

/** 2^k for the integer k in the low half of each lane, −1022 ≤ k ≤ 1023. */
// @ts-ignore: decorator
@inline
function exponent(k: v128): v128 {
  return i64x2.shl(i64x2.add(k, i64x2.splat(1023)), 52);
}

/** e^x of `count` numbers in place, an even count. */
export function expInPlace(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (; values < end; values += 16) v128.store(values, exp(v128.load(values)));
}
