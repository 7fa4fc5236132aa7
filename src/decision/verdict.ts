import { requireChance } from "./chance.ts";

/** What a run says about a claim; only `verified` is green. */
export type Verdict = "verified" | "undecided" | "refuted";

/** What data say, as natural logarithms of two e-values. */
export interface LogEvidence {
  /** For the claim: against "the claim is false". */
  readonly for: number;
  /** Against it: against "the claim is true with at least the smallest effect of interest". */
  readonly against: number;
}

/** How often a decision may be wrong. */
export interface ErrorRates {
  /** Largest chance of `verified` for a false claim, in (0, 1). */
  readonly alpha: number;
  /** Largest chance of `refuted` for a true claim, in (0, 1). */
  readonly beta: number;
}

const ORDER: readonly Verdict[] = ["verified", "undecided", "refuted"];

/**
 * The worst of several verdicts: `refuted`, then `undecided`, then `verified`.
 *
 * @throws {RangeError} If there is none: nothing decided is not a pass.
 *
 * @example Undecided is never green
 * ```ts
 * import { worstVerdict } from "./verdict.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(worstVerdict("verified", "undecided"), "undecided");
 * assertEquals(worstVerdict("undecided", "refuted"), "refuted");
 * ```
 */
export function worstVerdict(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) {
    throw new RangeError("Cannot take the worst verdict: there is none");
  }
  return ORDER[Math.max(...verdicts.map((verdict) => ORDER.indexOf(verdict)))];
}

/**
 * The verdict that evidence allows: `verified` from 1/α on, `refuted` from 1/β on.
 *
 * Where both are reached the effect lies between nothing and the smallest of interest, and neither
 * verdict is an error: the one further past its threshold wins, and a dead heat is `refuted`. The
 * rule costs nothing, as a wrong verdict still needs its own threshold to be passed.
 *
 * @throws {RangeError} If a rate is outside (0, 1) or the evidence is NaN.
 *
 * @example Odds of ten thousand
 * ```ts
 * import { verdictFromEvidence } from "./verdict.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rates = { alpha: 1e-4, beta: 1e-4 };
 * const evidence = { for: Math.log(2e4), against: -3 };
 * assertEquals(verdictFromEvidence(evidence, rates), "verified");
 * ```
 */
export function verdictFromEvidence(evidence: LogEvidence, { alpha, beta }: ErrorRates): Verdict {
  requireChance("alpha", alpha);
  requireChance("beta", beta);
  const pro = evidence.for + Math.log(alpha);
  const contra = evidence.against + Math.log(beta);
  if (Number.isNaN(pro) || Number.isNaN(contra)) {
    throw new RangeError(`Evidence must be a number, got ${pro} for and ${contra} against`);
  }
  if (pro < 0 && contra < 0) return "undecided";
  return pro > contra ? "verified" : "refuted";
}

/**
 * Joint log e-value of disjoint seed streams: the sum, as e-values of independent data multiply.
 *
 * Take the evidence of each stream where it stopped, never a running maximum, which is not
 * an e-value.
 *
 * @throws {RangeError} If a value is NaN, or both infinities are among them.
 *
 * @example Three nights of weak evidence are strong together
 * ```ts
 * import { combineEvidence } from "./verdict.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(Math.exp(combineEvidence([20, 30, 40].map(Math.log))), 24_000, 1e-6);
 * ```
 */
export function combineEvidence(logEvidence: Iterable<number>): number {
  let sum = 0;
  for (const value of logEvidence) sum += value;
  if (Number.isNaN(sum)) throw new RangeError("Evidence must be a number, the sum is NaN");
  return sum;
}
