/** What the strata of a claim amount to together: it is verified only if it is in every one of them. */

import type { StatisticalFacts } from "../claim/claim.ts";
import type { ErrorRates } from "../decision/verdict.ts";
import { hashSeed } from "../prng.ts";
import { type Outcome, type StratumOutcome, undecided } from "./outcome.ts";

/** Strata that an undecided claim names at most. */
const NAMED = 4;

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
  const { verdict, cases, reason, effect, clipped, streams, logEvidence, closest } = outcome;
  return {
    ...{ name, verdict, cases },
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
 * The outcome of the strata that were run, at least one: its figures are those of the weakest.
 *
 * A stratum without evidence, that crashed, leaves all undecided.
 */
export function joinStrata(
  { strata: all = [] }: Pick<StatisticalFacts, "strata">,
  strata: readonly StratumOutcome[],
): Outcome {
  const cases = strata.reduce((sum, part) => sum + part.cases, 0);
  const broken = strata.find(({ logEvidence }) => logEvidence === undefined);
  if (broken) return undecided(cases, `${broken.reason} (in ${broken.name})`);
  const { name: _, reason: __, ...weakest } = weakestStratum(
    strata,
    ({ logEvidence }) => logEvidence!.for,
  );
  const verdict = weakest.verdict === "verified" && strata.length < all.length
    ? "undecided"
    : weakest.verdict;
  return {
    ...weakest,
    ...{ verdict, cases },
    ...(verdict === "undecided" && { reason: openText(all, strata) }),
    strata,
  };
}

/** "undecided in dimension = 2 (400 replicates)". */
function openText(
  all: NonNullable<StatisticalFacts["strata"]>,
  strata: readonly StratumOutcome[],
): string {
  const cases = new Map(strata.map(({ name, cases }) => [name, cases]));
  const decided = new Set(
    strata.filter(({ verdict }) => verdict !== "undecided").map(({ name }) => name),
  );
  const open = all.filter(({ name }) => !decided.has(name))
    .map(({ name }) => `${name} (${cases.get(name) ?? 0} replicates)`);
  const more = open.length > NAMED ? ` and ${open.length - NAMED} more` : "";
  return `undecided in ${open.slice(0, NAMED).join("; ")}${more}`;
}
