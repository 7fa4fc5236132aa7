/** Runs to be kept, for the tests of the history. */

import { buildReport } from "../../src/report/build.ts";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../../src/report/results_for_tests.ts";
import type { Report, ReportRun } from "../../src/report/schema.ts";
import type { Cause } from "../../src/verify/cause.ts";

/** Claims of each run: enough for a transaction to take its time. */
export const CLAIMS = 40;

/** A run of many claims, different for every seed. */
export function runOf(
  seed: number,
  { run, logFor = 4, reason, cause }: {
    readonly run?: Partial<ReportRun>;
    readonly logFor?: number;
    /** Present: the statistical claims have no evidence, for this reason. */
    readonly reason?: string;
    /** The cause of it; reports from before there were causes do without. */
    readonly cause?: Cause;
  } = {},
): Report {
  const gained = {
    cases: 20,
    effect: { ...EFFECT, mean: 0.5 + (seed % 7) / 100 },
    logEvidence: { for: logFor, against: -3 },
  };
  const obstacle = { ...(cause && { cause }), reason: reason ?? "" };
  const lost = { verdict: "undecided", cases: 0, ...obstacle } as const;
  const results = Array.from({ length: CLAIMS }, (_, i) => {
    if (i % 2 === 0) {
      return result(universal({ id: `A${i + 1}`, slug: `small_${i}` }), { closest: caseOf(i % 5) });
    }
    const claim = statistical({ id: `B${i + 1}`, slug: `gain_${i}` });
    return result(claim, reason === undefined ? gained : { ...lost, ok: false });
  });
  return buildReport(results, { run: { ...RUN, seed, ...run } });
}
