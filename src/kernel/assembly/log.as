/** The natural logarithm of two numbers at once; `src/elementary/log.ts` has the same operations, and says why. */

// prettier-ignore
const CONSTANTS = memory.data<f64>([
  0.6666666666666666, 0.4000000000000088, 0.28571428570803614, 0.22222222391713917,
  0.18181795640132906, 0.15386239702814658, 0.13268773138656886, 0.13086626147840102,
  6.93147180369123816490e-1, 1.90821492927058770002e-10, 1, 2, 6755399441055744,
]);
const LN2_HIGH = 8;
const LN2_LOW = 9;
const ONE = 10;
const TWO = 11;
const TO_INTEGER = 12;
/** The bits of √½, their lower half zero. */
const ROOT_HALF: i64 = 0x3fe6a09e00000000;

// @ts-ignore: decorator
@inline
function constant(index: i32): v128 {
  return v128.load64_splat(CONSTANTS + ((<usize>index) << 3));
}

/** ln x of both lanes, positive normal numbers. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const shift = i64x2.shr_s(i64x2.sub(x, i64x2.splat(ROOT_HALF)), 52);
  const m = i64x2.sub(x, i64x2.shl(shift, 52));
  // There is no conversion of integers this wide: they are added to the bits of a number whose ulp is 1.
  const k = f64x2.sub(i64x2.add(shift, constant(TO_INTEGER)), constant(TO_INTEGER));
  const f = f64x2.sub(m, constant(ONE));
  const s = f64x2.div(f, f64x2.add(constant(TWO), f));
  const rest = f64x2.mul(s, f64x2.sub(f, polynomial(f64x2.mul(s, s))));
  const low = f64x2.sub(f, f64x2.sub(rest, f64x2.mul(k, constant(LN2_LOW))));
  return f64x2.add(f64x2.mul(k, constant(LN2_HIGH)), low);
}

// @ts-ignore: decorator
@inline
function polynomial(z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  const z4 = f64x2.mul(z2, z2);
  const q0 = f64x2.add(constant(0), f64x2.mul(constant(1), z));
  const q2 = f64x2.add(constant(2), f64x2.mul(constant(3), z));
  const q4 = f64x2.add(constant(4), f64x2.mul(constant(5), z));
  const q6 = f64x2.add(constant(6), f64x2.mul(constant(7), z));
  const low = f64x2.add(q0, f64x2.mul(q2, z2));
  const high = f64x2.mul(f64x2.add(q4, f64x2.mul(q6, z2)), z4);
  return f64x2.mul(z, f64x2.add(low, high));
}

/** ln x of `count` positive normal numbers in place, an even count. */
export function logInPlace(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (; values < end; values += 16) v128.store(values, log(v128.load(values)));
}
