/** What workers bring and cost: wall time of the same training on one and on two. */

import { WHOLE } from "../../src/verify/shard.ts";
import type { ClaimJob } from "../pool/claim_job.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { PATIENCE } from "../pool/patience.ts";
import { SpareProcesses } from "../pool/spare_processes.ts";
import { runJobs } from "../pool/worker_pool.ts";
import { alternate, type Contestant, type Reading, type Rounds } from "./rounds.ts";
import { fitExponent, type Spread, spreadOf } from "./statistics.ts";
import { priceOfWorkers, type WorkerPrice } from "./worker_price.ts";

/** Training claims of about one length, short ones, an even number of them. */
const CLAIMS = ["A11t", "A11.time", "A14", "A15"];
/** The claim that is run alone, and its replicates a stratum where they are not to decide it. */
const ALONE = "B12";
const REPLICATES = 32;
/** A bound beside which every effect is nothing. */
const FAR = 1e6;
/** Workers that are compared. */
const WORKERS = [1, 2];
/** Where each worker of the largest crew does all of the work by itself. */
const APART = "apart";
/** Runs a round, the fastest of which counts: of two at a time the one that others disturb sets the end. */
const RUNS = 2;

/** How the wall time of one piece of work falls with workers. */
export interface WorkerGrowth {
  readonly of: string;
  readonly workers: readonly number[];
  /** Seconds of wall time by number of workers; all run already, and have done the same before. */
  readonly seconds: readonly Spread[];
  /** p of time ∝ workers^p: −1 where twice the workers take half the time. */
  readonly exponent: Spread;
  /** Time on one worker over time on two, in the same round. */
  readonly speedup: Spread;
  /** The same if two that never speak did twice the work, each all of it: what the machine gives to two. */
  readonly atMost: Spread;
}

/** Workers' gain and price. */
export interface WorkerTimes extends WorkerPrice {
  readonly growth: readonly WorkerGrowth[];
}

/** Jobs that are timed together. */
interface Work {
  readonly of: string;
  readonly jobs: readonly ClaimJob[];
  /** Claims as the pool is to decide them. */
  readonly claims: ReadonlyMap<string, ClaimCard>;
  /** And as their processes tell them. */
  readonly listed: ReadonlyMap<string, ClaimCard>;
  /** What each claim must come to. */
  readonly verdict: "verified" | "undecided";
}

/** Memory first: what is resident does not shrink again. */
export async function timeWorkers({ rounds }: Rounds): Promise<WorkerTimes> {
  const claims = new Map((await listClaims()).map((claim) => [claim.id, claim]));
  const works = [manyJobs(claims), oneClaim(claims), undecidedClaim(claims)];
  const price = await priceOfWorkers(claims.get(CLAIMS[0])!);
  const growth: WorkerGrowth[] = [];
  for (const work of works) growth.push(await timeWork(work, rounds));
  return { growth, ...price };
}

function manyJobs(claims: Work["claims"]): Work {
  return {
    of: CLAIMS.join(", "),
    jobs: CLAIMS.map((id, index) => jobOf(claims.get(id)!, { index, seed: 0 })),
    ...{ claims, listed: claims, verdict: "verified" },
  };
}

function oneClaim(claims: Work["claims"]): Work {
  return {
    of: `${ALONE} to its verdict`,
    jobs: [jobOf(claims.get(ALONE)!)],
    ...{ claims, listed: claims, verdict: "verified" },
  };
}

/** The same replicates; only who looks at them is never convinced. */
function undecidedClaim(claims: Work["claims"]): Work {
  const claim = claims.get(ALONE)!;
  const budget = { ...claim.budget, ci: REPLICATES };
  const unmoved = { ...claim, bound: FAR, budget } as ClaimCard;
  return {
    of: `${REPLICATES} replicates of ${ALONE} in each stratum`,
    jobs: [jobOf(claim)],
    claims: new Map([[ALONE, unmoved]]),
    listed: claims,
    verdict: "undecided",
  };
}

function jobOf({ id }: ClaimCard, { index = 0, seed = 0 } = {}): ClaimJob {
  return { index, claimId: id, seed, profile: "ci", shard: WHOLE };
}

async function timeWork(work: Work, rounds: number): Promise<WorkerGrowth> {
  const contestants = new Map(WORKERS.map((size) => [String(size), onPools(work, [size])]));
  contestants.set(APART, onPools(work, Array.from({ length: WORKERS.at(-1)! }, () => 1)));
  const readings = await alternate(contestants, { rounds, milliseconds: 0 });
  const apart = readings.get(APART)!;
  readings.delete(APART);
  return growthOf(work, [...readings.values()], apart);
}

function growthOf(
  { of }: Work,
  readings: readonly (readonly Reading[])[],
  apart: readonly Reading[],
): WorkerGrowth {
  const seconds = readings.map((own) => own.map(({ wall }) => wall / 1e6));
  const byRound = seconds[0].map((_, round) => seconds.map((own) => own[round]));
  return {
    ...{ of, workers: WORKERS },
    seconds: seconds.map(spreadOf),
    exponent: spreadOf(byRound.map((times) => fitExponent(WORKERS, times))),
    speedup: spreadOf(byRound.map(([one, two]) => one / two)),
    atMost: spreadOf(byRound.map(([one], round) => (2e6 * one) / apart[round].wall)),
  };
}

/** Until pools of these sizes have each done all of the work, the fastest of some runs; processes run already. */
function onPools(work: Work, sizes: readonly number[]): Contestant {
  return async () => {
    let wall = Infinity;
    for (let run = 0; run < RUNS; run++) {
      const spares = sizes.map(() => new SpareProcesses());
      try {
        spares.forEach((own, i) => own.keep(sizes[i]));
        await Promise.all(spares.map((own) => own.ready()));
        const times = await Promise.all(
          spares.map((own, i) => millisecondsOf(work, own, sizes[i])),
        );
        wall = Math.min(wall, 1000 * Math.max(...times));
      } finally {
        await Promise.all(spares.map((own) => own.close()));
      }
    }
    return { wall, cpu: NaN };
  };
}

async function millisecondsOf(
  { jobs, claims, listed, verdict: wanted }: Work,
  spares: SpareProcesses,
  workers: number,
): Promise<number> {
  const from = performance.now();
  let to = from;
  await runJobs(jobs, {
    ...{ claims, listed, spares, workers, patience: PATIENCE.deep },
    stop: new Int32Array(new SharedArrayBuffer(4)),
    onStart() {},
    onProgress() {},
    onDone({ claimId }, { outcome: { verdict, reason } }) {
      to = performance.now();
      if (verdict !== wanted) {
        throw new Error(`${claimId} must be ${wanted}, got ${reason ?? verdict}`);
      }
    },
  });
  return to - from;
}
