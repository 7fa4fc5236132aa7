/** What a run amounts to: the one place where claims become `ok`, and a run becomes an exit code. */

import type { ReportClaim, ReportRun } from "./schema.ts";

/** Confidence of the bound that a pass means. */
export const PASS_LEVEL = 0.95;

/** Exit code of an interrupted run. */
export const INTERRUPTED = 130;

/** Whether a mutant was killed: decided, and other than expected. */
export function isKilled(
  expected: ReportClaim["expected"],
  verdict: ReportClaim["verdict"],
): boolean {
  return verdict !== "undecided" && verdict !== expected;
}

/** Whether a claim is as expected: its verdict, and that every one of its mutants was run and killed. */
export function isClaimOk(
  { verdict, expected, mutants, untried }: Pick<
    ReportClaim,
    "verdict" | "expected" | "mutants" | "untried"
  >,
): boolean {
  return verdict === expected && untried.length === 0 &&
    mutants.every((mutant) => isKilled(expected, mutant.verdict));
}

/** Whether a run is as expected: it came to its end with all of its shards, and every claim is. */
export function isOk(
  { interrupted, shards, claims }: Pick<ReportRun, "interrupted" | "shards"> & {
    readonly claims: readonly Pick<ReportClaim, "ok">[];
  },
): boolean {
  return !interrupted && shards.run.length === shards.of && claims.length > 0 &&
    claims.every(({ ok }) => ok);
}

/**
 * Exit code of a run, or of several that were joined: 0 only where the report is ok.
 *
 * One shard alone decides little before it is joined with the others: it is as expected unless it holds a
 * counterexample. What is joined has to be whole.
 */
export function exitCode(
  { run, claims }: {
    readonly run: ReportRun;
    readonly claims: readonly Pick<ReportClaim, "verdict" | "expected">[];
  },
  { joined }: { readonly joined: boolean },
): number {
  if (run.interrupted) return INTERRUPTED;
  if (run.ok) return 0;
  const isShard = !joined && run.shards.of > 1;
  if (!isShard) return 1;
  return claims.some(({ verdict, expected }) => verdict === "refuted" && verdict !== expected)
    ? 1
    : 0;
}
