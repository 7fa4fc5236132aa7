/** cos(2πu) of two numbers at once; `src/elementary/cosine.ts` has the same operations, and says why. */

// prettier-ignore
const CONSTANTS = memory.data<f64>([
  -5.16771278004997, 2.55016403987734, -0.599264529320343, 0.08214588659675232,
  -0.007370430719634586, 0.00046630087411496363, -2.1906201655131958e-5, 7.725743030789876e-7,
  3.141592653589793, 0.5, 2,
]);
const PI = 8;
const HALF = 9;
const TWO = 10;

// @ts-ignore: decorator
@inline
function constant(index: i32): v128 {
  return v128.load64_splat(CONSTANTS + ((<usize>index) << 3));
}

/** cos(2πu) of both lanes, from 0 to 1. */
// @ts-ignore: decorator
@inline
export function cosineOfTurns(u: v128): v128 {
  const folded = f64x2.mul(constant(TWO), f64x2.abs(f64x2.sub(u, constant(HALF))));
  const y = f64x2.sub(folded, constant(HALF));
  const z = f64x2.mul(y, y);
  return f64x2.mul(y, f64x2.add(constant(PI), f64x2.mul(z, polynomial(z))));
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
  return f64x2.add(low, f64x2.mul(f64x2.add(q4, f64x2.mul(q6, z2)), z4));
}

/** cos(2πu) of `count` numbers in place, an even count. */
export function cosineOfTurnsInPlace(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (; values < end; values += 16) v128.store(values, cosineOfTurns(v128.load(values)));
}
