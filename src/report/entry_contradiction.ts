/** What in a claim's entry contradicts the rest of it. */

import { cellsContradiction, closeTo, sameEvidence } from "../verify/evidence_agreement.ts";
import { mergeReplicates } from "../verify/merge_outcomes.ts";
import type { Outcome } from "../verify/outcome.ts";
import { isShareShown } from "../verify/share_rule.ts";
import { deciderFor, replicateMargin } from "../verify/replicate_rule.ts";
import { CLAIM_RATES } from "../verify/error_rates.ts";
import { isClaimOk, isKilled } from "./conclusion.ts";
import type { ReportClaim, ReportRun } from "./schema.ts";
import { decodeNumber } from "./special_numbers.ts";

/** "is verified, but holds a counterexample"; undefined where all parts agree. */
export function entryContradiction(
  claim: ReportClaim,
  run: Pick<ReportRun, "shards">,
): string | undefined {
  const { verdict, expected, mutants, untried, cells, cases, ok } = claim;
  if (mutants.length + untried.length === 0) return "has no mutants";
  const names = [...mutants.map(({ name }) => name), ...untried];
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
  return claim.unit === "cases" ? ofCases(claim) : ofReplicates(claim, run);
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

function ofReplicates(claim: ReportClaim, run: Pick<ReportRun, "shards">): string | undefined {
  const { verdict, cases, counterexample, rule, streams, logEvidence, effect, margin } = claim;
  if (counterexample !== null) return "is about a mean, but holds a counterexample";
  if (rule === null) return "is about a mean, but has no rule";
  if (streams === null) {
    if (verdict !== "undecided") return `is ${verdict} without effects`;
    const said = effect !== null || margin !== null ||
      (logEvidence !== null && (cases > 0 || logEvidence.for !== 0 || logEvidence.against !== 0));
    return said ? "holds evidence without effects" : undefined;
  }
  if (streams.length > run.shards.run.length) return `has streams of ${streams.length} shards`;
  const count = streams.reduce((sum, effects) => sum + effects.length, 0);
  if (count !== cases) return `holds ${count} effects of ${cases}`;
  let drawn: Outcome;
  try {
    drawn = drawAgain(claim, { streams, rule, of: run.shards.of });
  } catch (error) {
    if (error instanceof RangeError) return `has a rule that makes no sense: ${error.message}`;
    throw error;
  }
  return disagreement(claim, drawn, run);
}

/** What the effects amount to by the rule of the claim. */
function drawAgain(
  { effect }: ReportClaim,
  { streams, rule, of }: {
    readonly streams: readonly (readonly number[])[];
    readonly rule: NonNullable<ReportClaim["rule"]>;
    readonly of: number;
  },
): Outcome {
  const { within, ...sizes } = rule;
  const judged = { ...sizes, ...(within !== null && { within }), effectName: effect?.name ?? "" };
  const parts = streams.map((effects): Outcome => {
    const decider = deciderFor(judged, CLAIM_RATES);
    for (const value of effects) decider.observe(value);
    const { verdict, count, logEvidenceFor, logEvidenceAgainst } = decider;
    const margins = effects.map((value) => replicateMargin(judged, value));
    const closest = margins.reduce((a, b) => (b.margin < a.margin ? b : a), margins[0]);
    return {
      verdict,
      cases: count,
      streams: [effects],
      logEvidence: { for: logEvidenceFor, against: logEvidenceAgainst },
      closest: { spec: null, margin: closest },
    };
  });
  const merged = mergeReplicates(judged, parts, CLAIM_RATES);
  // What decided once stays decided, though its evidence may have fallen since.
  return of === 1 ? { ...merged, verdict: parts[0].verdict } : merged;
}

function disagreement(
  claim: ReportClaim,
  drawn: Outcome,
  run: Pick<ReportRun, "shards">,
): string | undefined {
  const { verdict, logEvidence, effect, margin } = claim;
  const evidence = logEvidence &&
    { for: decodeNumber(logEvidence.for), against: decodeNumber(logEvidence.against) };
  if (evidence === null || !sameEvidence(drawn.logEvidence!, evidence)) {
    return "has other evidence than its effects";
  }
  const partial = run.shards.run.length < run.shards.of;
  if (verdict !== (partial ? "undecided" : drawn.verdict)) {
    return `is ${verdict}, but its effects say ${drawn.verdict}`;
  }
  const own = drawn.effect!;
  const same = effect !== null && effect.level === own.level &&
    (["mean", "lower", "upper"] as const).every((key) => closeTo(effect[key], own[key]));
  if (!same) return "has another mean or interval than its effects";
  const least = drawn.closest!.margin.margin;
  return margin !== null && closeTo(decodeNumber(margin.margin), least)
    ? undefined
    : "has another smallest margin than its effects";
}
