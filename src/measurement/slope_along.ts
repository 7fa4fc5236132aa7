/** Slopes by differences, to hold gradients to. */

/** Steps of this length: rounding is divided by it, and the error of the formula grows with its fourth power. */
const STEP = 1 / 256;

/**
 * The slope of f at x along a direction u, by the difference of five points: f′ up to h⁴f⁽⁵⁾/30 and rounding over h.
 *
 * @example A cube
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { slopeAlong } from "@attest/attest/measurement";
 *
 * const slope = slopeAlong(([x]) => x ** 3, { at: Float64Array.of(2), along: Float64Array.of(1) });
 * assertAlmostEquals(slope, 12, 1e-9);
 * ```
 *
 * @param place x and u, of one length.
 */
export function slopeAlong(
  f: (x: Float64Array) => number,
  { at, along }: { readonly at: Float64Array; readonly along: Float64Array },
): number {
  const value = (steps: number) => f(at.map((entry, i) => entry + steps * STEP * along[i]));
  return (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * STEP);
}
