/** Variants of a reference: some capabilities are replaced, and what builds on them follows. */

import type { Subject } from "./subject.ts";

/**
 * Makes the variants of a theory's reference from what they change.
 *
 * A capability that no change reaches stays the reference's own function: so `touches` knows that a mutant cannot
 * matter to a claim.
 *
 * @param whatFollows The capabilities that build on changed ones, made anew, and no others; none by default.
 *
 * @example A mean that is used by a variance
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { variantsOf } from "@attest/attest/claims";
 *
 * interface Estimators {
 *   mean(sample: readonly number[]): number;
 *   variance(sample: readonly number[]): number;
 * }
 * const mean: Estimators["mean"] = (sample) => sample.reduce((a, b) => a + b) / sample.length;
 * const varianceAbout = (centre: Estimators["mean"]): Estimators["variance"] => (sample) =>
 *   mean(sample.map((x) => (x - centre(sample)) ** 2));
 * const variant = variantsOf<Estimators>(
 *   { mean, variance: varianceAbout(mean) },
 *   (changes) => ({ ...(changes.mean && { variance: varianceAbout(changes.mean) }) }),
 * );
 *
 * const first = variant({ name: "first", description: "the first value", mean: ([x]) => x });
 * assertEquals(first.variance([1, 3]), 2);
 * ```
 */
export function variantsOf<Can extends object>(
  reference: Can,
  whatFollows: (changes: Partial<Can>) => Partial<Can> = () => ({}),
): (changes: Subject<Can>) => Subject<Can> & Can {
  // What measures a subject may not change it for the next.
  return (changes) => Object.freeze({ ...reference, ...whatFollows(changes), ...changes });
}
