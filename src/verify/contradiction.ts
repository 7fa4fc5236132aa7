/**
 * What in an outcome contradicts the rest of it.
 *
 * A verdict follows from cases, or from effects; so what is read from a file is concluded again, and not
 * taken on trust.
 */

import { edgeCells } from "../claim/regime.ts";
import type { ClaimFacts } from "../claim/facts.ts";
import type { ErrorRates } from "../decision/verdict.ts";
import { cellsContradiction, obstacleContradiction } from "./evidence_agreement.ts";
import type { Outcome } from "./outcome.ts";
import { casesContradiction } from "./cases_contradiction.ts";
import { replicatesContradiction } from "./replicates_contradiction.ts";
import { type Shard, shardRange } from "./shard.ts";
import { strataContradiction } from "./strata_contradiction.ts";

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
  const { from, to } = shardRange(limit, shard);
  const { verdict, cases, cells } = outcome;
  const most = (to - from) * strataOf(claim);
  if (cases > most) return `it has ${cases} cases, of at most ${most}`;
  const wrongObstacle = obstacleContradiction(outcome);
  if (wrongObstacle) return wrongObstacle;
  const wrongReads = readsContradiction(claim, outcome, shard);
  if (wrongReads) return wrongReads;
  const expected = [...edgeCells(claim.bounds ?? {}), ...(claim.cells ?? [])];
  const wrongCells = cells && cellsContradiction(cells, { expected, cases });
  if (wrongCells) return wrongCells;
  if (shard.of === 1 && verdict === "verified") {
    const missed = expected.length > 0 && !cells?.every(({ reached }) => reached);
    if (missed) return "it is verified, but did not reach all of its regime";
  }
  if (claim.unit === "cases") {
    return casesContradiction(claim, outcome, { limit: to - from, shard }) ??
      (outcome.strata && "it is about cases, but holds strata");
  }
  return claim.strata === undefined
    ? outcome.strata
      ? "it holds strata, which its claim does not"
      : replicatesContradiction(claim, outcome, { shard, rates })
    : strataContradiction(claim, outcome, { limit: to - from, shard, rates });
}

function strataOf(claim: ClaimFacts): number {
  return claim.unit === "cases" ? 1 : claim.strata?.length ?? 1;
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
