/** Arbitraries for specs: small readable values that a claim expands to data. */

import fc, { type Arbitrary } from "fast-check";

/** A seed for the data of one case. */
export function seeds(): Arbitrary<number> {
  return fc.nat({ max: 0x7fffffff });
}

/** Equal steps from one end of a range of reals to the other. */
const STEPS = 1000;

/**
 * A number in [low, high], uniform in its logarithm, to three significant digits.
 *
 * Never `fc.double`: that is uniform over representable doubles, nearly all of them tiny.
 */
export function logUniform(low: number, high: number): Arbitrary<number> {
  return counts(0, STEPS).map((k) => {
    if (k === 0 || k === STEPS) return k === 0 ? low : high;
    const value = low * Math.pow(high / low, k / STEPS);
    return Math.min(high, Math.max(low, Number(value.toPrecision(3))));
  });
}

/** A number in [low, high] in a thousand equal steps. */
export function uniformSteps(low: number, high: number): Arbitrary<number> {
  return counts(0, STEPS).map((k) => {
    if (k === 0 || k === STEPS) return k === 0 ? low : high;
    return Number((low + ((high - low) * k) / STEPS).toPrecision(12));
  });
}

/**
 * A whole number in [low, high], each end in a tenth of the cases or more: that is where claims break.
 *
 * It is one number of a range longer by an eighth at either end, clamped, so that it shrinks as one number.
 * fast-check's own bias would favour zero as well, wherever that lies.
 */
export function counts(low: number, high: number): Arbitrary<number> {
  const beyond = Math.ceil((high - low + 1) / 8);
  return fc.noBias(fc.integer({ min: low - beyond, max: high + beyond }))
    .map((k) => Math.min(high, Math.max(low, k)));
}

/** The value, or its negative. */
export function eitherSign(arbitrary: Arbitrary<number>): Arbitrary<number> {
  return fc.tuple(arbitrary, fc.boolean()).map(([value, negative]) => negative ? -value : value);
}
