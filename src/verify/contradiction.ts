/**
 * What in an outcome contradicts the rest of it.
 *
 * A verdict follows from cases, or from effects; so whoever reads one from a file draws it again, and takes
 * nobody's word for it.
 */

import { edgeCells } from "../claim/regime.ts";
import type { ClaimFacts, StatisticalFacts } from "../claim/claim.ts";
import type { Decider } from "../decision/sequential_decider.ts";
import type { ErrorRates } from "../decision/verdict.ts";
import { cellsContradiction, closeTo, sameEvidence } from "./evidence_agreement.ts";
import { INTERVAL_LEVEL, type Outcome } from "./outcome.ts";
import { casesContradiction } from "./cases_contradiction.ts";
import { deciderFor, replicateMargin } from "./replicate_rule.ts";
import { type Shard, shardBlock } from "./shard.ts";

/** The part of a run that an outcome is of. */
export interface JudgedPart {
  /** Most cases of the whole run. */
  readonly limit: number;
  readonly shard: Shard;
  readonly rates: ErrorRates;
}

/** "it is verified, but holds a counterexample"; undefined where all parts agree. */
export function contradiction(
  claim: ClaimFacts,
  outcome: Outcome,
  { limit, shard, rates }: JudgedPart,
): string | undefined {
  const { from, to } = shardBlock(limit, shard);
  const { verdict, cases, reason, cells } = outcome;
  if (cases > to - from) return `it has ${cases} cases, of at most ${to - from}`;
  if ((verdict === "undecided") !== (reason !== undefined)) {
    return `it is ${verdict} ${reason === undefined ? "without" : "with"} a reason`;
  }
  const wrongReads = readsContradiction(claim, outcome, shard);
  if (wrongReads) return wrongReads;
  const expected = [...edgeCells(claim.bounds ?? {}), ...(claim.cells ?? [])];
  const wrongCells = cells && cellsContradiction(cells, { expected, cases });
  if (wrongCells) return wrongCells;
  if (shard.of === 1 && verdict === "verified") {
    const missed = expected.length > 0 && !cells?.every(({ reached }) => reached);
    if (missed) return "it is verified, but did not reach all of its regime";
  }
  return claim.unit === "cases"
    ? casesContradiction(claim, outcome, { limit: to - from, shard })
    : ofReplicates(claim, outcome, { shard, rates });
}

/** Only a shard says what was read, in order and each once, for others to be joined to it. */
function readsContradiction(
  { needs }: ClaimFacts,
  { read, verdict, logEvidence }: Outcome,
  { of }: Shard,
): string | undefined {
  const says = of > 1 && (verdict === "verified" || logEvidence !== undefined);
  if (read === undefined) return says ? "it does not say what was read" : undefined;
  if (of === 1) return "it is of a whole run, but says what was read";
  const known = [...needs].sort().filter((need) => read.includes(need));
  return read.every((name, i) => name === known[i])
    ? undefined
    : `it read ${read.join(", ")}, of the needs ${needs.join(", ")}`;
}

function ofReplicates(
  claim: StatisticalFacts,
  outcome: Outcome,
  { shard, rates }: Pick<JudgedPart, "shard" | "rates">,
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
  const own = { for: decider.logEvidenceFor, against: decider.logEvidenceAgainst };
  if (!sameEvidence(own, logEvidence)) return "its evidence is not that of its effects";
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
