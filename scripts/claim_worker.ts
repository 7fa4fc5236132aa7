/** A worker: runs one claim on one subject after another, as it is told. */

import type { Claim } from "../src/claim.ts";
import { describeError, type Outcome, undecided } from "../src/outcome.ts";
import { replayKept } from "../src/replay_kept.ts";
import { referenceSubject } from "../src/subject.ts";
import { claimControl, runClaim } from "../src/verify.ts";
import { lineCases } from "./case_lines.ts";
import { loadMutant } from "./load_mutants.ts";
import { type ClaimJob, type FromWorker, isStopped, type ToWorker } from "./claim_job.ts";

/** Longest silence between two words on progress, in milliseconds. */
const TURN = 50;

/** What a worker's global scope has, which the types of the main thread do not know. */
const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: (event: MessageEvent<ToWorker>) => void;
};
const send = (message: FromWorker) => scope.postMessage(message);

let stop: Int32Array = new Int32Array(1);

scope.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    stop = new Int32Array(data.stop);
    return;
  }
  const { job } = data;
  const begun = performance.now();
  const outcome = await run(job).catch((error) => undecided(0, `crashed: ${describeError(error)}`));
  send({ kind: "done", index: job.index, outcome, seconds: (performance.now() - begun) / 1000 });
};

async function run(job: ClaimJob): Promise<Outcome> {
  const { claim }: { claim: Claim } = await import(
    new URL(`../props/${job.slug}_test.ts`, import.meta.url).href
  );
  const subject = job.mutant === undefined
    ? referenceSubject
    : job.other
    ? await loadMutant(job.mutant)
    : claim.mutants.find(({ name }) => name === job.mutant);
  if (subject === undefined) return undecided(0, `${job.claimId} has no mutant ${job.mutant}`);
  let due = 0;
  const control = claimControl(claim, {
    ...job,
    stopped: () => isStopped(stop),
    onProgress(progress) {
      if (performance.now() < due) return;
      due = performance.now() + TURN;
      send({ kind: "progress", index: job.index, progress });
    },
  });
  const { shard, kept = [], casesSince } = job;
  const forced = replayKept(claim, kept, subject);
  if (forced !== undefined) return forced;
  const options = { ...control, shard, shrink: job.mutant === undefined };
  if (casesSince === undefined) return runClaim(claim, subject, options);
  const lined = lineCases(claim, {
    runStart: casesSince,
    send: (lines) => send({ kind: "cases", index: job.index, lines }),
  });
  try {
    return await runClaim(lined.claim, subject, options);
  } finally {
    lined.flush();
  }
}
