/** What a run amounts to: the one place where claims become `ok`, and a run becomes an exit code. */

import type { Cause } from "../verify/cause.ts";
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

/** What tells whether a claim can be put to the subject of a run: an entry of the report, or a result. */
export interface Concluded {
  readonly ok: boolean;
  readonly cause?: Cause | null | undefined;
  readonly outcome?: { readonly cause?: Cause };
}

/**
 * Whether a claim needs what a user's model does not offer: neither a pass nor a failure. The reference has all that
 * a claim may need, so there it is a mistake of the claim's.
 */
export function isNotApplicable(
  { cause, outcome }: Pick<Concluded, "cause" | "outcome">,
  { given }: Pick<ReportRun, "given">,
): boolean {
  return given !== undefined && (cause ?? outcome?.cause) === "not applicable";
}

/** Whether a claim is one that a reader has to look into: not as expected, and not one that says nothing of the model. */
export function isOff(claim: Concluded, run: Pick<ReportRun, "given">): boolean {
  return !claim.ok && !isNotApplicable(claim, run);
}

/**
 * Whether a run is as expected: it came to its end with all of its shards, and every claim is; of a user's model those
 * that can be put to it, and at least one.
 */
export function isOk(
  { interrupted, shards, given, claims }: Pick<ReportRun, "interrupted" | "shards" | "given"> & {
    readonly claims: readonly Concluded[];
  },
): boolean {
  return !interrupted && shards.run.length === shards.of && claims.some(({ ok }) => ok) &&
    !claims.some((claim) => isOff(claim, { given }));
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
