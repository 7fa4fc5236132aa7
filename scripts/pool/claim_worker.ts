/** A worker: runs one claim on one subject after another, whole or some replicates of it, as it is told. */

import type { Claim } from "../../src/claim/claim.ts";
import { describeError, type Outcome, undecided } from "../../src/verify/outcome.ts";
import { computeBlock } from "../../src/verify/replicate_block.ts";
import { replayKept } from "../../src/verify/replay_kept.ts";
import { shardBlock } from "../../src/verify/shard.ts";
import type { Subject } from "../../src/claim/subject.ts";
import { claimControl, notApplicable, runClaim } from "../../src/verify/verify.ts";
import { lineCases, lineReplicates } from "./tyche_lines.ts";
import {
  type Answer,
  type ClaimJob,
  type FromWorker,
  isStopped,
  type Question,
  type ToWorker,
} from "./claim_job.ts";
import { type JobParts, loadParts } from "./load_job.ts";

/** Longest silence between two words on progress, in milliseconds. */
const TURN = 50;

/** What a worker's global scope has, which the types of the main thread do not know. */
const scope = self as unknown as {
  postMessage(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  onmessage: (event: MessageEvent<ToWorker>) => void;
};

let stop: Int32Array = new Int32Array(1);
const stopped = () => isStopped(stop);
let loaded: { readonly job: ClaimJob; readonly parts: Promise<JobParts> } | undefined;

/** The end of the last question: none is begun before the one before it is answered. */
let turn: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") stop = new Int32Array(data.stop);
  else turn = turn.then(() => reply(data));
};

async function reply(question: Question): Promise<void> {
  const begun = performance.now();
  const end = (outcome: Outcome): Answer => (
    { kind: "done", outcome, seconds: secondsSince(begun) }
  );
  const answer = await answerTo(question, end)
    .catch((error) => end(undecided(0, `crashed: ${describeError(error)}`)));
  scope.postMessage(answer, answer.kind === "block" ? [answer.block.effects.buffer] : []);
}

/** Blocks of one job come one after the other: what it is about is loaded once. */
function partsOf(job: ClaimJob): Promise<JobParts> {
  if (loaded === undefined || !isSame(loaded.job, job)) {
    loaded = { job, parts: loadParts(job) };
  }
  return loaded.parts;
}

function isSame(one: ClaimJob, other: ClaimJob): boolean {
  return one.slug === other.slug && one.mutant === other.mutant && one.other === other.other;
}

async function answerTo(
  question: Question,
  end: (outcome: Outcome) => Answer,
): Promise<Answer> {
  const parts = await partsOf(question.job);
  if ("refused" in parts) return end(parts.refused);
  const { claim, subject } = parts;
  if (question.kind === "job") return end(await runWhole(claim, subject, question.job));
  const refused = notApplicable(claim, subject);
  return refused ? end(refused) : blockAnswer(claim, subject, question);
}

function runWhole(claim: Claim, subject: Subject, job: ClaimJob): Promise<Outcome> {
  let due = 0;
  const control = claimControl(claim, {
    ...job,
    stopped,
    onProgress(progress) {
      if (performance.now() < due) return;
      due = performance.now() + TURN;
      scope.postMessage({ kind: "progress", progress });
    },
  });
  const { shard, kept = [], casesSince } = job;
  const forced = replayKept(claim, kept, subject);
  if (forced !== undefined) return Promise.resolve(forced);
  const options = { ...control, shard, shrink: job.mutant === undefined };
  if (casesSince === undefined) return runClaim(claim, subject, options);
  const lined = lineCases(claim, {
    runStart: casesSince,
    send: (lines) => scope.postMessage({ kind: "cases", lines }),
  });
  return runClaim(lined.claim, subject, options).finally(lined.flush);
}

/** Timed from here on: what loading takes is no property of the replicates. */
function blockAnswer(
  claim: Claim,
  subject: Subject,
  { job, block, effects }: Question & { readonly kind: "block" },
): Answer {
  if (claim.unit !== "replicates") {
    throw new TypeError(`A block must be of replicates, got ${claim.unit} of ${claim.id}`);
  }
  const begun = performance.now();
  const { seed, limit } = claimControl(claim, job);
  const lines: string[] = [];
  const first = block.from - shardBlock(limit, job.shard).from;
  const told = job.casesSince === undefined
    ? claim
    : lineReplicates(claim, { runStart: job.casesSince, first, lines });
  const computed = computeBlock(told, subject, { ...block, seed, effects, stopped });
  return {
    kind: "block",
    block: { ...computed, effects, lines, seconds: secondsSince(begun) },
  };
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
