/**
 * What in a report contradicts the rest of it.
 *
 * A report is made of outcomes and of nothing else: its reader draws every conclusion again and refuses a
 * report that says anything else.
 */

import { failingMassBound } from "../decision/passed_bound.ts";
import { hashSeed } from "../prng.ts";
import { closeTo } from "../verify/evidence_agreement.ts";
import { riskOf } from "../verify/suite_risk.ts";
import { isNotApplicable, isOk, PASS_LEVEL } from "./conclusion.ts";
import { entryContradiction } from "./entry_contradiction.ts";
import type { KillMatrix, MatrixCell } from "./kill_matrix.ts";
import type { Report, ReportClaim } from "./schema.ts";

/** "A7 is verified, but holds a counterexample"; undefined where all parts agree. */
export function contradiction(report: Report): string | undefined {
  const { claims, run } = report;
  for (const claim of claims) {
    const wrong = entryContradiction(claim, run);
    if (wrong !== undefined) return `${claim.id} ${wrong}`;
    if (claim.seed !== hashSeed(run.seed, claim.id)) {
      return `${claim.id} has a seed that does not follow from the run's`;
    }
  }
  return runContradiction(report) ?? matrixContradiction(report);
}

function runContradiction({ claims, run }: Report): string | undefined {
  const { of, run: shards } = run.shards;
  if (shards.some((index, i) => index > of || index <= (shards[i - 1] ?? 0))) {
    return `its shards must be ascending and at most ${of}, got ${shards.join(", ")}`;
  }
  if (run.ok !== isOk({ ...run, claims })) return `its run says ok: ${run.ok}, its claims do not`;
  const ids = claims.map(({ id }) => id).toSorted().join();
  if (run.selected.length > 0 && run.selected.toSorted().join() !== ids) {
    return "its claims are not those that were selected";
  }
  const risk = riskOf(claims.filter((claim) => !isNotApplicable(claim, run)));
  const { falseGreen, falseRed } = run.errorBudget;
  if (!closeTo(falseGreen, risk.falseGreen) || !closeTo(falseRed, risk.falseRed)) {
    return "its error budget is not that of its statistical claims";
  }
  return passBoundContradiction(claims, run.passBound);
}

function passBoundContradiction(
  claims: readonly ReportClaim[],
  bound: Report["run"]["passBound"],
): string | undefined {
  const passed = claims.filter(({ unit, verdict }) => unit === "cases" && verdict === "verified");
  if (passed.length === 0) return bound ? "its pass bound is of no claim" : undefined;
  const cases = Math.min(...passed.map((claim) => claim.cases));
  const agrees = bound?.cases === cases && bound.level === PASS_LEVEL &&
    closeTo(bound.failingMass, failingMassBound(cases, { level: PASS_LEVEL }));
  return agrees ? undefined : "its pass bound is not that of its claims";
}

function matrixContradiction({ claims, matrix }: Report): string | undefined {
  if (matrix === null) return undefined;
  if (matrix.rows.map(({ id }) => id).join() !== claims.map(({ id }) => id).join()) {
    return "its matrix is not of its claims";
  }
  for (const [i, row] of matrix.rows.entries()) {
    const wrong = rowContradiction(row, claims[i], matrix.mutants);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function rowContradiction(
  { id, cells, rivals: counted = { killed: 0, of: 0 } }: KillMatrix["rows"][number],
  claim: ReportClaim,
  names: readonly string[],
): string | undefined {
  const rivals = claim.mutants.filter(({ rival }) => rival);
  const refuted = rivals.filter(({ killed }) => killed).length;
  if (counted.of !== rivals.length || counted.killed !== refuted) {
    return `its matrix does not have ${refuted} of ${rivals.length} rivals as refuted by ${id}`;
  }
  for (const { name, killed, verdict } of claim.mutants.filter(({ rival }) => !rival)) {
    const own: MatrixCell = killed ? "killed" : verdict === "undecided" ? "undecided" : "survived";
    if (cells[names.indexOf(name)] !== own) {
      return `its matrix does not have ${name} as ${own} by ${id}`;
    }
  }
  return undefined;
}
