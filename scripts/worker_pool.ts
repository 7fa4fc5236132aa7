/** Jobs spread over workers; what comes of a job does not depend on how many there are. */

import { type Outcome, type Progress, undecided } from "../src/outcome.ts";
import { type ClaimJob, type FromWorker, isStopped, type ToWorker } from "./claim_job.ts";

/** A job's outcome and wall time. */
export interface JobResult {
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** How many workers, and whom to tell. */
export interface PoolOptions {
  /** At least 1. */
  readonly workers: number;
  /** Set to a number other than 0 to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  readonly onStart: (job: ClaimJob) => void;
  readonly onProgress: (job: ClaimJob, progress: Progress) => void;
  readonly onDone: (job: ClaimJob, result: JobResult) => void;
  /** Lines about the cases of a job that was asked for them, in order. */
  readonly onCases?: ((job: ClaimJob, lines: string) => void) | undefined;
}

/** Runs the jobs in order of the list, each on the first free worker; jobs not begun by a stop are left out. */
export async function runJobs(jobs: readonly ClaimJob[], options: PoolOptions): Promise<void> {
  let next = 0;
  const take = () => (isStopped(options.stop) ? undefined : jobs[next++]);
  const lanes = Array.from(
    { length: Math.min(options.workers, jobs.length) },
    () => runLane(take, options),
  );
  await Promise.all(lanes);
}

/** One worker's share, job by job; a worker that dies is replaced. */
async function runLane(
  take: () => ClaimJob | undefined,
  options: PoolOptions,
): Promise<void> {
  let worker: Worker | undefined;
  try {
    for (let job = take(); job !== undefined; job = take()) {
      worker ??= startWorker(options.stop);
      options.onStart(job);
      const result = await runJob(worker, job, options);
      if (result === undefined) {
        worker.terminate();
        worker = undefined;
      }
      options.onDone(
        job,
        result ?? { outcome: undecided(0, "crashed: its worker died"), seconds: 0 },
      );
    }
  } finally {
    worker?.terminate();
  }
}

function startWorker(stop: Int32Array<SharedArrayBuffer>): Worker {
  const worker = new Worker(new URL("./claim_worker.ts", import.meta.url), { type: "module" });
  const start: ToWorker = { kind: "start", stop: stop.buffer };
  worker.postMessage(start);
  return worker;
}

/** The job's result, or undefined when the worker died of it. */
function runJob(
  worker: Worker,
  job: ClaimJob,
  { onProgress, onCases }: PoolOptions,
): Promise<JobResult | undefined> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.index !== job.index) return;
      if (data.kind === "progress") onProgress(job, data.progress);
      else if (data.kind === "cases") onCases?.(job, data.lines);
      else resolve({ outcome: data.outcome, seconds: data.seconds });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      resolve(undefined);
    };
    const message: ToWorker = { kind: "job", job };
    worker.postMessage(message);
  });
}
