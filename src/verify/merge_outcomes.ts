/** The outcome of a run from those of its shards. */

import { judgeReach, mergeCells } from "./cell_ledger.ts";
import type { ClaimFacts, StatisticalFacts, UniversalFacts } from "../claim/facts.ts";
import { effectInterval, effectOfUnit, unitOfEffect } from "../decision/clipped_effect.ts";
import { pooledInterval } from "../decision/confidence_sequence.ts";
import { combineEvidence, type ErrorRates, verdictFromEvidence } from "../decision/verdict.ts";
import { judgeNeeds } from "./needed_part.ts";
import { budgetSpent, ENDED_BEFORE, obstacleOf, shardsMissing, shareNotShown } from "./obstacle.ts";
import { type FailingCase, INTERVAL_LEVEL, type Outcome, undecided } from "./outcome.ts";
import { joinStrata, strataRates, stratumOutcome } from "./strata_outcome.ts";
import { isShareShown } from "./share_rule.ts";

/**
 * The outcome that shards amount to, given by index from 1.
 *
 * Cases are those of the whole run, so the outcome of a universal claim is exactly its: what
 * comes after the first failure does not count. Replicates are independent of each other, so e-values at
 * stopping multiply. A shard that is not there leaves the claim undecided, unless a counterexample is.
 */
export function mergeOutcomes(
  claim: ClaimFacts,
  shards: ReadonlyMap<number, Outcome>,
  { of, rates }: { readonly of: number; readonly rates: ErrorRates },
): Outcome {
  const indices = Array.from({ length: of }, (_, i) => i + 1);
  const parts = indices.flatMap((index) => shards.get(index) ?? []);
  const missing = indices.filter((index) => !shards.has(index));
  if (parts.length === 0) return undecided(0, shardsMissing(missing, of));
  const merged = of === 1 ? parts[0] : mergeParts(claim, parts, rates);
  const refuted = claim.unit === "cases" && merged.verdict === "refuted";
  if (missing.length === 0 || refuted) return merged;
  return { ...merged, verdict: "undecided", ...shardsMissing(missing, of) };
}

function mergeParts(claim: ClaimFacts, parts: readonly Outcome[], rates: ErrorRates): Outcome {
  const merged = claim.unit === "cases"
    ? mergeCases(claim, parts)
    : claim.strata === undefined
    ? mergeReplicates(claim, parts, rates)
    : mergeStrata(claim, parts, rates);
  // What one shard did not come to read another may have; what none of them read, nobody did.
  return judgeNeeds(merged, claim, new Set(parts.flatMap(({ read = [] }) => read)));
}

function mergeCases(claim: UniversalFacts, parts: readonly Outcome[]): Outcome {
  if (claim.failsIn !== undefined) return mergeShares(claim.failsIn, parts);
  const end = parts.findIndex(({ verdict }) => verdict !== "verified");
  const seen = end < 0 ? parts : parts.slice(0, end + 1);
  const { verdict, counterexample, ...last } = seen[seen.length - 1];
  const cases = seen.reduce((sum, part) => sum + part.cases, 0);
  if (verdict === "undecided") return undecided(cases, obstacleOf(last));
  return judgeReach({
    verdict,
    cases,
    ...closestOf(seen),
    ...(counterexample && { counterexample }),
    ...mergeCells(seen),
  });
}

/** Of a claim that is to be refuted every case counts. */
function mergeShares(failsIn: number, parts: readonly Outcome[]): Outcome {
  const cases = parts.reduce((sum, part) => sum + part.cases, 0);
  const broken = parts.find((part) => part.failing === undefined);
  if (broken) return undecided(cases, obstacleOf(broken));
  const failing = parts.reduce((sum, part) => sum + part.failing!, 0);
  const counterexample = parts.find((part) => part.counterexample)?.counterexample;
  const verdict = failing === 0
    ? "verified"
    : counterexample && isShareShown({ failing, cases }, { failsIn })
    ? "refuted"
    : "undecided";
  return judgeReach({
    ...{ verdict, cases, failing },
    ...(verdict === "undecided" && shareNotShown({ failing, cases }, failsIn)),
    ...closestOf(parts),
    ...(verdict === "refuted" && { counterexample: counterexample! }),
    ...mergeCells(parts),
  });
}

/** Stratum by stratum; a shard may have ended before it came to the last of them. */
function mergeStrata(
  claim: StatisticalFacts,
  parts: readonly Outcome[],
  rates: ErrorRates,
): Outcome {
  const cases = parts.reduce((sum, part) => sum + part.cases, 0);
  const broken = parts.find(({ strata }) => strata === undefined);
  if (broken) return undecided(cases, obstacleOf(broken));
  const own = strataRates(rates, claim.strata!.length);
  const strata = claim.strata!.flatMap(({ name }) => {
    const found = parts.flatMap((part) => part.strata!.filter((one) => one.name === name));
    if (found.length === 0) return [];
    const merged = mergeReplicates(claim, found, own);
    // A shard that did not come to it leaves it open.
    const isOpen = found.length < parts.length && merged.verdict === "verified";
    const open = { verdict: "undecided", ...ENDED_BEFORE } as const;
    return [stratumOutcome(name, { ...merged, ...(isOpen && open) })];
  });
  return judgeReach({ ...joinStrata(claim, strata), ...mergeCells(parts) });
}

/** The outcome of replicates from those of its parts, at least one of them. */
export function mergeReplicates(
  claim: Pick<StatisticalFacts, "bound" | "effectName">,
  parts: readonly Outcome[],
  rates: ErrorRates,
): Outcome {
  const cases = parts.reduce((sum, part) => sum + part.cases, 0);
  const broken = parts.find(({ logEvidence }) => logEvidence === undefined);
  if (broken) return undecided(cases, obstacleOf(broken));
  const logEvidence = {
    for: combineEvidence(parts.map((part) => part.logEvidence!.for)),
    against: combineEvidence(parts.map((part) => part.logEvidence!.against)),
  };
  const verdict = verdictFromEvidence(logEvidence, rates);
  const streams = parts.flatMap((part) => part.streams ?? []);
  return judgeReach({
    verdict,
    cases,
    ...(verdict === "undecided" && budgetSpent(cases)),
    ...(streams.length > 0 && {
      effect: pooledEffect(claim, streams),
      clipped: parts.reduce((sum, { clipped = 0 }) => sum + clipped, 0),
      streams,
    }),
    logEvidence,
    ...closestOf(parts),
    ...mergeCells(parts),
  });
}

/** The mean over all streams, with an interval for the mean that they share. */
function pooledEffect(
  { bound, effectName: name }: Pick<StatisticalFacts, "bound" | "effectName">,
  streams: readonly (readonly number[])[],
): NonNullable<Outcome["effect"]> {
  const units = streams.map((effects) => effects.map((effect) => unitOfEffect(effect, bound)));
  const all = units.flat();
  const interval = pooledInterval(units, { level: INTERVAL_LEVEL });
  const [lower, upper] = effectInterval(interval, bound);
  const mean = effectOfUnit(all.reduce((sum, x) => sum + x, 0) / all.length, bound);
  return { mean, lower, upper, level: INTERVAL_LEVEL, name };
}

/** The smallest margin, the first of equals. */
function closestOf(parts: readonly Outcome[]): { closest?: FailingCase } {
  let least: FailingCase | undefined;
  for (const { closest } of parts) {
    if (closest && !(closest.margin.margin >= (least?.margin.margin ?? Infinity))) least = closest;
  }
  return least === undefined ? {} : { closest: least };
}
