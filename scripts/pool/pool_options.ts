/** What a pool of processes is told, and what it tells. */

import type { JobResult } from "../../src/verify/assemble_claim.ts";
import type { Progress } from "../../src/verify/outcome.ts";
import type { Offer } from "../../src/attention/offer.ts";
import type { SubjectDesk } from "../subject/subject_desk.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { ClaimJob } from "./claim_job.ts";
import type { SpareProcesses } from "./spare_processes.ts";

/** A user's model, where claims are put to one. */
export interface GivenModel {
  /** What it offers. */
  readonly offer: Offer;
  /** Where it is asked. */
  readonly desk: Pick<SubjectDesk, "ask">;
}

/** How many processes, and whom to tell. */
export interface PoolOptions {
  /** The claims of the jobs by id. */
  readonly claims: ReadonlyMap<string, ClaimCard>;
  /** The claims as their processes tell them, where they are to be decided by other facts. */
  readonly listed?: ReadonlyMap<string, ClaimCard>;
  /** A user's model in place of the reference. */
  readonly given?: GivenModel | undefined;
  /** Processes that compute at a time, at least 1. */
  readonly workers: number;
  /** Where processes come from; the run has its own when absent. */
  readonly spares?: SpareProcesses;
  /** Seconds without an answer after which a process is ended. */
  readonly patience: number;
  /** Seconds after its beginning at which a claim is ended. */
  readonly claimPatience?: number;
  /** Set to a number other than 0 to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  readonly onStart: (job: ClaimJob) => void;
  readonly onProgress: (job: ClaimJob, progress: Progress) => void;
  readonly onDone: (job: ClaimJob, result: JobResult) => void;
  /** A job is decided, and its decision is to be confirmed in another process. */
  readonly onDecided?: ((job: ClaimJob, result: JobResult) => void) | undefined;
  /** Lines about the cases of a job that was asked for them, in order. */
  readonly onCases?: ((job: ClaimJob, lines: string) => void) | undefined;
  /** A process has been silent for so many seconds. */
  readonly onSilence?: ((job: ClaimJob, seconds: number) => void) | undefined;
}
