/**
 * Runs every statistical claim from many root seeds: how often does it err, and how many replicates does
 * it take? Writes fixtures/calibration.json; exits 1 when any verdict was not the expected one.
 *
 * Run by `deno task calibrate`, with the number of seeds as its argument (200 when absent).
 */

import { calibrationOf, type DecidedRun } from "./calibration.ts";
import type { ClaimJob } from "./claim_job.ts";
import { jsonText } from "./json_text.ts";
import { loadClaims } from "./load_claims.ts";
import { runJobs } from "./worker_pool.ts";

const FILE = "fixtures/calibration.json";

const seeds = Number(Deno.args[0] ?? 200);
if (!Number.isInteger(seeds) || seeds < 1 || seeds > 100_000) {
  console.error(`seeds must be a whole number from 1 to 100000, got ${Deno.args[0]}`);
  Deno.exit(2);
}
const claims = (await loadClaims()).filter(({ unit }) => unit === "replicates");
const jobs: ClaimJob[] = [];
for (let seed = 1; seed <= seeds; seed++) {
  for (const { id, slug } of claims) {
    jobs.push({ index: jobs.length, claimId: id, slug, seed, profile: "ci" });
  }
}
const runs: DecidedRun[] = [];
await runJobs(jobs, {
  workers: navigator.hardwareConcurrency,
  stop: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  onStart: () => {},
  onProgress: () => {},
  onDone({ claimId, seed }, { outcome: { verdict, cases } }) {
    const { expected } = claims.find(({ id }) => id === claimId)!;
    runs.push({ id: claimId, cases, unexpected: verdict !== expected });
    if (verdict !== expected) console.error(`${claimId} is ${verdict} from seed ${seed}`);
    if (runs.length % (10 * claims.length) === 0) console.error(`${runs.length}/${jobs.length}`);
  },
});
const calibration = calibrationOf(runs, { profile: "ci", seeds });
await Deno.writeTextFile(FILE, jsonText(calibration));
const unexpected = runs.filter((run) => run.unexpected).length;
console.error(`${runs.length} runs of ${claims.length} claims, ${unexpected} unexpected verdicts`);
if (unexpected > 0) Deno.exit(1);
