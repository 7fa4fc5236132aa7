/** What in a claim's entry contradicts the rest of it. */

import { cellsContradiction } from "../verify/evidence_agreement.ts";
import { isShareShown } from "../verify/share_rule.ts";
import { isClaimOk, isKilled } from "./conclusion.ts";
import { replicatesContradiction } from "./replicates_contradiction.ts";
import type { ReportClaim, ReportRun } from "./schema.ts";
import { decodeNumber } from "./special_numbers.ts";

/** "is verified, but holds a counterexample"; undefined where all parts agree. */
export function entryContradiction(
  claim: ReportClaim,
  run: Pick<ReportRun, "shards" | "given">,
): string | undefined {
  const { verdict, expected, mutants, untried, cells, cases, ok } = claim;
  if (run.given === undefined) {
    if (mutants.length + untried.length === 0) return "has no mutants";
  } else if (mutants.length + untried.length > 0) return "has mutants, on a model of a user's own";
  const names = [...mutants, ...untried].map(({ name }) => name);
  if (new Set(names).size < names.length) return "has the same mutant twice";
  const wrong = mutants.find((mutant) => mutant.killed !== isKilled(expected, mutant.verdict));
  const idle = mutants.find(({ verdict, cases }) => verdict !== "undecided" && cases === 0);
  if (idle) return `says that ${idle.name} is ${idle.verdict} after no case`;
  if (wrong) return `says killed: ${wrong.killed} of ${wrong.name}, which is ${wrong.verdict}`;
  if (ok !== isClaimOk(claim)) return `says ok: ${ok}, which its verdict and mutants do not`;
  const missed = cellsContradiction(cells, { cases });
  if (missed) return `contradicts itself: ${missed}`;
  if (verdict === "verified" && cells.some(({ reached }) => !reached)) {
    return "is verified, but did not reach all of its regime";
  }
  const partial = run.shards.run.length < run.shards.of;
  if (partial && verdict === "verified") return "is verified, but shards are missing";
  return claim.unit === "cases" ? ofCases(claim) : replicatesContradiction(claim, run);
}

function ofCases(claim: ReportClaim): string | undefined {
  const { verdict, cases, counterexample, margin, effect, rule, streams, logEvidence } = claim;
  if (effect || rule || streams || logEvidence) return "is about cases, but holds effects";
  const holds = (entry: ReportClaim["margin"]) => entry !== null && decodeNumber(entry.margin) >= 0;
  const wrong = shareContradiction(claim);
  if (wrong) return wrong;
  if (verdict === "refuted") {
    if (counterexample === null) return "is refuted, but holds no counterexample";
    return holds(counterexample) || holds(margin) ? "is refuted, but its case holds" : undefined;
  }
  if (counterexample !== null) return `is ${verdict}, but holds a counterexample`;
  if (verdict === "undecided") return undefined;
  if (cases === 0) return "is verified after 0 cases";
  return holds(margin) ? undefined : "is verified, but its smallest margin does not hold";
}

/** What contradicts the share of cases in which a claim fails; older reports do not have it. */
function shareContradiction(
  { verdict, expected, cases, failsIn = null, failing = null }: ReportClaim,
): string | undefined {
  if (failsIn === null) return failing === null ? undefined : "counts failing cases of no share";
  if (expected === "verified") return "is to be verified, and to fail in a share of its cases";
  if (failing === null) return verdict === "undecided" ? undefined : "does not count failing cases";
  if (failing > cases) return `has ${failing} failing cases of ${cases}`;
  if (verdict === "verified" && failing > 0) return `is verified, but ${failing} cases fail`;
  const isShown = isShareShown({ failing, cases }, { failsIn });
  return verdict === "refuted" && !isShown
    ? `is refuted, which ${failing} failing cases of ${cases} do not show`
    : undefined;
}
