/** The kernel's exponential in TypeScript: the operations of assembly/exp.as in their order, so the same bits. */

const LOG2_E = 1.4426950408889634;
/** ln 2 in two parts: k times the first is exact, its last 21 bits being zero. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** Adding and subtracting 1.5·2^52 rounds to the nearest integer, ties to even. */
const TO_INTEGER = 6755399441055744;
/** Beyond these e^x is ∞ or 0 in float64. */
const CLAMP = { low: -746, high: 710 };

const LEAST_POWER = -540;
/** 2^k for −540 ≤ k ≤ 540; halves of exponents need no more. */
const POWERS = Float64Array.from({ length: 1081 }, (_, i) => Math.pow(2, i + LEAST_POWER));

/**
 * e^x to within 1 ulp on all of float64, subnormal results included; e^{−∞} = 0, e^∞ = ∞, NaN is kept.
 *
 * The last addition rounds by ½ ulp, the one before by ¼, and the polynomial is ⅐ off.
 * x = k·ln 2 + r, then 2^k times a polynomial in r (Cody and Waite). Only +, −, × and powers of two, in
 * one order, so that TypeScript and WebAssembly agree to the last bit on every machine.
 *
 * @example At zero, at the ends, and at one
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { kernelExp } from "./exp.ts";
 *
 * assertEquals([0, -Infinity, Infinity].map(kernelExp), [1, 0, Infinity]);
 * assertAlmostEquals(kernelExp(1), Math.E, 4.5e-16);
 * ```
 */
export function kernelExp(x: number): number {
  const inside = x > CLAMP.high ? CLAMP.high : x < CLAMP.low ? CLAMP.low : x;
  const k = inside * LOG2_E + TO_INTEGER - TO_INTEGER;
  // The first difference is exact; adding it before its tail keeps the digits that r has to round away.
  const high = inside - k * LN2_HIGH;
  const tail = k * LN2_LOW;
  const r = high - tail;
  const fraction = 1 + (high + (r * r * polynomial(r) - tail));
  // In two halves, since 2^k itself may be no normal number: the first product is exact, the second rounds.
  const half = k * 0.5 + TO_INTEGER - TO_INTEGER;
  return fraction * POWERS[half - LEAST_POWER] * POWERS[k - half - LEAST_POWER];
}

/**
 * (e^r − 1 − r)/r² on |r| ≤ ln 2 / 2, interpolated at Chebyshev's nodes: e^r is 2^−55.7 off at most.
 *
 * By Estrin's scheme: the pairs do not wait for each other.
 */
function polynomial(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const q0 = 0.5000000000000001 + 0.16666666666666669 * r;
  const q2 = 0.04166666666662399 + 0.008333333333330051 * r;
  const q4 = 0.0013888888917281794 + 0.00019841269863105968 * r;
  const q6 = 2.480152119021773e-5 + 2.7557268378684192e-6 * r;
  const q8 = 2.7620138719733994e-7 + 2.5100424157005067e-8 * r;
  return q0 + q2 * r2 + (q4 + q6 * r2 + q8 * r4) * r4;
}
