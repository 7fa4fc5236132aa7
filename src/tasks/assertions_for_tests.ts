/** What the tests of tasks, model, training and measurement ask of numbers. */

import { assert, assertEquals } from "@std/assert";
import { dvoretzky } from "../../fixtures/random/chance_for_tests.ts";

/** Asserts |got − wanted| ≤ tolerance·(1 + |wanted|) entry by entry. */
export function assertClose(
  got: ArrayLike<number>,
  wanted: ArrayLike<number>,
  { tolerance, what = "entry" }: { readonly tolerance: number; readonly what?: string },
): void {
  assertEquals(got.length, wanted.length, `${what}: length`);
  for (let i = 0; i < got.length; i++) {
    const difference = Math.abs(got[i] - wanted[i]) / (1 + Math.abs(wanted[i]));
    assert(difference <= tolerance, `${what}[${i}]: got ${got[i]}, wanted ${wanted[i]}`);
  }
}

/**
 * Asserts that independent draws follow the law with this distribution function.
 *
 * Draws of the law are further from it, at their furthest, than is allowed here once in 1e9 times.
 */
export function assertLaw(
  draws: ArrayLike<number>,
  cdf: (value: number) => number,
  what = "draws",
): void {
  const n = draws.length;
  const furthest = Array.from(draws).toSorted((a, b) => a - b).reduce((most, value, i) => {
    const wanted = cdf(value);
    return Math.max(most, (i + 1) / n - wanted, wanted - i / n);
  }, 0);
  const allowed = dvoretzky(n);
  assert(
    furthest <= allowed,
    `${what}: ${furthest} away from their law, at most ${allowed} allowed`,
  );
}

/** Distribution functions of one coordinate of a uniform point on S^{d−1}, by integration of (1−t²)^{(d−3)/2}. */
export const COORDINATE_CDF: Readonly<Record<2 | 3 | 4 | 5 | 7, (t: number) => number>> = {
  2: (t) => 1 - Math.acos(t) / Math.PI,
  3: (t) => (1 + t) / 2,
  4: (t) => 0.5 + (t * Math.sqrt(1 - t * t) + Math.asin(t)) / Math.PI,
  5: (t) => 0.5 + (3 / 4) * (t - t ** 3 / 3),
  7: (t) => 0.5 + (15 / 16) * (t - (2 * t ** 3) / 3 + t ** 5 / 5),
};
