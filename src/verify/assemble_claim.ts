/** Builds a claim's result from its finished jobs, sharded or not. */

import { type ClaimFacts, type Opponent, opponentsOf } from "../claim/facts.ts";
import { mergeOutcomes } from "./merge_outcomes.ts";
import { NOT_REACHED } from "./obstacle.ts";
import { type Outcome, undecided } from "./outcome.ts";
import { hashSeed } from "../prng.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { type ClaimResult, joinResult, mutantResult } from "./claim_result.ts";

/** What tells a job from the others of its run: one shard of one claim on one subject, or under one law. */
export interface JobName {
  /** From 1. */
  readonly shard: number;
  /** Id of the claim. */
  readonly claim: string;
  /** Name of the mutant, or of the rival in place of the claim's law; null for the claim on the reference model. */
  readonly mutant: string | null;
}

/** What came of a job. */
export interface JobResult {
  readonly outcome: Outcome;
  /**
   * Seconds that processes spent on it: of a universal claim from the question to the answer, of a statistical
   * one on those blocks of replicates that its outcome rests on, whichever processes computed them.
   */
  readonly seconds: number;
}

/** A job that was run. */
export interface JobRun extends JobName, JobResult {}

/** The run that the jobs are of. */
export interface RunParts {
  /** Root seed. */
  readonly seed: number;
  /** How many shards the whole run has. */
  readonly of: number;
  /** True when jobs may be missing, or cut off: mutants without a verdict have not survived then. */
  readonly partial: boolean;
}

/** The same text for the same job, and for no other. */
export function jobKey({ shard, claim, mutant }: JobName): string {
  return JSON.stringify([shard, claim, mutant]);
}

/** The result of a claim; a subject that no shard ran is undecided, or left out if it is a mutant. */
export function assembleClaim(
  claim: ClaimFacts,
  runs: readonly JobRun[],
  { seed, of, partial }: RunParts,
): ClaimResult {
  const ofClaim = runs.filter((run) => run.claim === claim.id);
  const bySubject = Map.groupBy(ofClaim, ({ mutant }) => mutant);
  const outcomeOf = (subject: string | null): Outcome | undefined => {
    const parts = bySubject.get(subject);
    if (parts === undefined) return undefined;
    const shards = new Map(parts.map(({ shard, outcome }) => [shard, outcome]));
    return mergeOutcomes(claim, shards, { of, rates: CLAIM_RATES });
  };
  const resultOf = (opponent: Pick<Opponent, "name" | "rival">) => {
    const outcome = outcomeOf(opponent.name);
    if (outcome === undefined || (partial && outcome.verdict === "undecided")) return [];
    return [mutantResult(claim, opponent, outcome)];
  };
  const own = opponentsOf(claim);
  const others = [...bySubject.keys()].filter((name) =>
    name !== null && !own.some((opponent) => opponent.name === name)
  );
  return joinResult(claim, {
    outcome: outcomeOf(null) ?? undecided(0, NOT_REACHED),
    mutants: own.flatMap(resultOf),
    others: others.flatMap((name) => resultOf({ name: name! })),
    seed: hashSeed(seed, claim.id),
    seconds: ofClaim.reduce((sum, run) => sum + run.seconds, 0),
  });
}
