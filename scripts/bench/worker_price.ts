/** What one more worker costs: the time until it is of use, and memory. */

import { LARGEST_BLOCK } from "../../src/verify/replicate_queue.ts";
import type { ClaimJob } from "../pool/claim_job.ts";
import { PoolWorker } from "../pool/pool_worker.ts";
import { median, type Spread, spreadOf } from "./statistics.ts";

/** Workers that are alive at the end. */
const ALIVE = 4;

/** The price of one worker. */
export interface WorkerPrice {
  /** Seconds from its start to its first replicate. */
  readonly startSeconds: Spread;
  /** Resident bytes that it adds, after it ran a training claim. */
  readonly bytesPerWorker: number;
}

/** What each of several workers adds, one started after the other, none stopped. */
export async function priceOfWorkers(job: ClaimJob): Promise<WorkerPrice> {
  const workers: PoolWorker[] = [];
  const [added, started]: [number[], number[]] = [[], []];
  try {
    for (let i = 0; i < ALIVE; i++) {
      const [before, begun] = [Deno.memoryUsage().rss, performance.now()];
      const worker = startWorker();
      workers.push(worker);
      const effects = new Float64Array(LARGEST_BLOCK);
      await worker.ask({ kind: "block", job, block: { from: 0, count: 1 }, effects });
      started.push((performance.now() - begun) / 1000);
      await worker.ask({ kind: "job", job });
      added.push(Deno.memoryUsage().rss - before);
    }
  } finally {
    for (const worker of workers) worker.terminate();
  }
  return { startSeconds: spreadOf(started), bytesPerWorker: median(added) };
}

/** A worker that nothing stops. */
export function startWorker(): PoolWorker {
  return new PoolWorker(new Int32Array(new SharedArrayBuffer(4)));
}
