/** What in a claim's entry contradicts its effects. */

import type { ErrorRates } from "../decision/verdict.ts";
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
  const { counterexample, rule, strata = null } = claim;
  if (counterexample !== null) return "is about a mean, but holds a counterexample";
  if (rule === null) return "is about a mean, but has no rule";
  const partial = run.shards.run.length < run.shards.of;
  if (strata === null) return partContradiction(claim, { rule, run, partial, rates: CLAIM_RATES });
  const rates = strataRates(CLAIM_RATES, strata.length);
  for (const { name, ...part } of strata) {
    const wrong = partContradiction(part, { rule, run, partial: false, rates });
    if (wrong) return `${wrong}, in ${name}`;
  }
  return joinContradiction({ ...claim, strata }, partial);
}

/** Figures that the whole has of its weakest stratum. */
const OF_WEAKEST = ["effect", "clipped", "streams", "margin"] as const;

/** The whole, held to its strata. */
function joinContradiction(
  claim: ReportClaim & { readonly strata: NonNullable<ReportClaim["strata"]> },
  partial: boolean,
): string | undefined {
  const { strata, cases, verdict } = claim;
  const names = new Set(strata.map(({ name }) => name));
  if (names.size < strata.length) return "has the same stratum twice";
  const sum = strata.reduce((sum, part) => sum + part.cases, 0);
  if (sum !== cases) return `has ${cases} replicates, its strata ${sum}`;
  const decoded = (evidence: ReportClaim["logEvidence"]) => ({
    for: decodeNumber(evidence?.for ?? NaN),
    against: decodeNumber(evidence?.against ?? NaN),
  });
  const weakest = weakestStratum(strata, ({ logEvidence }) => decoded(logEvidence).for);
  const evidence = strataEvidence(
    strata.map(({ logEvidence }) => decoded(logEvidence)),
    strata.length,
  );
  // A pass that was left undecided has no evidence any more.
  if (claim.logEvidence !== null && !sameEvidence(evidence, decoded(claim.logEvidence))) {
    return "has other evidence than its strata";
  }
  const wanted = partial ? "undecided" : weakest.verdict;
  // What was not reached of the regime, or not read, leaves a pass undecided.
  const isOpen = verdict === "undecided" && wanted === "verified";
  if (verdict !== wanted && !isOpen) return `is ${verdict}, but its strata say ${wanted}`;
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
  /** Shards are missing, which leaves all undecided. */
  readonly partial: boolean;
  readonly rates: ErrorRates;
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
    if (error instanceof RangeError) return `has a rule that makes no sense: ${error.message}`;
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
  const merged = mergeReplicates(judged, parts, rates);
  // What decided once stays decided, though its evidence may have fallen since.
  return of === 1 ? { ...merged, verdict: parts[0].verdict } : merged;
}

function disagreement(
  { verdict, logEvidence, effect, margin }: Part,
  drawn: Outcome,
  { partial }: Pick<Judged, "partial">,
): string | undefined {
  const evidence = logEvidence &&
    { for: decodeNumber(logEvidence.for), against: decodeNumber(logEvidence.against) };
  if (evidence === null || !sameEvidence(drawn.logEvidence!, evidence)) {
    return "has other evidence than its effects";
  }
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
