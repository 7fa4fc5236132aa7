/** A report from results and the facts of the run. */

import { failingMassBound } from "../decision/passed_bound.ts";
import type { ClaimResult } from "../verify/claim_result.ts";
import { suiteRisk } from "../verify/suite_risk.ts";
import { claimEntry } from "./claim_entry.ts";
import { isNotApplicable, isOk, PASS_LEVEL } from "./conclusion.ts";
import { killMatrix } from "./kill_matrix.ts";
import { type Report, REPORT_SCHEMA, type ReportClaim, type ReportRun } from "./schema.ts";

/** What the caller knows of a run: everything but what follows from the results. */
export type RunFacts = Omit<ReportRun, "ok" | "errorBudget" | "passBound">;

/** Where the counterexample of a claim lies, relative to the report, by the claim's id. */
export type CounterexampleFiles = ReadonlyMap<string, string>;

/** The report of a run. */
export function buildReport(
  results: readonly ClaimResult[],
  { run, counterexamples = new Map(), mutants, power = new Map() }: {
    readonly run: RunFacts;
    /** How statistical claims fare over many seeds, by id. */
    readonly power?: ReadonlyMap<string, ReportClaim["power"]>;
    /** Names of all mutants, where every claim was run on every one that touches it. */
    readonly mutants?: readonly string[] | undefined;
    readonly counterexamples?: CounterexampleFiles;
  },
): Report {
  return {
    schema: REPORT_SCHEMA,
    run: {
      ...run,
      ok: isOk({ ...run, claims: results }),
      errorBudget: suiteRisk(results.filter((result) => !isNotApplicable(result, run))),
      passBound: passBound(results),
    },
    claims: results.map((result) => {
      const { id } = result.claim;
      const counterexampleFile = counterexamples.get(id);
      return claimEntry(result, { counterexampleFile, power: power.get(id) ?? null });
    }),
    matrix: mutants === undefined ? null : killMatrix(
      results.map(({ claim, mutants, others = [] }) => (
        { id: claim.id, mutants: [...mutants, ...others] }
      )),
      mutants,
    ),
  };
}

/** What the verified universal claim with the fewest cases leaves room for; null without one. */
function passBound(results: readonly ClaimResult[]): ReportRun["passBound"] {
  const cases = Math.min(
    ...results
      .filter(({ claim, outcome }) => claim.unit === "cases" && outcome.verdict === "verified")
      .map(({ outcome }) => outcome.cases),
  );
  if (cases === Infinity) return null;
  return {
    cases,
    level: PASS_LEVEL,
    failingMass: failingMassBound(cases, { level: PASS_LEVEL }),
  };
}
