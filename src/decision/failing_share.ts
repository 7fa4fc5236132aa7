/** How sure it is that a claim fails in more than some share of its cases. */

import { requireChance } from "./chance.ts";
import { LOG_WEIGHTS, STAKES } from "./e_process.ts";

/** Cases, and how many of them fail. */
export interface FailingCount {
  /** From 0 to `cases`. */
  readonly failing: number;
  /** All of them, whatever came of them. */
  readonly cases: number;
}

/**
 * Logarithm of the e-value against "a case fails with chance at most `share`, whatever came before it".
 *
 * It is the betting e-process of {@link EProcess} on failures, whose value depends on their number alone. So
 * cases may be looked at after every one, and those of several machines simply add up.
 *
 * @throws {RangeError} On a share that is no chance, or more failures than cases.
 *
 * @example Thirty failures in a hundred cases show that more than a tenth fail
 * ```ts
 * import { failingShareEvidence } from "./failing_share.ts";
 * import { assert } from "@std/assert";
 *
 * assert(failingShareEvidence({ failing: 30, cases: 100 }, 0.1) > Math.log(1e4));
 * assert(failingShareEvidence({ failing: 10, cases: 100 }, 0.1) < 0);
 * ```
 */
export function failingShareEvidence({ failing, cases }: FailingCount, share: number): number {
  requireChance("share", share);
  const holding = cases - failing;
  if (!(Number.isInteger(failing) && Number.isInteger(cases) && failing >= 0 && holding >= 0)) {
    throw new RangeError(`Failures must be some of the cases, got ${failing} of ${cases}`);
  }
  const logs = LOG_WEIGHTS.map((weight, k) => {
    const stake = STAKES[k];
    const won = Math.log1p((stake * (1 - share)) / share);
    return weight + failing * won + holding * Math.log1p(-stake);
  });
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
}
