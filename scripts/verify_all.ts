/** All claims on the reference model and on their mutants, spread over workers. */

import type { Claim, Profile } from "../src/claim.ts";
import { type Outcome, undecided } from "../src/outcome.ts";
import { hashSeed } from "../src/prng.ts";
import { claimEntry } from "../src/report/claim_entry.ts";
import { type Subject, touches } from "../src/subject.ts";
import { type ClaimResult, joinResult, type MutantResult, mutantResult } from "../src/verify.ts";
import { type ClaimJob, isStopped } from "./claim_job.ts";
import { NOT_REACHED } from "./interrupt.ts";
import type { ProgressLine } from "./progress.ts";
import { type JobResult, runJobs } from "./worker_pool.ts";

/** How to run, and whom to tell. */
export interface RunOptions {
  readonly seed: number;
  readonly profile: Profile;
  readonly progress: ProgressLine;
  /** At least 1; the results do not depend on it. */
  readonly workers: number;
  /** All mutants, where every claim is to be run on every one that touches it. */
  readonly mutants?: readonly Subject[];
  /** Set to a number other than 0 to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** Time between two redraws of the live line, in milliseconds. */
const TURN = 100;

/** A claim and what is in of it. */
interface Pending {
  readonly claim: Claim;
  readonly outcomes: Map<string | undefined, JobResult>;
  /** Jobs that it takes. */
  readonly jobs: number;
}

/** One result for each claim; those that a stop left out are undecided. */
export async function verifyAll(
  claims: readonly Claim[],
  options: RunOptions,
): Promise<ClaimResult[]> {
  const { progress, stop, seed } = options;
  const jobs = jobsOf(claims, options);
  const pending = new Map<string, Pending>(claims.map((claim) => {
    const own = jobs.filter(({ claimId }) => claimId === claim.id).length;
    return [claim.id, { claim, outcomes: new Map(), jobs: own }];
  }));
  const redraw = setInterval(() => progress.draw(), TURN);
  let finished = 0;
  try {
    await runJobs(jobs, {
      workers: options.workers,
      stop,
      onStart: (job) => progress.start(job.index, { ...pending.get(job.claimId)!, ...job }),
      onProgress: (job, counts) => progress.update(job.index, counts),
      onDone(job, result) {
        progress.end(job.index);
        const entry = pending.get(job.claimId)!;
        entry.outcomes.set(job.mutant, result);
        if (entry.outcomes.size < entry.jobs) return;
        const place = { index: ++finished, of: claims.length };
        progress.finish(claimEntry(assemble(entry, { seed, stopped: false })), place);
      },
    });
  } finally {
    clearInterval(redraw);
    progress.clear();
  }
  return [...pending.values()].map((entry) => assemble(entry, { seed, stopped: isStopped(stop) }));
}

/** Claims with trainings in them first: they take longest, and should not be what is left at the end. */
function jobsOf(
  claims: readonly Claim[],
  { seed, profile, mutants = [] }: RunOptions,
): ClaimJob[] {
  const heavy = ({ kind }: Claim) => (kind === "LIM" || kind === "EXP" ? 0 : 1);
  const jobs: Omit<ClaimJob, "index">[] = claims
    .toSorted((a, b) => heavy(a) - heavy(b))
    .flatMap(({ id, slug, needs, mutants: own }) => {
      const job = { claimId: id, slug, seed, profile };
      const names = new Set(own.map(({ name }) => name));
      const others = mutants.filter((mutant) => !names.has(mutant.name) && touches(mutant, needs));
      return [
        job,
        ...own.map(({ name }) => ({ ...job, mutant: name })),
        // Only to be looked at: the quick budget tells enough.
        ...others.map(({ name }) => ({
          ...job,
          mutant: name,
          other: true,
          profile: "quick" as const,
        })),
      ];
    });
  return jobs.map((job, index) => ({ ...job, index }));
}

/** The result of a claim from its jobs; what was not run is undecided, a mutant cut off is left out. */
function assemble(
  { claim, outcomes }: Pending,
  { seed, stopped }: { seed: number; stopped: boolean },
): ClaimResult {
  const outcome: Outcome = outcomes.get(undefined)?.outcome ?? undecided(0, NOT_REACHED);
  const mutants: MutantResult[] = claim.mutants.flatMap((mutant) => {
    const run = outcomes.get(mutant.name);
    if (run === undefined || (stopped && run.outcome.verdict === "undecided")) return [];
    return [mutantResult(claim, mutant, run.outcome)];
  });
  const names = new Set(claim.mutants.map(({ name }) => name));
  const others = [...outcomes].flatMap(([name, { outcome }]) =>
    name === undefined || names.has(name) ? [] : [mutantResult(claim, { name }, outcome)]
  );
  const seconds = [...outcomes.values()].reduce((sum, run) => sum + run.seconds, 0);
  return joinResult(claim, { outcome, mutants, others, seed: hashSeed(seed, claim.id), seconds });
}
