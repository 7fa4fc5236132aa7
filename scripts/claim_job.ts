/** What is sent to a worker, and what comes back: one claim on one subject is one job. */

import type { Profile } from "../src/claim.ts";
import type { Outcome, Progress } from "../src/outcome.ts";
import type { KeptCase } from "../src/replay_kept.ts";
import type { Shard } from "../src/shard.ts";

/** One claim on one subject. */
export interface ClaimJob {
  /** Position in the list of jobs: what an answer is matched by. */
  readonly index: number;
  readonly claimId: string;
  /** The claim's file in props/. */
  readonly slug: string;
  /** A mutant's name; the reference model when absent. */
  readonly mutant?: string;
  /** True for a mutant that is not the claim's own: it is only looked at for the matrix. */
  readonly other?: boolean;
  /** Root seed of the run. */
  readonly seed: number;
  readonly profile: Profile;
  /** The part of it to run. */
  readonly shard: Shard;
  /** Cases to replay first. */
  readonly kept?: readonly KeptCase[];
  /** Seconds since 1970 at which the run started; present when a line about each case is to be sent. */
  readonly casesSince?: number;
}

/** From the pool to a worker. */
export type ToWorker =
  | { readonly kind: "start"; readonly stop: SharedArrayBuffer }
  | { readonly kind: "job"; readonly job: ClaimJob };

/** From a worker to the pool. */
export type FromWorker =
  | { readonly kind: "progress"; readonly index: number; readonly progress: Progress }
  | { readonly kind: "cases"; readonly index: number; readonly lines: string }
  | {
    readonly kind: "done";
    readonly index: number;
    readonly outcome: Outcome;
    readonly seconds: number;
  };

/** Whether the user has asked to stop, read from the memory that all workers share. */
export function isStopped(stop: Int32Array): boolean {
  return Atomics.load(stop, 0) !== 0;
}
