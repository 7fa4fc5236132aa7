/** What is to be done next: jobs that wait, and blocks of those under way. */

import { describeError, undecided } from "../../src/verify/outcome.ts";
import { LARGEST_BLOCK, SplitRun, type TakenBlock } from "../../src/verify/replicate_queue.ts";
import { claimControl } from "../../src/verify/verify.ts";
import { type BlockAnswer, type ClaimJob, isStopped, type Question } from "./claim_job.ts";
import type { JobResult, PoolOptions } from "./pool_options.ts";
import type { Reply } from "./pool_worker.ts";

/** For fewer seconds of work a worker is not started to help: it takes 0.1 s to start, and saves half of them. */
const START_SECONDS = 0.2;

/** A job whose worker died. */
const DIED: JobResult = { outcome: undecided(0, "crashed: its worker died"), seconds: 0 };

/** Who asks what to do. */
export interface Asker {
  /** Its worker runs already. */
  readonly started: boolean;
  /** What it did last. */
  readonly last: ClaimJob | undefined;
}

/** The jobs of a run, who is at which, and what came of them. */
export class JobBoard {
  readonly #jobs: readonly ClaimJob[];
  readonly #options: PoolOptions;
  readonly #split = new Map<ClaimJob, SplitRun<BlockAnswer>>();
  /** Memory for effects that nobody uses at the moment. */
  readonly #spare: Float64Array<ArrayBuffer>[] = [];
  #begun = 0;
  #over = 0;
  #change = Promise.withResolvers<void>();
  readonly #end = Promise.withResolvers<void>();

  /** No job has begun. */
  constructor(jobs: readonly ClaimJob[], options: PoolOptions) {
    this.#jobs = jobs;
    this.#options = options;
  }

  /** True once nothing is left to wait for. */
  get isOver(): boolean {
    return this.#over === this.#begun && !this.#mayBegin;
  }

  get #mayBegin(): boolean {
    return this.#begun < this.#jobs.length && !isStopped(this.#options.stop);
  }

  /** Settles when the last job is over, unless a stop comes first. */
  get over(): Promise<void> {
    return this.#end.promise;
  }

  /** Settles when there may be something else to do. */
  get change(): Promise<void> {
    return this.#change.promise;
  }

  /**
   * The next question for a worker: it goes on with the job that it is at, or else begins one, or else helps
   * with the one that has most left. Undefined when there is nothing to do for now.
   */
  take({ started, last }: Asker): Question | undefined {
    const own = last && this.#blockOf(last);
    if (own !== undefined) return own;
    while (this.#mayBegin) {
      const begun = this.#begin(this.#jobs[this.#begun++]);
      if (begun !== undefined) return begun;
    }
    const open = [...this.#split]
      .filter(([, run]) => started || !run.underWay || run.secondsLeft > START_SECONDS)
      .toSorted(([, a], [, b]) => b.secondsLeft - a.secondsLeft);
    for (const [job] of open) {
      const block = this.#blockOf(job);
      if (block !== undefined) return block;
    }
    return undefined;
  }

  /**
   * One more block of a job for the worker that is at it; the others get theirs first when few are left, for a
   * block that waits behind another is not taken over by who has nothing to do.
   */
  another(job: ClaimJob): Question | undefined {
    return this.#blockOf(job, 2 * (this.#options.workers - 1));
  }

  /** What came of a question. */
  settle(question: Question, reply: Reply): void {
    const { job } = question;
    if (question.kind === "job") {
      this.#finish(job, typeof reply === "object" && reply.kind === "done" ? reply : DIED);
    } else this.#settleBlock(question, reply);
    this.#tellChange();
  }

  #settleBlock({ job, block }: Question & { readonly kind: "block" }, reply: Reply): void {
    const run = this.#split.get(job);
    // A job that is over has no run any more: a block of it was computed in vain.
    if (run === undefined) return;
    if (reply === "unread") run.giveBack(block);
    else if (reply === "died") this.#tell(job, run.lose(block));
    else if (reply.kind === "done") run.refuse(reply.outcome);
    else this.#tell(job, run.receive(reply.block));
    const { outcome, seconds } = run;
    if (outcome !== undefined) this.#finish(job, { outcome, seconds });
  }

  #tellChange(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
    if (this.isOver) this.#end.resolve();
  }

  #tell(job: ClaimJob, taken: readonly TakenBlock<BlockAnswer>[]): void {
    for (const { block: { effects, lines }, taken: count } of taken) {
      if (lines.length > 0) this.#options.onCases?.(job, lines.slice(0, count).join(""));
      this.#spare.push(effects);
    }
  }

  /** The first question of a job; undefined for one whose rule makes no sense, which is over by that. */
  #begin(job: ClaimJob): Question | undefined {
    const { claims, stop, onStart, onProgress } = this.#options;
    onStart(job);
    const claim = claims.get(job.claimId);
    if (claim?.unit !== "replicates") return { kind: "job", job };
    try {
      const control = claimControl(claim, {
        ...job,
        stopped: () => isStopped(stop),
        onProgress: (progress) => onProgress(job, progress),
      });
      const run = new SplitRun<BlockAnswer>(claim, { ...control, shard: job.shard });
      // Of an empty share only a worker can tell whether the subject has what the claim needs.
      if (run.outcome !== undefined) return { kind: "job", job };
      this.#split.set(job, run);
      return this.#blockOf(job);
    } catch (error) {
      this.#finish(job, { outcome: undecided(0, `crashed: ${describeError(error)}`), seconds: 0 });
      this.#tellChange();
      return undefined;
    }
  }

  #blockOf(job: ClaimJob, reserve = 0): Question | undefined {
    const block = this.#split.get(job)?.assign(this.#options.workers, reserve);
    return block && {
      kind: "block",
      job,
      block,
      effects: this.#spare.pop() ?? new Float64Array(LARGEST_BLOCK),
    };
  }

  #finish(job: ClaimJob, { outcome, seconds }: JobResult): void {
    this.#split.delete(job);
    this.#over++;
    this.#options.onDone(job, { outcome, seconds });
  }
}
