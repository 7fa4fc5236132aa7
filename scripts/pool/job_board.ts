/** What is to be done next: claims that wait, jobs of those begun, and blocks of replicates under way. */

import type { CaseRun } from "../../src/verify/case_run.ts";
import { crashed, late } from "../../src/verify/obstacle.ts";
import { describeError, type Obstacle, type Outcome, undecided } from "../../src/verify/outcome.ts";
import type { Block } from "../../src/verify/replicate_block.ts";
import type { TakenBlock, TimedBlock } from "../../src/verify/replicate_queue.ts";
import { claimControl } from "../../src/verify/verify.ts";
import { blockLines } from "./tyche_lines.ts";
import { type ClaimJob, isStopped } from "./claim_job.ts";
import { Confirmations, type RepeatTask } from "./confirmations.ts";
import { OpenRuns } from "./open_runs.ts";
import type { JobResult } from "../../src/verify/assemble_claim.ts";
import type { PoolOptions } from "./pool_options.ts";
import { START_SECONDS, WaitingJobs } from "./waiting_jobs.ts";

/** What a process is to do: a whole job, or some replicates of one. */
export type Task =
  | { readonly kind: "job"; readonly job: ClaimJob }
  | { readonly kind: "block"; readonly job: ClaimJob; readonly block: Block }
  | RepeatTask;

/** What came of a task. */
export type TaskResult =
  | { readonly kind: "done"; readonly outcome: Outcome; readonly seconds: number }
  | { readonly kind: "block"; readonly block: TimedBlock }
  /** The process ended while it was at it. */
  | { readonly kind: "died"; readonly reason: string }
  /** The process ended before it came to it. */
  | { readonly kind: "unread" }
  /** What was computed again came out the same, or why not. */
  | { readonly kind: "repeated"; readonly difference?: string | undefined }
  /** The share of this shard is empty, and the subject has what the claim needs. */
  | { readonly kind: "empty" };

/** The jobs of a run, who is at which, and what came of them. */
export class JobBoard {
  readonly #options: PoolOptions;
  readonly #waiting: WaitingJobs;
  readonly #runs = new OpenRuns();
  /** Jobs that are decided, if parts of them come out the same in another process. */
  readonly #unconfirmed = new Confirmations();
  /** Jobs that have begun and have no result yet. */
  readonly #open = new Set<ClaimJob>();
  #change = Promise.withResolvers<void>();
  readonly #end = Promise.withResolvers<void>();

  /** No job has begun. */
  constructor(jobs: readonly ClaimJob[], options: PoolOptions) {
    this.#waiting = new WaitingJobs(jobs);
    this.#options = options;
    if (this.isOver) this.#end.resolve();
  }

  /** True once nothing is left to wait for. */
  get isOver(): boolean {
    return this.#open.size === 0 && !this.#mayBegin;
  }

  /** Whether there are claims that nobody has begun with. */
  get hasMoreClaims(): boolean {
    return !isStopped(this.#options.stop) && this.#waiting.fresh().length > 0;
  }

  get #mayBegin(): boolean {
    return !this.#waiting.isEmpty && !isStopped(this.#options.stop);
  }

  /** Settles when the last job is over. */
  get over(): Promise<void> {
    return this.#end.promise;
  }

  /** Settles when there may be something else to do. */
  get change(): Promise<void> {
    return this.#change.promise;
  }

  /** What the cases of a job amount to so far; undefined for a claim that has replicates. */
  caseRun(job: ClaimJob): CaseRun | undefined {
    return this.#runs.casesOf(job);
  }

  /**
   * The next task for a process: it goes on with the claim that it has loaded, or else begins with another, or
   * else helps where most is left. Undefined when there is nothing to do for now.
   */
  take(last: ClaimJob | undefined, taker: object): Task | undefined {
    const task = this.#choose(last, taker);
    if (task?.kind !== "repeat") this.#unconfirmed.release(taker);
    return task;
  }

