/** What is to be run: one claim on one subject is one job. */

import type { Profile } from "../../src/claim/facts.ts";
import type { JobName } from "../../src/verify/assemble_claim.ts";
import type { KeptCase } from "../../src/verify/replay_kept.ts";
import type { Shard } from "../../src/verify/shard.ts";

/** One claim on one subject. */
export interface ClaimJob {
  /** Position in the list of jobs: what an answer is matched by. */
  readonly index: number;
  readonly claimId: string;
  /** A mutant's or a rival's name; the claim on the reference model when absent. */
  readonly mutant?: string;
  /** True where `mutant` is a rival, in place of the claim's law. */
  readonly rival?: boolean;
  /** True for a mutant that is not the claim's own: it is only looked at for the matrix. */
  readonly other?: boolean;
  /** Root seed of the run. */
  readonly seed: number;
  readonly profile: Profile;
  /** The part of it to run. */
  readonly shard: Shard;
  /** Cases to replay first. */
  readonly kept?: readonly KeptCase[];
  /** Seconds since 1970 at which the run started; present when a line about each case is wanted. */
  readonly casesSince?: number;
}

/** What the job is called in journals and reports. */
export function nameOfJob({ claimId, mutant, shard }: ClaimJob): JobName {
  return { shard: shard.index, claim: claimId, mutant: mutant ?? null };
}

/** Whether the user has asked to stop. */
export function isStopped(stop: Int32Array): boolean {
  return Atomics.load(stop, 0) !== 0;
}
