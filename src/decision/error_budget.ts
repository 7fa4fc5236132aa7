import { requireCount } from "../validate.ts";
import { requireChance } from "./chance.ts";

/** What a suite may spend and on how many decisions. */
export interface SuiteBudget {
  /** Largest chance of one wrong verdict of a kind in the whole suite, in (0, 1). */
  readonly suite: number;
  /** Number of claims that take a statistical decision, at least 1. */
  readonly claims: number;
  /** Number of seeds the suite is run from, each a new chance to be wrong, at least 1. */
  readonly seedRoots?: number;
}

/**
 * The α or β of one claim: suite / (claims × seed roots), Bonferroni's share.
 *
 * @throws {RangeError} If the budget is outside (0, 1) or a number is not whole and at least 1.
 *
 * @example Forty claims, two seeds, one false green in a hundred nights
 * ```ts
 * import { perClaimBudget } from "./error_budget.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(perClaimBudget({ suite: 0.01, claims: 40, seedRoots: 2 }), 0.000125);
 * ```
 */
export function perClaimBudget({ suite, claims, seedRoots = 1 }: SuiteBudget): number {
  requireChance("suite", suite);
  requireCount("claims", claims);
  requireCount("seedRoots", seedRoots);
  return suite / (claims * seedRoots);
}

/**
 * Largest chance that any of several decisions is wrong: the sum of theirs, at most 1 (Boole).
 *
 * It needs no independence. Give the α of every claim for a false green, the β for a false red.
 *
 * @param rates One error rate in [0, 1] for each decision; 0 for one that takes no chances.
 * @throws {RangeError} If a rate is NaN or outside [0, 1].
 *
 * @example What the report prints
 * ```ts
 * import { suiteError } from "./error_budget.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(suiteError([0.001, 0.002, 0]), 0.003);
 * ```
 */
export function suiteError(rates: Iterable<number>): number {
  let sum = 0;
  for (const rate of rates) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new RangeError(`Error rate must be in [0, 1], got ${rate}`);
    }
    sum += rate;
  }
  return Math.min(1, sum);
}
