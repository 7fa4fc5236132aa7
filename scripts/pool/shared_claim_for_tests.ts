/**
 * One claim of replicates on pools of several sizes, as JSON: what came of it, and for each process that was given
 * out how many replicates it computed.
 *
 * Arguments: the seed, then sizes of pools.
 */

import type { Outcome } from "../../src/verify/outcome.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import type { ClaimProcess } from "../judged/claim_process.ts";
import { listClaims } from "../judged/list_claims.ts";
import { withClaimProcess } from "../judged/with_process.ts";
import { PATIENCE } from "./patience.ts";
import { SpareProcesses } from "./spare_processes.ts";
import { runJobs } from "./worker_pool.ts";

/** A claim whose replicates take long enough to be worth a second process. */
const LONG = "A11.time";

/** Counts the replicates that come from each process. */
class CountedProcesses extends SpareProcesses {
  readonly counts: number[] = [];

  override take(): ClaimProcess {
    const process = super.take();
    const place = this.counts.push(0) - 1;
    const ask = process.ask.bind(process);
    process.ask = async (...asked) => {
      const reply = await ask(...asked);
      if (reply.kind === "block") this.counts[place] += reply.done;
      return reply;
    };
    return process;
  }
}

const [seed, ...sizes] = Deno.args.map(Number);
const claim = (await listClaims()).find(({ id }) => id === LONG)!;

async function runOn(workers: number): Promise<{ outcome: Outcome; counts: readonly number[] }> {
  const spares = new CountedProcesses();
  const results: Outcome[] = [];
  // All have started before the first replicate, however busy the machine is.
  spares.keep(workers);
  await spares.ready();
  try {
    await runJobs([{ index: 0, claimId: LONG, seed, profile: "ci", shard: WHOLE }], {
      ...{ claims: new Map([[LONG, claim]]), workers, spares, patience: PATIENCE.ci },
      stop: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
      onStart() {},
      onProgress() {},
      onDone: (_, { outcome }) => results.push(outcome),
    });
  } finally {
    await spares.close();
  }
  return { outcome: results[0], counts: spares.counts };
}

const runs = [];
for (const size of sizes) runs.push(await runOn(size));
const late = await withClaimProcess(claim, (ask) => ask({ kind: "strays" }), { patience: 0.01 });
console.log(JSON.stringify({ runs, late }));
