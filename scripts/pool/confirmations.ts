/** Decided jobs whose decision stands once parts of them have come out the same in another process. */

import { notDeterministic } from "../../src/verify/obstacle.ts";
import { type Outcome, undecided } from "../../src/verify/outcome.ts";
import type { ClaimJob } from "./claim_job.ts";
import type { JobResult } from "../../src/verify/assemble_claim.ts";
import { type Sample, samplesOf } from "./samples.ts";

/** The parts of a job that somebody is to compute again. */
export interface RepeatTask {
  readonly kind: "repeat";
  readonly job: ClaimJob;
  readonly samples: readonly Sample[];
}

interface Unconfirmed {
  readonly samples: readonly Sample[];
  readonly result: JobResult;
  isTaken: boolean;
}

/** What is decided and not sure yet. */
export class Confirmations {
  readonly #unconfirmed = new Map<ClaimJob, Unconfirmed>();
  /** Who computes again what is of these claims: a second process for it would take longer than it saves. */
  readonly #takers = new Map<string, object>();

  /** Takes a job that is decided; false for one of which nothing is to be computed again. */
  add(job: ClaimJob, result: JobResult, ends: Parameters<typeof samplesOf>[0]): boolean {
    const { outcome } = result;
    // A mutant is not shrunk: its counterexample is one of the ends.
    const shrunk = job.mutant === undefined ? outcome.counterexample : undefined;
    const samples = samplesOf(ends, shrunk);
    if (isSure(job, outcome) || samples.length === 0) return false;
    this.#unconfirmed.set(job, { samples, result, isTaken: false });
    return true;
  }

  /** Whether a job waits here. */
  has(job: ClaimJob): boolean {
    return this.#unconfirmed.has(job);
  }

  /** Forgets a job; true when it was here. */
  drop(job: ClaimJob): boolean {
    return this.#unconfirmed.delete(job);
  }

  /** A job of this kind of which nobody computes anything again yet, of a claim that is no other taker's. */
  next(taker: object, isWanted: (job: ClaimJob) => boolean): RepeatTask | undefined {
    for (const [job, unconfirmed] of this.#unconfirmed) {
      const { claimId } = job;
      const isOthers = (this.#takers.get(claimId) ?? taker) !== taker;
      if (unconfirmed.isTaken || isOthers || !isWanted(job)) continue;
      unconfirmed.isTaken = true;
      this.#takers.set(claimId, taker);
      return { kind: "repeat", job, samples: unconfirmed.samples };
    }
    return undefined;
  }

  /** Somebody turns to something else. */
  release(taker: object): void {
    for (const [id, own] of this.#takers) if (own === taker) this.#takers.delete(id);
  }

  /** The result of a job that was here: undecided where something came out otherwise. */
  take(job: ClaimJob, difference: string | undefined): JobResult {
    const { result } = this.#unconfirmed.get(job)!;
    this.#unconfirmed.delete(job);
    if (difference === undefined) return result;
    return { ...result, outcome: undecided(result.outcome.cases, notDeterministic(difference)) };
  }
}

/** What is not decided needs no confirmation, and what is only looked at gets none. */
function isSure({ other = false }: ClaimJob, { verdict }: Outcome): boolean {
  return verdict === "undecided" || other;
}
