/** What attention on m tied maxima still gives away to all others, without a difference of nearly equal numbers. */

import type { Vector } from "../linalg.ts";
import { requireCount } from "../validate.ts";
import { logSum } from "./log_sum.ts";

/**
 * 1/m − Σ a_i² of weights that sum to one and of which the first m are equal: with u and v the sum and the sum of
 * squares of the others, (2u − u²)/m − v. It is known to as many digits as u is, however small.
 *
 * @throws {RangeError} Unless m is a whole number from 1 to n.
 *
 * @example One point in two takes nearly all
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { shortOfTied } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(shortOfTied([0.75, 0.25], 1), 1 - 0.75 ** 2 - 0.25 ** 2);
 * assertAlmostEquals(shortOfTied([1, 1e-100], 1) / 2e-100, 1);
 * ```
 */
export function shortOfTied(weights: Vector, m: number): number {
  requireTies(m, weights.length);
  let [others, squares] = [0, 0];
  for (let i = m; i < weights.length; i++) {
    others += weights[i];
    squares += weights[i] * weights[i];
  }
  return (2 * others - others * others) / m - squares;
}

/**
 * log(1/m − Σ a_i²) from the scores, of which the first m are the largest; −Infinity if there are no others.
 *
 * Z(w) = m + T(w) with T(w) = Σ_{i>m} e^{w(s_i − s_max)}, and 1/m − Z(2)/Z(1)² = (2mT(1) + T(1)² − mT(2))/(mZ(1)²).
 *
 * @throws {RangeError} Unless m is a whole number from 1 to n.
 *
 * @example A thousand behind, where no weight is left
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { logShortOfTied } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(logShortOfTied([5, -995], 1), Math.LN2 - 1000);
 * ```
 */
export function logShortOfTied(scores: Vector, m: number): number {
  requireTies(m, scores.length);
  const behind = Array.from(scores).slice(m).map((score) => score - scores[0]);
  if (behind.length === 0) return -Infinity;
  const once = logSum(behind);
  const twice = Math.exp(logSum(behind.map((score) => 2 * score)) - once);
  const logZ = Math.log(m + Math.exp(once));
  return once + Math.log(2 * m + Math.exp(once) - m * twice) - Math.log(m) - 2 * logZ;
}

function requireTies(m: number, n: number): void {
  requireCount("number of ties m", m);
  if (m > n) throw new RangeError(`number of ties m must be at most n = ${n}, got ${m}`);
}
