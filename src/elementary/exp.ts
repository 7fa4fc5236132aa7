/** The kernel's exponential in TypeScript: the operations of assembly/exp.as in their order, so the same bits. */

import { BINARY_POWERS, POWERS } from "./binary_powers.ts";

/** 256/ln 2. */
const SCALE = 369.3299304675746;
/** ln 2 / 256 in two parts: k times the first is exact, its last 21 bits being zero. */
const LN2_HIGH = 0.00270760617331689;
const LN2_LOW = 7.453964567463233e-13;
/** Adding and subtracting 1.5·2^52 rounds to the nearest integer, ties to even. */
const TO_INTEGER = 6755399441055744;
/** Beyond these e^x is ∞ or 0 in float64. */
const CLAMP = { low: -746, high: 710 };
/** Up to here s is so large that what is subnormal in s·(e^r − 1) adds nothing to it: scaling before or after is one. */
const LARGEST_PLAIN = 670;

const LEAST_EXPONENT = -968;
/** 2^k for −968 ≤ k ≤ 968. */
const EXPONENTS = Float64Array.from({ length: 1937 }, (_, i) => Math.pow(2, i + LEAST_EXPONENT));

/**
 * e^x to within 1.1 ulp on all of float64, subnormal results included; e^{−∞} = 0, e^∞ = ∞, NaN is kept.
 *
 * x = (256·k + j)·ln 2/256 + r, and e^x = s + s·(e^r − 1) with s = 2^k·2^{j/256} from a table (Tang) and a
 * polynomial in r. Table and last addition round by ½ ulp each, all else is below a tenth. Only +, −, × and
 * powers of two, in one order, so that TypeScript and WebAssembly agree to the last bit on every machine.
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
  if (Math.abs(x) > LARGEST_PLAIN) return expAtEnds(x);
  const steps = x * SCALE + TO_INTEGER - TO_INTEGER;
  const j = steps & (POWERS - 1);
  const start = EXPONENTS[(steps - j) / POWERS - LEAST_EXPONENT] * BINARY_POWERS[j];
  return start + start * excess(x, steps);
}

/** e^x where 2^k may be no normal number: it is multiplied in two halves, so that only the last rounds. */
function expAtEnds(x: number): number {
  const inside = x > CLAMP.high ? CLAMP.high : x < CLAMP.low ? CLAMP.low : x;
  const steps = inside * SCALE + TO_INTEGER - TO_INTEGER;
  const j = steps & (POWERS - 1);
  const k = (steps - j) / POWERS;
  const half = k >> 1;
  const start = BINARY_POWERS[j] + BINARY_POWERS[j] * excess(inside, steps);
  return start * EXPONENTS[half - LEAST_EXPONENT] * EXPONENTS[k - half - LEAST_EXPONENT];
}

/**
 * e^r − 1 for r = x − steps·ln 2/256, |r| ≤ ln 2 / 512.
 *
 * r + r²·q with q interpolated at Chebyshev's nodes: e^r is 2^−56.5 off at most. The first difference is exact.
 */
function excess(x: number, steps: number): number {
  const r = x - steps * LN2_HIGH - steps * LN2_LOW;
  const r2 = r * r;
  const q = 0.5 + 0.16666667812155952 * r + 0.04166666857581546 * r2;
  return r + r2 * q;
}
