/** What in a claim's entry contradicts its effects. */

import type { ErrorRates, Verdict } from "../decision/verdict.ts";
import { CLAIM_RATES } from "../verify/error_rates.ts";
import { closeTo, sameEvidence } from "../verify/evidence_agreement.ts";
import { mergeReplicates } from "../verify/merge_outcomes.ts";
import type { Outcome } from "../verify/outcome.ts";
import { deciderFor, replicateMargin } from "../verify/replicate_rule.ts";
import { strataEvidence, strataRates, weakestStratum } from "../verify/strata_outcome.ts";
import type { ReportClaim, ReportRun } from "./schema.ts";
import { decodeNumber } from "./special_numbers.ts";

/** What contradicts the effects of a claim, and of each of its strata; undefined where nothing does. */
export function replicatesContradiction(
  claim: ReportClaim,
  run: Pick<ReportRun, "shards">,
): string | undefined {
  const { counterexample, rule, streams, strata = null } = claim;
  if (counterexample !== null) return "is about a mean, but holds a counterexample";
  if (rule === null) return "is about a mean, but has no rule";
  const judged = { rule, run, rates: CLAIM_RATES };
  const allowed = (drawn: Verdict) => verdictsOf(drawn, { run, streams });
  if (strata === null) return partContradiction(claim, { ...judged, allowed });
  const rates = strataRates(CLAIM_RATES, strata.length);
  for (const { name, ...part } of strata) {
    const wrong = partContradiction(part, { ...judged, rates, allowed: (drawn) => [drawn] });
    if (wrong) return `${wrong}, in ${name}`;
  }
  return joinContradiction({ ...claim, strata }, allowed);
}

/** What a claim may come out as where its effects say this: shards that are missing leave it undecided. */
function verdictsOf(
  drawn: Verdict,
  { run: { shards }, streams }: Pick<ReportClaim, "streams"> & { readonly run: Judged["run"] },
): readonly Verdict[] {
  if (shards.run.length < shards.of) return ["undecided"];
  // A shard that was stopped may not have come to the claim.
  return (streams ?? []).length < shards.of && shards.of > 1 ? [drawn, "undecided"] : [drawn];
}

/** Figures that the whole has of its weakest stratum. */
const OF_WEAKEST = ["effect", "clipped", "streams", "margin"] as const;

/** The whole, held to its strata. */
function joinContradiction(
  claim: ReportClaim & { readonly strata: NonNullable<ReportClaim["strata"]> },
  allowed: Judged["allowed"],
): string | undefined {
  const { strata, cases, verdict } = claim;
  const names = new Set(strata.map(({ name }) => name));
  if (names.size < strata.length) return "has the same stratum twice";
  if (new Set(strata.flatMap(({ effect }) => effect?.name ?? [])).size > 1) {
    return "measures not the same in all of its strata";
  }
  const sum = strata.reduce((sum, part) => sum + part.cases, 0);
  if (sum !== cases) return `has ${cases} replicates, its strata ${sum}`;
  // What crashed in one of them tells of none.
  if ([claim, ...strata].some(({ logEvidence }) => logEvidence === null)) {
    return "has strata, and not the evidence of all";
  }
  const decoded = (evidence: ReportClaim["logEvidence"]) => ({
    for: decodeNumber(evidence!.for),
    against: decodeNumber(evidence!.against),
  });
  const own = strata.map(({ logEvidence }) => decoded(logEvidence));
  const evidence = strataEvidence(own, strata.length);
  if (!sameEvidence(evidence, decoded(claim.logEvidence))) {
    return "has other evidence than its strata";
  }
  const weakest = weakestStratum(strata, ({ logEvidence }) => decoded(logEvidence).for);
  if (!allowed(weakest.verdict).includes(verdict)) {
    return `is ${verdict}, but its strata say ${weakest.verdict}`;
  }
  const other = OF_WEAKEST.find((key) =>
    JSON.stringify(claim[key] ?? null) !== JSON.stringify(weakest[key] ?? null)
  );
  return other && `has another ${other} than its weakest stratum`;
}

/** What is held to its effects: a claim without strata, or one of them. */
type Part = Pick<
  ReportClaim,
  "verdict" | "cases" | "streams" | "logEvidence" | "effect" | "margin"
>;

interface Judged {
  readonly rule: NonNullable<ReportClaim["rule"]>;
  readonly run: Pick<ReportRun, "shards">;
  readonly rates: ErrorRates;
  /** What it may come out as where its effects say this. */
  readonly allowed: (drawn: Verdict) => readonly Verdict[];
}

function partContradiction(part: Part, judged: Judged): string | undefined {
  const { verdict, cases, streams, logEvidence, effect, margin } = part;
  const { rule, run, rates } = judged;
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
    drawn = drawAgain(part, { streams, rule, of: run.shards.of, rates });
  } catch (error) {
    if (error instanceof RangeError) return `has an invalid decision rule: ${error.message}`;
    throw error;
  }
  return disagreement(part, drawn, judged);
}

/** What the effects amount to by the rule of the claim. */
function drawAgain(
  { effect }: Part,
  { streams, rule, of, rates }: {
    readonly streams: readonly (readonly number[])[];
    readonly rule: NonNullable<ReportClaim["rule"]>;
    readonly of: number;
    readonly rates: ErrorRates;
  },
): Outcome {
  const { within, ...sizes } = rule;
  const judged = { ...sizes, ...(within !== null && { within }), effectName: effect?.name ?? "" };
  const parts = streams.map((effects): Outcome => {
    const decider = deciderFor(judged, rates);
    for (const value of effects) decider.observe(value);
    const { verdict, count, logEvidence } = decider;
    const margins = effects.map((value) => replicateMargin(judged, value));
    const closest = margins.reduce((a, b) => (b.margin < a.margin ? b : a), margins[0]);
    return {
      verdict,
      cases: count,
      streams: [effects],
      logEvidence,
      closest: { spec: null, margin: closest },
    };
  });
  const merged = mergeReplicates(judged, parts, rates);
  // What decided once stays decided, though its evidence may have fallen since.
  return of === 1 ? { ...merged, verdict: parts[0].verdict } : merged;
}

function disagreement(
  { verdict, logEvidence, effect, margin }: Part,
  drawn: Outcome,
  { allowed }: Pick<Judged, "allowed">,
): string | undefined {
  const evidence = logEvidence &&
    { for: decodeNumber(logEvidence.for), against: decodeNumber(logEvidence.against) };
  if (evidence === null || !sameEvidence(drawn.logEvidence!, evidence)) {
    return "has other evidence than its effects";
  }
  if (!allowed(drawn.verdict).includes(verdict)) {
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
