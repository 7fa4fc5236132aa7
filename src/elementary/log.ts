/** The kernel's logarithm in TypeScript: the operations of assembly/log.as in their order, so the same bits. */

/** ln 2 in two parts: k times the first is exact, its last 21 bits being zero. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** The upper half of the bits of √½, which mantissas are reduced to. */
const ROOT_HALF = 0x3fe6a09e;
/** A subnormal times this is a normal number. */
const LIFT = { factor: 2 ** 54, exponent: 54 };

const number = new Float64Array(1);
/** Both halves of its bits, the upper one second: every engine with WebAssembly is little-endian. */
const halves = new Int32Array(number.buffer);

/**
 * The natural logarithm to within 1 ulp on all of float64; ln 0 = −∞, ln ∞ = ∞, NaN below zero.
 *
 * x = 2^k·m with m from √½ to √2; with f = m − 1 and s = f/(2 + f), ln m = 2 artanh s = f − s(f − R), where R
 * is a polynomial in s². Only +, −, ×, ÷ in one order: the same bits on every machine and in WebAssembly.
 *
 * @example At one, at e and at the ends
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { kernelLog } from "./log.ts";
 *
 * assertEquals([1, 0, Infinity, -1].map(kernelLog), [0, -Infinity, Infinity, NaN]);
 * assertAlmostEquals(kernelLog(Math.E), 1, 2.3e-16);
 * ```
 */
export function kernelLog(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  if (x < 2 ** -1022) return reduced(x * LIFT.factor, LIFT.exponent);
  return reduced(x, 0);
}

/** ln x − lifted·ln 2 of a positive normal number. */
function reduced(x: number, lifted: number): number {
  number[0] = x;
  const shift = (halves[1] - ROOT_HALF) >> 20;
  halves[1] -= shift << 20;
  const k = shift - lifted;
  const f = number[0] - 1;
  const s = f / (2 + f);
  const rest = s * (f - polynomial(s * s));
  return k * LN2_HIGH + (f - (rest - k * LN2_LOW));
}

/** 2 artanh(s)/s − 2 at z = s² ≤ .0295, interpolated at Chebyshev's nodes: ln m is 2^−60 off at most. */
function polynomial(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const q0 = 0.6666666666666666 + 0.4000000000000088 * z;
  const q2 = 0.28571428570803614 + 0.22222222391713917 * z;
  const q4 = 0.18181795640132906 + 0.15386239702814658 * z;
  const q6 = 0.13268773138656886 + 0.13086626147840102 * z;
  return z * (q0 + q2 * z2 + (q4 + q6 * z2) * z4);
}
