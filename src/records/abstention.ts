/** When not to answer: the largest share of queries of which few enough are wrong, tested before it is used. */

import { incompleteBeta } from "../decision/incomplete_beta.ts";
import { quantile } from "./summary.ts";

/** A query as the fail-safe sees it. */
export interface Judged {
  /** Local scale: how much labels nearby differ. */
  readonly scale: number;
  /** Whether a rule already refuses it. */
  readonly refused: boolean;
  /** Whether its answer is wrong, where that is known. */
  readonly wrong?: boolean;
}

/** What is answered. */
export interface FailSafe {
  /** Queries up to this local scale are answered; −Infinity answers none. */
  readonly limit: number;
  /** Promised: of what is answered at most this share is wrong. */
  readonly risk: number;
  /** The chance that the promise is broken. */
  readonly delta: number;
  /** Held-out queries that are answered at the limit. */
  readonly answered: number;
  /** Wrong ones among them. */
  readonly wrong: number;
  /** Held-out queries. */
  readonly of: number;
}

/** Shares of fitted rows by local scale, from strict to mild. */
const SHARES = Array.from({ length: 15 }, (_, i) => (6 + i) / 20);
/** Where the tests begin, each with its part of δ: what is safe as a whole need not pass where few are answered. */
const STARTS = [0.3, 0.65, 1];

/**
 * Learn then test: limits from strict to mild, each tested by the exact binomial tail until one fails.
 *
 * With chance 1 − δ at most a share `risk` of what is answered is wrong, whatever the law of the records. Source:
 * Angelopoulos, Bates, Candès, Jordan and Lei, Learn then Test, 2021: fixed-sequence testing from several starts,
 * which share δ.
 *
 * @param scales Local scales of fitted rows: what limits are taken from, before held-out queries are seen.
 */
export function failSafe(
  scales: Float64Array,
  heldOut: readonly Required<Judged>[],
  { risk = 0.1, delta = 0.1 }: { readonly risk?: number; readonly delta?: number } = {},
): FailSafe {
  const tested = SHARES.map((share) => {
    const limit = share === 1 ? Infinity : quantile(scales, share);
    const answered = heldOut.filter((query) => !query.refused && query.scale <= limit);
    const wrong = answered.filter((query) => query.wrong).length;
    const passes = binomialTail(answered.length, wrong, risk) <= delta / STARTS.length;
    return { share, limit, answered: answered.length, wrong, passes };
  });
  const none = { limit: -Infinity, risk, delta, answered: 0, wrong: 0, of: heldOut.length };
  let safe: FailSafe = none;
  for (const start of STARTS) {
    for (const { passes, share, limit, answered, wrong } of tested) {
      if (share < start) continue;
      if (!passes) break;
      if (limit > safe.limit) safe = { ...none, limit, answered, wrong };
    }
  }
  return safe;
}

/** P(Bin(n, p) ≤ k). */
export function binomialTail(n: number, k: number, p: number): number {
  return k >= n ? 1 : 1 - incompleteBeta(p, { a: k + 1, b: n - k });
}