  #choose(last: ClaimJob | undefined, taker: object): Task | undefined {
    return (last && (this.#blockOf(last) ?? this.#ofClaim(last.claimId))) ??
      this.#unconfirmed.next(
        taker,
        ({ claimId }) => claimId === last?.claimId && this.#isComputed(claimId),
      ) ??
      this.#freshClaim() ?? this.#help(last) ?? this.#unconfirmed.next(taker, () => true);
  }

  /**
   * One more block of a job for the process that is at it; the others get theirs first when few are left, for a
   * block that waits behind another is not taken over by who has nothing to do.
   */
  another(job: ClaimJob): Task | undefined {
    return this.#blockOf(job, 2 * (this.#options.workers - 1));
  }

  /** What came of a task. */
  settle(task: Task, result: TaskResult): void {
    const { job } = task;
    if (this.#open.has(job)) {
      if (task.kind === "repeat") this.#settleRepeat(job, result);
      // Of a job that is decided, blocks that were computed in vain come later.
      else if (!this.#unconfirmed.has(job)) this.#settleComputed(task, result);
    }
    this.#tellChange();
  }

  #settleComputed(task: Exclude<Task, { readonly kind: "repeat" }>, result: TaskResult): void {
    const { job } = task;
    if (task.kind === "block") this.#settleBlock(job, task.block, result);
    else this.#finish(job, resultOf(result, () => this.#runs.replicatesOf(job)?.outcome));
  }

