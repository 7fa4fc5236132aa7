import { requireCount } from "../validate.ts";
import { requireChance } from "./chance.ts";
import type { Interval } from "./confidence_sequence.ts";
import { incompleteBeta } from "./incomplete_beta.ts";

/** How sure a bound is. */
export interface Confidence {
  /** Chance that the bound holds, in (0, 1); 0.95 by default. */
  readonly level?: number;
}

/**
 * Upper bound on the share of inputs that fail, after passes only: 1 − (1 − level)^(1/passes).
 *
 * It holds for independent inputs drawn as the claim's generator draws them, biased as it is.
 *
 * @param passes Number of inputs that passed, none having failed; 0 bounds nothing, 1.
 * @throws {RangeError} If passes is not a whole number of at least 0, or the level outside (0, 1).
 *
 * @example A hundred passes leave room for three failures in a hundred
 * ```ts
 * import { failingMassBound } from "./passed_bound.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(failingMassBound(100), 0.0295, 5e-5);
 * ```
 */
export function failingMassBound(passes: number, { level = 0.95 }: Confidence = {}): number {
  requireCount("passes", passes, 0);
  requireChance("level", level);
  return -Math.expm1(Math.log1p(-level) / passes);
}

/**
 * Clopper–Pearson interval for the chance of a hit, valid for any number of trials.
 *
 * Each end has a binomial tail of (1 − level)/2 (Clopper and Pearson, Biometrika 26, 1934).
 *
 * @param hits In 0 … trials.
 * @param trials Independent trials, at least 0; none leave [0, 1].
 * @throws {RangeError} If a count is not whole or out of range, or the level outside (0, 1).
 *
 * @example Eighty of a hundred
 * ```ts
 * import { clopperPearson } from "./passed_bound.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [lower, upper] = clopperPearson(80, 100);
 * assertAlmostEquals(lower, 0.7082, 5e-5);
 * assertAlmostEquals(upper, 0.8733, 5e-5);
 * ```
 */
export function clopperPearson(
  hits: number,
  trials: number,
  { level = 0.95 }: Confidence = {},
): Interval {
  requireCount("trials", trials, 0);
  requireCount("hits", hits, 0);
  if (hits > trials) throw new RangeError(`hits must be at most ${trials}, got ${hits}`);
  requireChance("level", level);
  const tail = (1 - level) / 2;
  return [lowerEnd(hits, trials, tail), 1 - lowerEnd(trials - hits, trials, tail)];
}

/** The p at which `hits` or more of `trials` have chance `tail`, rounded down. */
function lowerEnd(hits: number, trials: number, tail: number): number {
  if (hits === 0) return 0;
  const shape = { a: hits, b: trials - hits + 1 };
  let lower = 0;
  // The median of hits is trials·p where that is whole, so here the tail is at least ½.
  let upper = hits / trials;
  // Ends when no double lies between the two.
  for (;;) {
    const middle = (lower + upper) / 2;
    if (middle === lower || middle === upper) return lower;
    if (incompleteBeta(middle, shape) <= tail) lower = middle;
    else upper = middle;
  }
}
