/** What in an outcome of replicates contradicts its effects. */

import type { StatisticalFacts } from "../claim/facts.ts";
import type { Decider } from "../decision/sequential_decider.ts";
import type { ErrorRates } from "../decision/verdict.ts";
import { closeTo, sameEvidence } from "./evidence_agreement.ts";
import { INTERVAL_LEVEL, type Outcome } from "./outcome.ts";
import { deciderFor, replicateMargin } from "./replicate_rule.ts";
import type { Shard } from "./shard.ts";

/** "it goes on after effect 30, which decided it"; undefined where all parts agree. */
export function replicatesContradiction(
  claim: StatisticalFacts,
  outcome: Outcome,
  { shard, rates }: { readonly shard: Shard; readonly rates: ErrorRates },
): string | undefined {
  const { verdict, cases, counterexample, effect, streams, logEvidence, closest } = outcome;
  const { clipped, failing } = outcome;
  if (failing !== undefined) return "it is about a mean, but counts failing cases";
  if (counterexample) return "it is about a mean, but holds a counterexample";
  if (logEvidence === undefined) {
    if (verdict !== "undecided") return `it is ${verdict} without evidence`;
    return streams || effect ? "it holds effects without evidence" : undefined;
  }
  const [effects = [], ...others] = streams ?? [];
  if (others.length > 0) return `it holds ${others.length + 1} streams of one shard`;
  if (effects.length !== cases) return `it holds ${effects.length} effects of ${cases}`;
  const decider = deciderFor(claim, rates);
  for (const value of effects) decider.observe(value);
  if (!sameEvidence(decider.logEvidence, logEvidence)) {
    return "its evidence is not that of its effects";
  }
  if (verdict !== decider.verdict) return `it is ${verdict}, its effects are ${decider.verdict}`;
  if (shard.of === 1 && (decider.decidedAt ?? cases) !== cases) {
    return `it goes on after effect ${decider.decidedAt}, which decided it`;
  }
  if (clipped !== undefined && clipped !== decider.clipped) {
    return `it says that ${clipped} effects are clipped, ${decider.clipped} are`;
  }
  if (cases === 0) {
    return effect || closest ? "it measures effects that it does not hold" : undefined;
  }
  return measurementContradiction(claim, outcome, { effects, decider });
}

/** What is measured of effects, held to them: the mean with its interval, and the smallest margin. */
function measurementContradiction(
  claim: StatisticalFacts,
  { effect, closest }: Outcome,
  { effects, decider }: { readonly effects: readonly number[]; readonly decider: Decider },
): string | undefined {
  const [lower, upper] = decider.interval(INTERVAL_LEVEL);
  if (effect !== undefined && effect.name !== claim.effectName) {
    return `it measures ${effect.name}, its claim ${claim.effectName}`;
  }
  const same = effect !== undefined && effect.level === INTERVAL_LEVEL &&
    closeTo(effect.mean, decider.mean) && closeTo(effect.lower, lower) &&
    closeTo(effect.upper, upper);
  if (!same) return "its mean or interval is not that of its effects";
  let least = Infinity;
  for (const value of effects) least = Math.min(least, replicateMargin(claim, value).margin);
  return closest !== undefined && closeTo(closest.margin.margin, least)
    ? undefined
    : "its smallest margin is not that of its effects";
}
