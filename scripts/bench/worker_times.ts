/** What workers bring and cost: wall time of the same training claims on one and on two, and memory. */

import { WHOLE } from "../../src/shard.ts";
import type { ClaimJob, FromWorker, ToWorker } from "../claim_job.ts";
import { loadClaims } from "../load_claims.ts";
import { runJobs } from "../worker_pool.ts";
import { alternate, type Contestant, type Rounds } from "./rounds.ts";
import { median, type Spread, spreadOf } from "./statistics.ts";

/** Training claims of about one length, short ones, an even number of them. */
const CLAIMS = ["A10", "A11t", "A15", "B11.training"];
/** Runs of each claim, by as many seeds: starting a worker is then little of it all. */
const SEEDS = 4;
/** Workers that are alive at the end of the measurement of memory. */
const ALIVE = 4;

/** Workers' gain and price. */
export interface WorkerTimes {
  readonly claims: readonly string[];
  /** Seconds of wall time by number of workers. */
  readonly seconds: Readonly<Record<string, Spread>>;
  /** Time on one worker over time on two, in the same round. */
  readonly speedup: Spread;
  /** Resident bytes that one more worker adds, after it ran a training claim. */
  readonly bytesPerWorker: number;
}

/** Memory first: what is resident does not shrink again. */
export async function timeWorkers({ rounds }: Rounds): Promise<WorkerTimes> {
  const jobs = await trainingJobs();
  const bytesPerWorker = await memoryPerWorker(jobs[0]);
  const readings = await alternate(
    new Map([1, 2].map((workers) => [String(workers), onWorkers(jobs, workers)])),
    { rounds, milliseconds: 0 },
  );
  const [one, two] = ["1", "2"].map((name) => readings.get(name)!.map(({ wall }) => wall / 1e6));
  return {
    claims: CLAIMS,
    seconds: { 1: spreadOf(one), 2: spreadOf(two) },
    speedup: spreadOf(one.map((time, round) => time / two[round])),
    bytesPerWorker,
  };
}

async function trainingJobs(): Promise<ClaimJob[]> {
  const claims = await loadClaims();
  return Array.from({ length: SEEDS * CLAIMS.length }, (_, index) => {
    const id = CLAIMS[index % CLAIMS.length];
    const { slug } = claims.find((claim) => claim.id === id)!;
    return { index, claimId: id, slug, seed: index, profile: "ci", shard: WHOLE };
  });
}

function onWorkers(jobs: readonly ClaimJob[], workers: number): Contestant {
  return async () => {
    const from = performance.now();
    await runJobs(jobs, {
      workers,
      stop: new Int32Array(new SharedArrayBuffer(4)),
      onStart() {},
      onProgress() {},
      onDone({ claimId }, { outcome: { verdict, reason } }) {
        if (verdict !== "verified") throw new Error(`${claimId} must be verified, got ${reason}`);
      },
    });
    return { wall: (performance.now() - from) * 1000, cpu: NaN };
  };
}

/** What each of several workers adds, one started after the other, none stopped. */
async function memoryPerWorker(job: ClaimJob): Promise<number> {
  const workers: Worker[] = [];
  const added: number[] = [];
  try {
    for (let i = 0; i < ALIVE; i++) {
      const before = Deno.memoryUsage().rss;
      const worker = new Worker(new URL("../claim_worker.ts", import.meta.url), { type: "module" });
      workers.push(worker);
      await finishJob(worker, job);
      added.push(Deno.memoryUsage().rss - before);
    }
  } finally {
    for (const worker of workers) worker.terminate();
  }
  return median(added);
}

function finishJob(worker: Worker, job: ClaimJob): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "done") resolve();
    };
    worker.onerror = reject;
    const messages: ToWorker[] = [
      { kind: "start", stop: new SharedArrayBuffer(4) },
      { kind: "job", job },
    ];
    for (const message of messages) worker.postMessage(message);
  });
}
