/** Arbitraries for specs: small readable values that a claim expands to data. */

import fc, { type Arbitrary } from "fast-check";
import { ranged } from "./ranges.ts";

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
  const values = counts(0, STEPS).map((k) => {
    if (k === 0 || k === STEPS) return k === 0 ? low : high;
    const value = low * Math.pow(high / low, k / STEPS);
    return Math.min(high, Math.max(low, Number(value.toPrecision(3))));
  });
  return ranged(values, { from: low, to: high });
}

/** A whole number in [low, high], as good as uniform in its logarithm. */
export function logCounts(low: number, high: number): Arbitrary<number> {
  return ranged(logUniform(low, high).map(Math.round), {
    from: Math.round(low),
    to: Math.round(high),
  });
}

/** A number in [low, high] in a thousand equal steps. */
export function uniformSteps(low: number, high: number): Arbitrary<number> {
  const values = counts(0, STEPS).map((k) => {
    if (k === 0 || k === STEPS) return k === 0 ? low : high;
    return Number((low + ((high - low) * k) / STEPS).toPrecision(12));
  });
  return ranged(values, { from: low, to: high });
}

/**
 * A whole number in [low, high], each end in a tenth of the cases or more: that is where claims break.
 *
 * It is one number of a range longer by an eighth at either end, clamped, so that it shrinks as one number.
 * fast-check's own bias would favour zero as well, wherever that lies.
 */
export function counts(low: number, high: number): Arbitrary<number> {
  const beyond = beyondEnds(low, high);
  const values = fc.noBias(fc.integer({ min: low - beyond, max: high + beyond }))
    .map((k) => Math.min(high, Math.max(low, k)));
  return ranged(values, { from: low, to: high });
}

/** How much longer at either end a range is drawn from. */
function beyondEnds(low: number, high: number): number {
  return Math.ceil((high - low + 1) / 8);
}

/** The value, or its negative. */
export function eitherSign(arbitrary: Arbitrary<number>): Arbitrary<number> {
  return fc.tuple(arbitrary, fc.boolean()).map(([value, negative]) => negative ? -value : value);
}

/** Lengths next to the ends of blocks of 64, 128 and 1024: where a loop over blocks has its last one. */
export const BLOCK_ENDS: readonly number[] = [63, 64, 65, 127, 128, 129, 1024, 1025];

/** And at the end of one of 4096, for what costs little a point. */
export const LONG_BLOCK_ENDS: readonly number[] = [...BLOCK_ENDS, 4097];

/** Share of the cases with a length between the small ones and the last end. */
const BETWEEN = 0.08;
/** Numbers that the small counts share: then those between are 800 or more. */
const FINE = 8000;

/**
 * Mostly a whole number in [low, high] as of `counts`; each of `ends` in 3 % of the cases or more; and in 8 % any
 * number between `high` and the last end, as good as uniform in its logarithm: a loop may be wrong at a length that
 * nobody thought of.
 *
 * One number of a longer range here too: it shrinks to the small counts first, then to the least of the ends.
 *
 * @param ends Ascending, beyond `high`.
 */
export function countsAndEnds(
  [low, high]: readonly [low: number, high: number],
  ends: readonly number[] = BLOCK_ENDS,
): Arbitrary<number> {
  const last = ends.at(-1) ?? high;
  const beyond = beyondEnds(low, high);
  const small = high - low + 1 + 2 * beyond;
  // Numbers of the range are dealt out in shares of the whole, fine enough for the logarithm of what lies between.
  const between = last - high > 1 ? BETWEEN : 0;
  const rest = 1 - 0.03 * ends.length - between;
  const scale = Math.ceil(FINE / small);
  const whole = (small * scale) / rest;
  const each = Math.ceil(0.03 * whole);
  const ofEnds = small * scale + each * ends.length;
  const lengths = Math.ceil(between * whole);
  const values = fc.noBias(fc.integer({ min: 0, max: ofEnds + lengths - 1 })).map((k) => {
    if (k < small * scale) {
      return Math.min(high, Math.max(low, low - beyond + Math.floor(k / scale)));
    }
    if (k < ofEnds) return ends[Math.floor((k - small * scale) / each)];
    const share = (k - ofEnds + 0.5) / lengths;
    const from = Math.max(high, 1);
    return Math.min(last, Math.max(high + 1, Math.round(from * Math.pow(last / from, share))));
  });
  return ranged(values, { from: low, to: last });
}
