/** What the strata of a claim amount to together: it is verified only if it is in every one of them. */

import type { StatisticalFacts } from "../claim/facts.ts";
import type { ErrorRates, LogEvidence } from "../decision/verdict.ts";
import { hashSeed } from "../prng.ts";
import { inStratum, obstacleOf, strataOpen } from "./obstacle.ts";
import { type Outcome, type StratumOutcome, undecided } from "./outcome.ts";

/**
 * The rates of one of so many strata.
 *
 * A claim that is false is false in one stratum at least, and had to be verified there, too: each may use all of
 * α. One that is true is refuted by whichever stratum errs, so they share β.
 */
export function strataRates({ alpha, beta }: ErrorRates, strata: number): ErrorRates {
  return { alpha, beta: beta / strata };
}

/** The seed of a stratum: its replicates are no other's. */
export function stratumSeed(seed: number, name: string): number {
  return hashSeed(seed, "stratum", name);
}

/** The part of an outcome that a stratum has for itself. */
export function stratumOutcome(name: string, outcome: Outcome): StratumOutcome {
  const { verdict, cases, cause, reason, effect, clipped } = outcome;
  const { streams, logEvidence, closest } = outcome;
  return {
    ...{ name, verdict, cases },
    ...(cause !== undefined && { cause }),
    ...(reason !== undefined && { reason }),
    ...(effect && { effect }),
    ...(clipped !== undefined && { clipped }),
    ...(streams && { streams }),
    ...(logEvidence && { logEvidence }),
    ...(closest && { closest }),
  };
}

/** The stratum that the verdict rests on: the first that is refuted, or else the one with the least evidence. */
export function weakestStratum<Part extends Pick<StratumOutcome, "verdict">>(
  strata: readonly Part[],
  evidence: (part: Part) => number,
): Part {
  const refuted = strata.find(({ verdict }) => verdict === "refuted");
  if (refuted) return refuted;
  // What is undecided is weaker than what is verified, though its evidence may have been larger once.
  const open = strata.filter(({ verdict }) => verdict === "undecided");
  return (open.length > 0 ? open : strata).reduce((a, b) => (evidence(b) < evidence(a) ? b : a));
}

/**
 * The evidence of all strata together: the least for the claim, which is false as soon as one stratum is, and the
 * mean of what is against it, over all there are, of which those that were not run have 1.
 *
 * Both are e-values for the claim as a whole, so that runs multiply.
 */
export function strataEvidence(
  evidence: readonly LogEvidence[],
  of: number,
): LogEvidence {
  const logs = [
    ...evidence.map(({ against }) => against),
    ...Array.from({ length: of - evidence.length }, () => 0),
  ];
  const largest = Math.max(...logs);
  const sum = logs.reduce((sum, log) => sum + Math.exp(log - largest), 0);
  const least = Math.min(...evidence.map((part) => part.for));
  return {
    for: evidence.length < of ? Math.min(0, least) : least,
    // Where all are infinite, nothing can be taken from the largest.
    against: Number.isFinite(largest) ? largest + Math.log(sum / of) : largest,
  };
}

/**
 * The outcome of the strata that were run, at least one: its figures are those of the weakest, but for the evidence.
 *
 * A stratum without evidence, that crashed, leaves all undecided.
 */
export function joinStrata(
  { strata: all = [] }: Pick<StatisticalFacts, "strata">,
  strata: readonly StratumOutcome[],
): Outcome {
  const cases = strata.reduce((sum, part) => sum + part.cases, 0);
  const broken = strata.find(({ logEvidence }) => logEvidence === undefined);
  if (broken) return undecided(cases, inStratum(obstacleOf(broken), broken.name));
  const { name: _, cause: __, reason: ___, ...weakest } = weakestStratum(
    strata,
    ({ logEvidence }) => logEvidence!.for,
  );
  const verdict = weakest.verdict === "verified" && strata.length < all.length
    ? "undecided"
    : weakest.verdict;
  return {
    ...weakest,
    ...{ verdict, cases },
    logEvidence: strataEvidence(strata.map(({ logEvidence }) => logEvidence!), all.length),
    ...(verdict === "undecided" && strataOpen(openStrata(all, strata))),
    strata,
  };
}

/** The strata that are not decided, with the replicates that were run in each. */
function openStrata(
  all: NonNullable<StatisticalFacts["strata"]>,
  strata: readonly StratumOutcome[],
): { readonly name: string; readonly replicates: number }[] {
  const cases = new Map(strata.map(({ name, cases }) => [name, cases]));
  const decided = new Set(
    strata.filter(({ verdict }) => verdict !== "undecided").map(({ name }) => name),
  );
  return all.filter(({ name }) => !decided.has(name))
    .map(({ name }) => ({ name, replicates: cases.get(name) ?? 0 }));
}
