/**
 * Outcomes of training claims and their mutants from one seed, in this process and on pools of several sizes, as
 * JSON: a test that loaded claims itself would run their tests.
 *
 * Arguments: the seed, the number of replicates after which a run is stopped, then sizes of pools.
 */

import type { Outcome } from "../../src/verify/outcome.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { claimControl, runClaim } from "../../src/verify/verify.ts";
import type { ClaimJob } from "./claim_job.ts";
import { loadClaim } from "../project/load_claims.ts";
import type { PoolOptions } from "./pool_options.ts";
import { cardOf } from "../judged/card_of.ts";
import { ClaimProcess } from "../judged/claim_process.ts";
import { PATIENCE } from "./patience.ts";
import { runJobs } from "./worker_pool.ts";

/** Claims that train, soon decided. */
const TRAINING = ["small_initial_noise_still_finds_nearest", "pretraining_finds_subspace"];

const [seed, stopAfter, ...sizes] = Deno.args.map(Number);
const all = await Promise.all(TRAINING.map((slug) => loadClaim(`${slug}_test.ts`)));
const claims = new Map(all.map((claim) => [claim.id, claim]));
const cards = new Map(all.map((claim) => [claim.id, cardOf(claim)]));
const jobs: ClaimJob[] = all.flatMap(({ id, mutants }) => {
  const job = { claimId: id, seed, profile: "ci", shard: WHOLE } as const;
  return [job, ...mutants.map(({ name }) => ({ ...job, mutant: name }))];
}).map((job, index) => ({ ...job, index }));
const freshStop = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

async function onPool(own: readonly ClaimJob[], options: Partial<PoolOptions>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await runJobs(own, {
    ...{
      claims: cards,
      patience: PATIENCE.ci,
      workers: 1,
      stop: freshStop(),
      onStart() {},
      onProgress() {},
    },
    onDone: ({ index }, { outcome }) => outcomes[index] = outcome,
    ...options,
  });
  return outcomes;
}

function stoppedOn(workers: number): Promise<Outcome[]> {
  const stop = freshStop();
  return onPool(jobs.slice(0, 1), {
    workers,
    stop,
    onProgress: (_, { done }) => done === stopAfter && Atomics.store(stop, 0, 1),
  });
}

/** What comes of questions to a process that is ended: the first was being answered, the others were not. */
async function endedWhileAsked(): Promise<string[]> {
  const process = new ClaimProcess();
  const { slug } = all[0];
  const pending = [1, 2].map(() => process.ask({ kind: "claim", slug }));
  process.end("a test ended it");
  pending.push(process.ask({ kind: "claim", slug }));
  await process.over;
  return (await Promise.all(pending)).map(({ kind }) => kind);
}

const inProcess = jobs.map(({ claimId, mutant, profile }) => {
  const claim = claims.get(claimId)!;
  const subject = claim.mutants.find(({ name }) => name === mutant) ?? referenceSubject;
  const shrink = mutant === undefined;
  return runClaim(claim, subject, { ...claimControl(claim, { seed, profile }), shrink });
});
const wanted = await Promise.all(inProcess);
const whole = [];
const stopped = [];
for (const workers of sizes) {
  whole.push(await onPool(jobs, { workers }));
  stopped.push(await stoppedOn(workers));
}
console.log(JSON.stringify({ wanted, whole, stopped, ended: await endedWhileAsked() }));
