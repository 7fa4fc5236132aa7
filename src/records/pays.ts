/** Does softmax attention pay on these records? Decided on held-out queries, given the fitted rows. */

import { SequentialTest } from "../decision/sequential_decider.ts";
import { quantile } from "./summary.ts";

/** The question, fixed by the fitted rows before a held-out label is looked at. */
export interface PayRule {
  /** What squared errors are clipped to, as differences. */
  readonly bound: number;
  /** δ, the smallest gain that pays. */
  readonly smallestGain: number;
}

/** The answer. */
export interface PayVerdict extends PayRule {
  /** Verified, refuted or undecided. */
  readonly verdict: "verified" | "refuted" | "undecided";
  /** Held-out queries. */
  readonly queries: number;
  /** How many of them it took; null while undecided. */
  readonly decidedAt: number | null;
  /** Mean gain in squared error, clipped, with an interval that holds whenever one stops. */
  readonly gain: { readonly value: number; readonly lower: number; readonly upper: number };
  /** Differences that were beyond the bound. */
  readonly clipped: number;
  /** The most that the chance of a wrong "verified" is. */
  readonly alpha: number;
  /** The most that the chance of a wrong "refuted" is. */
  readonly beta: number;
}

/** Error rates of the verdict. */
const RATES = { alpha: 0.01, beta: 0.01 };
/** A gain of this share of the linear model's error is the smallest that pays. */
const SHARE = 0.1;
/** Differences beyond this quantile of those on the fitted rows are clipped. */
const CLIPPED = 0.98;

/**
 * The rule for a table: δ a tenth of the linear model's squared error, the bound almost all differences.
 *
 * @param linear Squared errors of the linear model, left out one by one on fitted rows.
 * @param softmax Those of softmax attention, on the same rows.
 */
export function payRule(linear: Float64Array, softmax: Float64Array): PayRule | null {
  const error = linear.reduce((sum, value) => sum + value, 0) / linear.length;
  const differences = linear.map((value, i) => Math.abs(value - softmax[i]));
  const smallestGain = SHARE * error;
  const bound = Math.max(quantile(differences, CLIPPED), 2 * smallestGain);
  return smallestGain > 0 && Number.isFinite(bound) ? { bound, smallestGain } : null;
}

/**
 * Verified: softmax attention's squared error is below the linear model's. Refuted: not by δ or more.
 *
 * Given the fitted rows, held-out queries are independent, so their paired differences may be bet on. Leave-one-out
 * errors share their rows, and no e-process holds on them.
 */
export function softmaxPays(
  { bound, smallestGain }: PayRule,
  linear: Float64Array,
  softmax: Float64Array,
): PayVerdict {
  const test = new SequentialTest({ bound, smallestEffect: smallestGain, ...RATES });
  linear.forEach((error, i) => test.observe(error - softmax[i]));
  const [lower, upper] = test.interval(0.95);
  return {
    verdict: test.verdict,
    queries: test.count,
    decidedAt: test.decidedAt ?? null,
    gain: { value: test.mean ?? 0, lower, upper },
    clipped: test.clipped,
    bound,
    smallestGain,
    ...RATES,
  };
}
