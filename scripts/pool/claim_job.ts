/** What is sent to a worker, and what comes back: one claim on one subject is one job. */

import type { Profile } from "../../src/claim/claim.ts";
import type { Outcome, Progress } from "../../src/verify/outcome.ts";
import type { KeptCase } from "../../src/verify/replay_kept.ts";
import type { Block } from "../../src/verify/replicate_block.ts";
import type { Shard } from "../../src/verify/shard.ts";
import type { TimedBlock } from "../../src/verify/replicate_queue.ts";

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

/** What a worker is asked for: a whole job, or some replicates of one. */
export type Question =
  | { readonly kind: "job"; readonly job: ClaimJob }
  | {
    readonly kind: "block";
    readonly job: ClaimJob;
    readonly block: Block;
    /** Filled and sent back: its memory moves to the worker and returns, and is never copied. */
    readonly effects: Float64Array<ArrayBuffer>;
  };

/** From the pool to a worker. */
export type ToWorker = { readonly kind: "start"; readonly stop: SharedArrayBuffer } | Question;

/** A block as it comes back. */
export interface BlockAnswer extends TimedBlock {
  readonly effects: Float64Array<ArrayBuffer>;
  /** A line about each replicate, where the job asks for them. */
  readonly lines: readonly string[];
}

/** The end of a question: what came of the whole job, or of the replicates. */
export type Answer =
  | {
    readonly kind: "done";
    readonly outcome: Outcome;
    /** Wall time of the job in the worker. */
    readonly seconds: number;
  }
  | { readonly kind: "block"; readonly block: BlockAnswer };

/** What a worker says of a whole job before its end. */
export type Note =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "cases"; readonly lines: string };

/** From a worker to the pool. */
export type FromWorker = Note | Answer;

/** Whether the user has asked to stop, read from the memory that all workers share. */
export function isStopped(stop: Int32Array): boolean {
  return Atomics.load(stop, 0) !== 0;
}
