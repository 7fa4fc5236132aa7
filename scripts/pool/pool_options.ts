/** What a pool of workers is told, and what it tells. */

import type { Claim } from "../../src/claim/claim.ts";
import type { Outcome, Progress } from "../../src/verify/outcome.ts";
import type { ClaimJob } from "./claim_job.ts";
import type { PoolWorker } from "./pool_worker.ts";

/** What came of a job. */
export interface JobResult {
  readonly outcome: Outcome;
  /**
   * Seconds that workers spent on it: of a universal claim from the question to the answer, of a statistical
   * one on those blocks of replicates that its outcome rests on, whichever workers computed them.
   */
  readonly seconds: number;
}

/** How many workers, and whom to tell. */
export interface PoolOptions {
  /** The claims of the jobs by id. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** At least 1. */
  readonly workers: number;
  /** Workers that run already, as many, and are left running; without them the run starts and ends its own. */
  readonly crew?: readonly PoolWorker[];
  /** Set to a number other than 0 to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  readonly onStart: (job: ClaimJob) => void;
  readonly onProgress: (job: ClaimJob, progress: Progress) => void;
  readonly onDone: (job: ClaimJob, result: JobResult) => void;
  /** Lines about the cases of a job that was asked for them, in order. */
  readonly onCases?: ((job: ClaimJob, lines: string) => void) | undefined;
}
