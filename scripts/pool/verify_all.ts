/** All claims on the reference model and on their mutants, spread over workers. */

import { assembleClaim, jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";
import type { Profile } from "../../src/claim/facts.ts";
import { claimEntry } from "../../src/report/claim_entry.ts";
import type { KeptCase } from "../../src/verify/replay_kept.ts";
import { lacking } from "../../src/attention/given_subject.ts";
import { notOffered } from "../../src/verify/obstacle.ts";
import { undecided } from "../../src/verify/outcome.ts";
import type { Shard } from "../../src/verify/shard.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { isStopped, nameOfJob } from "./claim_job.ts";
import { jobsOf } from "./jobs_of.ts";
import type { ProgressLine } from "../terminal/progress.ts";
import { type EarlierSeconds, TimeLeft } from "../terminal/time_left.ts";
import { ENDLESS } from "./loaded_claim.ts";
import type { GivenModel } from "./pool_options.ts";
import { runJobs } from "./worker_pool.ts";

/** How to run, and whom to tell. */
export interface RunOptions {
  readonly seed: number;
  readonly profile: Profile;
  readonly shard: Shard;
  readonly progress: ProgressLine;
  /** At least 1; the results do not depend on it. */
  readonly workers: number;
  /** Seconds by claim id that an earlier run took, to foresee what is left. */
  readonly earlier?: EarlierSeconds;
  /** By claim, the names of mutants not its own that touch it, where it is to be run on them too. */
  readonly others?: ReadonlyMap<string, readonly string[]>;
  /** Seconds without an answer after which a claim's process is ended. */
  readonly patience: number;
  /** Seconds after its beginning at which a claim is ended. */
  readonly claimPatience: number;
  /** Set to a number other than 0 to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** Kept cases by claim id. */
  readonly kept: ReadonlyMap<string, readonly KeptCase[]>;
  /** What an earlier run of the same plan has done already. */
  readonly done: readonly JobRun[];
  /** Told of every result as it is reached, unless a stop cut it off. */
  readonly onRun: (run: JobRun) => void;
  /** A user's model in place of the reference; opponents are not run on it. */
  readonly given?: GivenModel | undefined;
  /** The claims as their processes tell them, where opponents were taken from them. */
  readonly listed?: ReadonlyMap<string, ClaimCard>;
  /** Where lines about the cases on the reference model go, and when the run started, in seconds. */
  readonly cases?: { readonly since: number; readonly add: (id: string, lines: string) => void };
}

/** Time between two redraws of the live line, in milliseconds. */
const TURN = 100;

/** What was run of the claims, what was done before included. */
export async function verifyAll(
  claims: readonly ClaimCard[],
  options: RunOptions,
): Promise<JobRun[]> {
  const { progress, stop, seed, shard: { of }, done, onRun } = options;
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const known = new Set(done.map(jobKey));
  const apart = notApplicable(claims, options);
  const runs = [...done.map((run) => heldOf(run, of)), ...apart];
  for (const run of apart) known.add(jobKey(run));
  const jobs = jobsOf(claims, options).filter((job) => !known.has(jobKey(nameOfJob(job))));
  const left = new Map([...Map.groupBy(jobs, ({ claimId }) => claimId)]
    .map(([id, own]) => [id, own.length]));
  // What is not applicable takes no part in the count.
  const all = claims.length - apart.length;
  let finished = all - left.size;
  progress.expect({
    ...{ of: all, done: finished },
    left: new TimeLeft(left.keys(), {
      ...{ earlier: options.earlier ?? new Map(), workers: options.workers },
    }),
  });
  const redraw = setInterval(() => progress.draw(), TURN);
  try {
    await runJobs(jobs, {
      claims: byId,
      workers: options.workers,
      given: options.given,
      ...(options.listed && { listed: options.listed }),
      patience: options.patience,
      claimPatience: options.claimPatience,
      stop,
      onSilence: ({ claimId, mutant }, seconds) =>
        progress.note(
          `attest: ${claimId}${
            mutant ? ` on ${mutant}` : ""
          }: no case for ${seconds} s: ${ENDLESS}`,
        ),
      onStart: (job) => progress.start(job.index, { ...job, claim: byId.get(job.claimId)! }),
      onDecided: (job) => progress.decide(job.index),
      onCases: (job, lines) => options.cases?.add(job.claimId, lines),
      onProgress: (job, counts) => progress.update(job.index, counts),
      onDone(job, result) {
        const { index, claimId: id } = job;
        progress.end(index);
        const run = { ...nameOfJob(job), ...result };
        runs.push(heldOf(run, of));
        // A stop may have cut off what is undecided.
        if (!(isStopped(stop) && run.outcome.verdict === "undecided")) onRun(run);
        left.set(id, left.get(id)! - 1);
        if (left.get(id)! > 0) return;
        const entry = assembleClaim(byId.get(id)!, runs, { seed, of, partial: of > 1 });
        progress.finish(claimEntry(entry), { index: ++finished, of: all });
      },
    });
  } finally {
    clearInterval(redraw);
    progress.clear();
  }
  return runs;
}

/**
 * What is held of a result once it is in the journal: of an opponent a report says its verdict and its cases, and in
 * a night thousands of others' effects would be held for nothing. Shards are joined by all of it.
 */
export function heldOf(run: JobRun, of: number): JobRun {
  if (run.mutant === null || of > 1) return run;
  const { verdict, cases, cause, reason } = run.outcome;
  const why = { ...(cause !== undefined && { cause }), ...(reason !== undefined && { reason }) };
  return { ...run, outcome: { verdict, cases, ...why } };
}

/** Claims that need what a user's model does not offer: none of its process is asked. */
function notApplicable(
  claims: readonly ClaimCard[],
  { given, shard }: Pick<RunOptions, "given" | "shard">,
): JobRun[] {
  if (given === undefined) return [];
  return claims.flatMap(({ id, needs }) => {
    const missing = lacking(given.offer, needs);
    if (missing.length === 0) return [];
    const outcome = undecided(0, notOffered(missing));
    return [{ shard: shard.index, claim: id, mutant: null, outcome, seconds: 0 }];
  });
}