  /** Ends the claims that take too long, and says which: nothing of them is worth computing any more. */
  expire(): string[] {
    const { claimPatience = Infinity } = this.#options;
    const expired = this.#waiting.begunBefore(claimPatience).filter((id) =>
      this.#waiting.has(id) || [...this.#open].some(({ claimId }) => claimId === id)
    );
    for (const id of expired) this.#expire(id, late(claimPatience));
    if (expired.length > 0) this.#tellChange();
    return expired;
  }

  #expire(id: string, obstacle: Obstacle): void {
    for (const job of this.#open) {
      if (job.claimId !== id) continue;
      const outcome = undecided(this.#runs.countOf(job), obstacle);
      this.#runs.end(job);
      this.#unconfirmed.drop(job);
      this.#conclude(job, { outcome, seconds: 0 });
    }
    for (const job of this.#waiting.takeAll(id)) {
      this.#options.onStart(job);
      this.#conclude(job, { outcome: undecided(0, obstacle), seconds: 0 });
    }
  }

  /** Ends all jobs that are open with what is known of them. */
  interrupt(): void {
    for (const job of this.#open) {
      // A job without a case is as good as not begun, and so is one of which nothing is sure yet.
      if (this.#unconfirmed.has(job) || this.#runs.countOf(job) === 0) {
        this.#forget(job);
        continue;
      }
      const { seconds = 0 } = this.#runs.replicatesOf(job) ?? {};
      this.#finish(job, { outcome: this.#runs.stopped(job), seconds });
    }
    this.#tellChange();
  }

  #settleBlock(job: ClaimJob, block: Block, result: TaskResult): void {
    const run = this.#runs.replicatesOf(job)!;
    const before = run.effects;
    if (result.kind === "unread") run.giveBack(block);
    else if (result.kind === "died") this.#tell(job, run.lose(block, result.reason), before);
    else if (result.kind === "done") run.refuse(result.outcome);
    else if (result.kind === "block") this.#tell(job, run.receive(result.block), before);
    const { outcome, seconds } = run;
    if (outcome !== undefined) this.#finish(job, { outcome, seconds });
  }

  /** Wakes the waiting workers: there may be a job for them by now. */
  wake(): void {
    this.#tellChange();
  }

  #tellChange(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
    if (this.isOver) this.#end.resolve();
  }

  /** Writes lines about replicates, of which there were so many before. */
  #tell(job: ClaimJob, blocks: readonly TakenBlock<TimedBlock>[], before: number): void {
    const { claims, onCases } = this.#options;
    const card = claims.get(job.claimId)!;
    if (onCases === undefined || card.unit !== "replicates") return;
    let first = before;
    for (const { block, taken } of blocks) {
      const lines = blockLines(card, job, { block, taken, first });
      first += taken;
      if (lines !== "") onCases(job, lines);
    }
  }

  #freshClaim(): Task | undefined {
    for (const id of this.#mayBegin ? this.#waiting.fresh() : []) {
      const task = this.#ofClaim(id);
      if (task !== undefined) return task;
    }
    return undefined;
  }

  /** The first task of the claim's next job. */
  #ofClaim(id: string): Task | undefined {
    while (this.#mayBegin) {
      const job = this.#waiting.take(id);
      if (job === undefined) return undefined;
      const task = this.#begin(job);
      if (task !== undefined) return task;
    }
    return undefined;
  }

  /** A block of the job with most left, or the next job of a claim that others are at. */
  #help(last: ClaimJob | undefined): Task | undefined {
    for (const [job, run] of this.#runs.longest()) {
      const isWorthIt = job.claimId === last?.claimId || !run.underWay ||
        run.secondsLeft > START_SECONDS;
      const block = isWorthIt ? this.#blockOf(job) : undefined;
      if (block !== undefined) return block;
    }
    const slow = this.#mayBegin ? this.#waiting.slow() : undefined;
    return slow === undefined ? undefined : this.#ofClaim(slow);
  }

  /** The first task of a job; undefined for one whose rule is refused, which is over by that. */
  #begin(job: ClaimJob): Task | undefined {
    const { claims, stop, onStart, onProgress } = this.#options;
    onStart(job);
    this.#open.add(job);
    const card = claims.get(job.claimId)!;
    try {
      const control = {
        ...claimControl(card, job),
        shard: job.shard,
        shrink: job.mutant === undefined,
        stopped: () => isStopped(stop),
        onProgress: (progress: Parameters<typeof onProgress>[1]) => onProgress(job, progress),
      };
      this.#runs.begin(job, card, control);
      const run = this.#runs.replicatesOf(job);
      // Of an empty share only a process can tell whether the subject has what the claim needs.
      const isWhole = run === undefined || run.outcome !== undefined;
      return isWhole ? { kind: "job", job } : this.#blockOf(job);
    } catch (error) {
      this.#finish(job, { outcome: undecided(0, crashed(describeError(error))), seconds: 0 });
      this.#tellChange();
      return undefined;
    }
  }

  #blockOf(job: ClaimJob, reserve = 0): Task | undefined {
    const block = this.#runs.replicatesOf(job)?.assign(this.#options.workers, reserve);
    return block && { kind: "block", job, block };
  }

  /** Takes a result; a decision stands once parts of it have come out the same in another process. */
  #finish(job: ClaimJob, result: JobResult): void {
    const ends = this.#runs.end(job);
    if (!isStopped(this.#options.stop)) this.#options.onDecided?.(job, result);
    if (!this.#unconfirmed.add(job, result, ends)) this.#conclude(job, result);
    // Nobody computes anything any more: it is as good as not begun.
    else if (isStopped(this.#options.stop)) this.#forget(job);
  }

  #forget(job: ClaimJob): void {
    this.#open.delete(job);
    this.#unconfirmed.drop(job);
  }

  #conclude(job: ClaimJob, result: JobResult): void {
    this.#open.delete(job);
    this.#options.onDone(job, result);
  }

  #settleRepeat(job: ClaimJob, result: TaskResult): void {
    const difference = result.kind === "repeated" ? result.difference : "it was not computed again";
    this.#conclude(job, this.#unconfirmed.take(job, difference));
  }

  /** Whether no job of a claim waits or is being computed. */
  #isComputed(claimId: string): boolean {
    if (this.#waiting.has(claimId)) return false;
    return [...this.#open].every((job) => job.claimId !== claimId || this.#unconfirmed.has(job));
  }
}

/** What a whole job came to. */
function resultOf(result: TaskResult, known: () => Outcome | undefined): JobResult {
  if (result.kind === "done") return result;
  const outcome = result.kind === "empty" ? known() : undefined;
  return { outcome: outcome ?? undecided(0, crashed("its process ended")), seconds: 0 };
}
