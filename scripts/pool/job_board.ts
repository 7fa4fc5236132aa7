/** What is to be done next: claims that wait, jobs of those begun, and blocks of replicates under way. */

import { CaseRun } from "../../src/verify/case_run.ts";
import { describeError, type Outcome, undecided } from "../../src/verify/outcome.ts";
import type { Block } from "../../src/verify/replicate_block.ts";
import { SplitRun, type TakenBlock, type TimedBlock } from "../../src/verify/replicate_queue.ts";
import { shardBlock } from "../../src/verify/shard.ts";
import { claimControl } from "../../src/verify/verify.ts";
import { blockLines } from "./case_lines.ts";
import { type ClaimJob, isStopped } from "./claim_job.ts";
import { Confirmations, type RepeatTask } from "./confirmations.ts";
import type { JobResult, PoolOptions } from "./pool_options.ts";

/** For fewer seconds of work no process is started to help: it takes .15 s to start, and saves half of them. */
const START_SECONDS = 0.3;

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
  /** Jobs that wait, by claim, in their order. */
  readonly #waiting: Map<string, ClaimJob[]>;
  /** Claims that some process has begun with. */
  readonly #begun = new Map<string, number>();
  readonly #split = new Map<ClaimJob, SplitRun>();
  readonly #cases = new Map<ClaimJob, CaseRun>();
  /** Jobs that are decided, if parts of them come out the same in another process. */
  readonly #unconfirmed = new Confirmations();
  /** Jobs that have begun and have no result yet. */
  readonly #open = new Set<ClaimJob>();
  #change = Promise.withResolvers<void>();
  readonly #end = Promise.withResolvers<void>();

  /** No job has begun. */
  constructor(jobs: readonly ClaimJob[], options: PoolOptions) {
    this.#waiting = Map.groupBy(jobs, ({ claimId }) => claimId);
    this.#options = options;
    if (this.isOver) this.#end.resolve();
  }

  /** True once nothing is left to wait for. */
  get isOver(): boolean {
    return this.#open.size === 0 && !this.#mayBegin;
  }

  /** Whether there are claims that nobody has begun with. */
  get hasMoreClaims(): boolean {
    return !isStopped(this.#options.stop) &&
      [...this.#waiting.keys()].some((id) => !this.#begun.has(id));
  }

  get #mayBegin(): boolean {
    return this.#waiting.size > 0 && !isStopped(this.#options.stop);
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
    return this.#cases.get(job);
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
    else this.#finish(job, resultOf(result, () => this.#split.get(job)?.outcome));
  }

  /** Ends the claims that take too long, and says which: nothing of them is worth computing any more. */
  expire(): string[] {
    const { claimPatience = Infinity } = this.#options;
    const late = [...this.#begun].filter(([id, begun]) =>
      (performance.now() - begun) / 1000 > claimPatience && !this.#isOverFor(id)
    ).map(([id]) => id);
    for (const id of late) this.#expire(id, `it was not decided in ${claimPatience} s`);
    if (late.length > 0) this.#tellChange();
    return late;
  }

  #expire(id: string, reason: string): void {
    for (const job of this.#open) {
      if (job.claimId !== id) continue;
      const cases = this.#cases.get(job)?.cases ?? this.#split.get(job)?.effects ?? 0;
      this.#split.delete(job);
      this.#cases.delete(job);
      this.#unconfirmed.drop(job);
      this.#conclude(job, { outcome: undecided(cases, reason), seconds: 0 });
    }
    for (const job of this.#waiting.get(id) ?? []) {
      this.#options.onStart(job);
      this.#conclude(job, { outcome: undecided(0, reason), seconds: 0 });
    }
    this.#waiting.delete(id);
  }

  #isOverFor(id: string): boolean {
    return !this.#waiting.has(id) && ![...this.#open].some(({ claimId }) => claimId === id);
  }

  /** Ends all jobs that are open with what is known of them. */
  interrupt(): void {
    for (const job of this.#open) {
      // A job without a case is as good as not begun, and so is one of which nothing is sure yet.
      if (this.#unconfirmed.has(job) || this.#isUntouched(job)) {
        this.#forget(job);
        continue;
      }
      const outcome = this.#cases.get(job)?.interrupted() ?? this.#split.get(job)!.stop();
      this.#finish(job, { outcome, seconds: this.#split.get(job)?.seconds ?? 0 });
    }
    this.#tellChange();
  }

  #settleBlock(job: ClaimJob, block: Block, result: TaskResult): void {
    const run = this.#split.get(job)!;
    const { next } = run;
    if (result.kind === "unread") run.giveBack(block);
    else if (result.kind === "died") this.#tell(job, run.lose(block, result.reason), next);
    else if (result.kind === "done") run.refuse(result.outcome);
    else if (result.kind === "block") this.#tell(job, run.receive(result.block), next);
    const { outcome, seconds } = run;
    if (outcome !== undefined) this.#finish(job, { outcome, seconds });
  }

  #isUntouched(job: ClaimJob): boolean {
    return (this.#cases.get(job)?.cases ?? this.#split.get(job)?.effects) === 0;
  }

  /** Lets whoever waits look again: something may be worth doing by now. */
  wake(): void {
    this.#tellChange();
  }

  #tellChange(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
    if (this.isOver) this.#end.resolve();
  }

  #tell(job: ClaimJob, blocks: readonly TakenBlock<TimedBlock>[], from: number): void {
    const { claims, onCases } = this.#options;
    const card = claims.get(job.claimId)!;
    if (onCases === undefined || card.unit !== "replicates") return;
    const before = shardBlock(card.budget[job.profile], job.shard).from;
    let first = from - before;
    for (const { block, taken } of blocks) {
      const lines = blockLines(card, job, { block, taken, first });
      first += taken;
      if (lines !== "") onCases(job, lines);
    }
  }

  #freshClaim(): Task | undefined {
    for (const id of this.#mayBegin ? this.#waiting.keys() : []) {
      const task = this.#begun.has(id) ? undefined : this.#ofClaim(id);
      if (task !== undefined) return task;
    }
    return undefined;
  }

  /** The first task of the claim's next job. */
  #ofClaim(id: string): Task | undefined {
    while (this.#mayBegin) {
      const job = this.#waiting.get(id)?.shift();
      if (job === undefined) return undefined;
      if (this.#waiting.get(id)!.length === 0) this.#waiting.delete(id);
      if (!this.#begun.has(id)) this.#begun.set(id, performance.now());
      const task = this.#begin(job);
      if (task !== undefined) return task;
    }
    return undefined;
  }

  /** A block of the job with most left, or the next job of a claim that others are at. */
  #help(last: ClaimJob | undefined): Task | undefined {
    const open = [...this.#split].filter(([job, run]) =>
      job.claimId === last?.claimId || !run.underWay || run.secondsLeft > START_SECONDS
    ).toSorted(([, a], [, b]) => b.secondsLeft - a.secondsLeft);
    for (const [job] of open) {
      const block = this.#blockOf(job);
      if (block !== undefined) return block;
    }
    const slow = this.#mayBegin
      ? [...this.#waiting.keys()].find((id) => this.#isSlow(id))
      : undefined;
    return slow === undefined ? undefined : this.#ofClaim(slow);
  }

  /** Whether a claim has taken so long that another process for it is worth its start. */
  #isSlow(id: string): boolean {
    return performance.now() - this.#begun.get(id)! > 1000 * START_SECONDS;
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
        stopped: () => isStopped(stop),
        onProgress: (progress: Parameters<typeof onProgress>[1]) => onProgress(job, progress),
      };
      if (card.unit === "cases") {
        this.#cases.set(job, new CaseRun(card, control));
        return { kind: "job", job };
      }
      const run = new SplitRun(card, control);
      this.#split.set(job, run);
      // Of an empty share only a process can tell whether the subject has what the claim needs.
      return run.outcome === undefined ? this.#blockOf(job) : { kind: "job", job };
    } catch (error) {
      this.#finish(job, { outcome: undecided(0, `crashed: ${describeError(error)}`), seconds: 0 });
      this.#tellChange();
      return undefined;
    }
  }

  #blockOf(job: ClaimJob, reserve = 0): Task | undefined {
    const block = this.#split.get(job)?.assign(this.#options.workers, reserve);
    return block && { kind: "block", job, block };
  }

  /** Takes a result; a decision stands once parts of it have come out the same in another process. */
  #finish(job: ClaimJob, result: JobResult): void {
    const ends = this.#cases.get(job)?.ends ?? this.#split.get(job)?.ends ?? [];
    this.#split.delete(job);
    this.#cases.delete(job);
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
  return { outcome: outcome ?? undecided(0, "crashed: its process ended"), seconds: 0 };
}
