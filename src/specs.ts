/** Arbitraries for specs: small readable values that a claim expands to data. */

import fc, { type Arbitrary } from "fast-check";

/** A seed for the data of one case. */
export function seeds(): Arbitrary<number> {
  return fc.nat({ max: 0x7fffffff });
}

/** The inside of a range, and each of its two ends in a tenth of the cases: that is where claims break. */
function withEnds<T>(inside: Arbitrary<T>, low: T, high: T): Arbitrary<T> {
  return fc.oneof(
    { weight: 8, arbitrary: inside },
    { weight: 1, arbitrary: fc.constant(low) },
    { weight: 1, arbitrary: fc.constant(high) },
  );
}

/**
 * A number in [low, high], uniform in its logarithm, to three significant digits.
 *
 * Never `fc.double`: that is uniform over representable doubles, nearly all of them tiny.
 */
export function logUniform(low: number, high: number): Arbitrary<number> {
  const steps = 1000;
  const inside = fc.integer({ min: 0, max: steps }).map((k) => {
    const value = low * Math.pow(high / low, k / steps);
    return Math.min(high, Math.max(low, Number(value.toPrecision(3))));
  });
  return withEnds(inside, low, high);
}

/** A number in [low, high] in a thousand equal steps. */
export function uniformSteps(low: number, high: number): Arbitrary<number> {
  const steps = 1000;
  const inside = fc.integer({ min: 0, max: steps }).map((k) =>
    Number((low + ((high - low) * k) / steps).toPrecision(12))
  );
  return withEnds(inside, low, high);
}

/** A whole number in [low, high]. */
export function counts(low: number, high: number): Arbitrary<number> {
  return withEnds(fc.integer({ min: low, max: high }), low, high);
}

/** The value, or its negative. */
export function eitherSign(arbitrary: Arbitrary<number>): Arbitrary<number> {
  return fc.tuple(arbitrary, fc.boolean()).map(([value, negative]) => negative ? -value : value);
}
