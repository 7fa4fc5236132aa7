/** What in an outcome of strata contradicts their effects, or the whole its strata. */

import type { StatisticalFacts } from "../claim/facts.ts";
import type { ErrorRates } from "../decision/verdict.ts";
import { obstacleContradiction, sameEvidence } from "./evidence_agreement.ts";
import type { Outcome, StratumOutcome } from "./outcome.ts";
import { replicatesContradiction } from "./replicates_contradiction.ts";
import type { Shard } from "./shard.ts";
import { joinStrata, strataRates } from "./strata_outcome.ts";

/** Every stratum held to its effects, and the whole to its strata. */
export function strataContradiction(
  claim: StatisticalFacts,
  outcome: Outcome,
  { limit, shard, rates }: {
    /** Most replicates of a stratum in this part. */
    readonly limit: number;
    readonly shard: Shard;
    readonly rates: ErrorRates;
  },
): string | undefined {
  const { strata, logEvidence, counterexample, failing } = outcome;
  if (strata === undefined) {
    // What crashed, or passed without all of its regime, tells of no stratum and has no evidence.
    return logEvidence
      ? "it holds none of its strata"
      : replicatesContradiction(claim, outcome, { shard, rates });
  }
  if (failing !== undefined) return "it is about means, but counts failing cases";
  if (counterexample) return "it is about means, but holds a counterexample";
  const names = claim.strata!.map(({ name }) => name);
  const places = strata.map(({ name }) => names.indexOf(name));
  if (places.some((place, i) => place <= (places[i - 1] ?? -1))) {
    return "its strata are not the claim's, in their order";
  }
  const own = { shard, rates: strataRates(rates, names.length) };
  for (const { name, ...part } of strata) {
    if (part.cases > limit) return `in ${name} it has ${part.cases} cases, of at most ${limit}`;
    if (part.logEvidence === undefined) return `in ${name} it has no evidence`;
    const wrong = obstacleContradiction(part) ?? replicatesContradiction(claim, part, own);
    if (wrong) return `in ${name} ${wrong}`;
  }
  return joinContradiction(claim, { ...outcome, strata });
}

/** Figures that the whole has of its weakest stratum. */
const OF_WEAKEST = ["effect", "clipped", "streams", "closest"] as const;

function joinContradiction(
  claim: StatisticalFacts,
  outcome: Outcome & { readonly strata: readonly StratumOutcome[] },
): string | undefined {
  const joined = joinStrata(claim, outcome.strata);
  if (outcome.cases !== joined.cases) {
    return `it has ${outcome.cases} cases, its strata ${joined.cases}`;
  }
  if (outcome.verdict !== joined.verdict) {
    return `it is ${outcome.verdict}, its strata are ${joined.verdict}`;
  }
  // Every stratum has evidence, and so has the whole.
  const { logEvidence } = outcome;
  if (logEvidence === undefined || !sameEvidence(joined.logEvidence!, logEvidence)) {
    return "its evidence is not that of its strata";
  }
  const other = OF_WEAKEST.find((key) => textOf(outcome[key]) !== textOf(joined[key]));
  return other && `its ${other} is not that of its weakest stratum`;
}

/** JSON, in which numbers that are none differ. */
function textOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner) => {
    return typeof inner === "number" && !Number.isFinite(inner) ? `number ${inner}` : inner;
  });
}
