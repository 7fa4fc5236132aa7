/** Margins of weights by their logarithms: the smallest count as much as the largest. */

import { exactMargin, identityMargin, type Margin } from "./margin.ts";
import { TOLERANCE } from "../tolerance.ts";

/** Below e^−690 a weight is soon no normal number any more: no more than that can be asked of it. */
export const LOG_TINY: number = -690;

/**
 * Margin of a weight, or of a sum of weights, by its logarithm; where that is below {@link LOG_TINY} the weight has
 * to be below e^−690.
 *
 * @example A floor of 1e-12 under a weight of e^−100
 * ```ts
 * import { assert } from "@std/assert";
 * import { weightMargin } from "@attest/attest/claims";
 *
 * assert(weightMargin("a", Math.exp(-100), -100).margin > 0);
 * assert(weightMargin("a", 1e-12, -100).margin < 0);
 * assert(weightMargin("a", 1e-12, -1000).margin < 0);
 * ```
 */
export function weightMargin(what: string, weight: number, log: number): Margin {
  if (log >= LOG_TINY) {
    return identityMargin(`log ${what}`, Math.log(weight), log, { tolerance: TOLERANCE.identity });
  }
  return exactMargin(`${what} is below e^−690`, Math.abs(weight) <= Math.exp(LOG_TINY), true);
}

/** Margins of the weights on several points. */
export function weightMargins(
  what: string,
  weights: ArrayLike<number>,
  logs: ArrayLike<number>,
): Margin[] {
  return Array.from(logs, (log, j) => weightMargin(`${what}_${j}`, weights[j], log));
}
