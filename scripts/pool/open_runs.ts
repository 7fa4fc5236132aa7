/** What the jobs that are being computed amount to so far. */

import { CaseRun, type NumberedCase } from "../../src/verify/case_run.ts";
import type { Outcome, RunControl } from "../../src/verify/outcome.ts";
import type { NumberedReplicate } from "../../src/verify/replicate_run.ts";
import { StratifiedRun } from "../../src/verify/stratified_run.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { ClaimJob } from "./claim_job.ts";

/** The runs of cases and of replicates, by job. */
export class OpenRuns {
  readonly #replicates = new Map<ClaimJob, StratifiedRun>();
  readonly #cases = new Map<ClaimJob, CaseRun>();

  /** Begins one; throws a RangeError on an invalid rule or shard. */
  begin(job: ClaimJob, card: ClaimCard, control: RunControl): void {
    if (card.unit === "cases") this.#cases.set(job, new CaseRun(card, control));
    else this.#replicates.set(job, new StratifiedRun(card, control));
  }

  /** The run of a job that has cases. */
  casesOf(job: ClaimJob): CaseRun | undefined {
    return this.#cases.get(job);
  }

  /** The run of a job that has replicates. */
  replicatesOf(job: ClaimJob): StratifiedRun | undefined {
    return this.#replicates.get(job);
  }

  /** The jobs that have replicates, the one with most left to compute first. */
  longest(): readonly (readonly [ClaimJob, StratifiedRun])[] {
    return [...this.#replicates].toSorted(([, a], [, b]) => b.secondsLeft - a.secondsLeft);
  }

  /** Cases or replicates of a job. */
  countOf(job: ClaimJob): number {
    return this.#cases.get(job)?.cases ?? this.#replicates.get(job)?.effects ?? 0;
  }

  /** The outcome of a job that is stopped here. */
  stopped(job: ClaimJob): Outcome {
    return this.#cases.get(job)?.interrupted() ?? this.#replicates.get(job)!.stop();
  }

  /** Ends a job: its first case or replicate and its last. */
  end(job: ClaimJob): readonly (NumberedCase | NumberedReplicate)[] {
    const ends = this.#cases.get(job)?.ends ?? this.#replicates.get(job)?.ends ?? [];
    this.#replicates.delete(job);
    this.#cases.delete(job);
    return ends;
  }
}
