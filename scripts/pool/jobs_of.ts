/** The jobs of claims: each on the reference model, on its mutants and under its rivals. */

import { opponentProfile, opponentsOf } from "../../src/claim/facts.ts";
import type { KeptCase } from "../../src/verify/replay_kept.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { ClaimJob } from "./claim_job.ts";

/** What jobs are made of beside their claims. */
export interface JobOptions extends Pick<ClaimJob, "seed" | "profile" | "shard"> {
  /** Kept cases by claim id. */
  readonly kept: ReadonlyMap<string, readonly KeptCase[]>;
  /** When the run started, in seconds, where lines about cases are wanted. */
  readonly cases?: { readonly since: number };
  /** By claim, the names of mutants not its own that it is to be run on too. */
  readonly others?: ReadonlyMap<string, readonly string[]>;
}

/** A job before it has its place among others. */
export type UnnumberedJob = Omit<ClaimJob, "index">;

/** Claims with trainings in them first: they take longest, and should not be what is left at the end. */
export function jobsOf(claims: readonly ClaimCard[], options: JobOptions): ClaimJob[] {
  const heavy = ({ kind }: ClaimCard) => (kind === "LIM" || kind === "EXP" ? 0 : 1);
  return numbered(
    claims.toSorted((a, b) => heavy(a) - heavy(b)).flatMap((claim) => [
      ownJob(claim, options),
      ...opponentJobs(claim, options),
    ]),
  );
}

/** The claim on the reference model. */
export function ownJob(
  { id }: ClaimCard,
  { seed, profile, shard, kept, cases }: JobOptions,
): UnnumberedJob {
  // Once is enough: the first shard comes first in the run as a whole, too.
  const replay = shard.index === 1 ? kept.get(id) : undefined;
  return {
    ...{ claimId: id, seed, profile, shard },
    ...(replay && { kept: replay }),
    ...(cases && { casesSince: cases.since }),
  };
}

/** The claim on its mutants and under its rivals, and on whatever else it is to be put to. */
export function opponentJobs(
  claim: ClaimCard,
  { seed, profile, shard, others = new Map() }: JobOptions,
): UnnumberedJob[] {
  const job = { claimId: claim.id, seed, shard };
  const own = opponentsOf(claim).map(({ name, rival }) => ({
    ...{ ...job, profile: opponentProfile(claim, profile), mutant: name },
    ...(rival && { rival }),
  }));
  // Only to be looked at: the quick budget tells enough.
  const looked = (others.get(claim.id) ?? []).map((mutant) => ({
    ...{ ...job, mutant, other: true, profile: "quick" as const },
  }));
  return [...own, ...looked];
}

/** Jobs with their places. */
export function numbered(jobs: readonly UnnumberedJob[]): ClaimJob[] {
  return jobs.map((job, index) => ({ ...job, index }));
}
