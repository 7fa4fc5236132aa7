/**
 * Runs statistical claims from many root seeds: how often does each err, and how many replicates does it
 * take? Enters them in fixtures/calibration.json; exits 1 when any verdict was not the expected one.
 *
 * Run by `deno task calibrate [SEEDS] [ID...]`: 200 seeds and all statistical claims when absent.
 */

import "../terminal/uncaught.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { calibrationOf, type DecidedRun, withEntries } from "./calibration.ts";
import type { ClaimJob } from "../pool/claim_job.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { jsonText } from "../base/json_text.ts";
import { loadCalibration } from "./load_calibration.ts";
import { listClaims } from "../judged/list_claims.ts";
import { PATIENCE } from "../pool/patience.ts";
import { selectClaims } from "../project/select_claims.ts";
import { runJobs } from "../pool/worker_pool.ts";
import { writeError } from "../terminal/terminal.ts";

const FILE = "fixtures/calibration.json";

const [first = "200", ...asked] = Deno.args;
const seeds = Number(first);
if (!Number.isInteger(seeds) || seeds < 1 || seeds > 100_000) {
  writeError(`seeds must be a whole number from 1 to 100000, got ${first}\n`);
  Deno.exit(2);
}
const claims = selectClaims(await listClaims(), asked).filter(({ unit }) => unit === "replicates");
const jobs: ClaimJob[] = [];
for (let seed = 1; seed <= seeds; seed++) {
  for (const { id } of claims) {
    jobs.push({ index: jobs.length, claimId: id, seed, profile: "ci", shard: WHOLE });
  }
}
const runs: DecidedRun[] = [];
await runJobs(jobs, {
  claims: new Map(claims.map((claim) => [claim.id, claim])),
  patience: PATIENCE.ci,
  workers: navigator.hardwareConcurrency,
  stop: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  onStart: () => {},
  onProgress: () => {},
  onDone({ claimId, seed }, { outcome: { verdict, cases } }) {
    const { expected } = claims.find(({ id }) => id === claimId)!;
    runs.push({ id: claimId, cases, unexpected: verdict !== expected });
    if (verdict !== expected) writeError(`${claimId} is ${verdict} from seed ${seed}\n`);
    if (runs.length % (10 * claims.length) === 0) writeError(`${runs.length}/${jobs.length}\n`);
  },
});
const calibrated = claims.map(({ id, fingerprint }) => ({ id, fingerprint: fingerprint ?? "" }));
const entries = calibrationOf(runs, { claims: calibrated, seeds });
// Read only now: another run may have entered its claims meanwhile.
await writeAtomically(FILE, jsonText(withEntries(await loadCalibration(), entries)));
const unexpected = runs.filter((run) => run.unexpected).length;
writeError(`${runs.length} runs of ${claims.length} claims, ${unexpected} unexpected verdicts\n`);
if (unexpected > 0) Deno.exit(1);
