/** 2^{j/256}, from which the kernel's exponential starts. */

/** Powers in {@link BINARY_POWERS}, a power of two: the low bits of an exponent choose one. */
export const POWERS = 256;
/** Square roots that lead from 2 to its {@link POWERS}th root. */
const ROOTS = 8;
/** Bits after the point: the last power is then 2^−110 off at most, and a rounding to float64 right. */
const BITS = 120n;
const ONE = 1n << BITS;

/** 2^{j/256} for 0 ≤ j < 256, each rounded to the nearest float64: in integers, so the same on every engine. */
export const BINARY_POWERS: Float64Array = binaryPowers();

function binaryPowers(): Float64Array {
  let step = 2n * ONE;
  for (let i = 0; i < ROOTS; i++) step = squareRoot(step);
  const powers = new Float64Array(POWERS);
  for (let j = 0, power = ONE; j < POWERS; j++, power = (power * step) >> BITS) {
    powers[j] = Number(power) / 2 ** Number(BITS);
  }
  return powers;
}

/** √x of a fixed-point number from 1 to 2, rounded down: Newton's steps from above. */
function squareRoot(x: bigint): bigint {
  const square = x << BITS;
  let root = x;
  for (let next = (root + square / root) >> 1n; next < root; next = (root + square / root) >> 1n) {
    root = next;
  }
  return root;
}
