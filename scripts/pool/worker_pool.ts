/** Jobs spread over processes; what comes of a job does not depend on how many there are. */

import { type ClaimJob, isStopped } from "./claim_job.ts";
import { JobBoard, type Task, type TaskResult } from "./job_board.ts";
import { LoadedClaim } from "./loaded_claim.ts";
import type { Guise } from "../judged/guise.ts";
import { OTHER_WORLD, repeatDifference } from "./repeat.ts";
import type { Sample } from "./samples.ts";
import type { PoolOptions } from "./pool_options.ts";
import { SpareProcesses } from "./spare_processes.ts";

/** Milliseconds between two looks at whether to stop. */
const LOOK = 25;

/**
 * Runs the jobs claim after claim, each claim in processes of its own; once all have begun, who has nothing to
 * do helps with what others are at. A stop ends all at once: jobs not begun are left out.
 */
export async function runJobs(jobs: readonly ClaimJob[], options: PoolOptions): Promise<void> {
  const board = new JobBoard(jobs, options);
  const spares = options.spares ?? new SpareProcesses();
  // As many as may compute, also for fewer claims: one claim's replicates are shared.
  const lanes = Array.from({ length: options.workers }, () => new Lane(board, options, spares));
  const look = setInterval(() => {
    if (isStopped(options.stop)) board.interrupt();
    board.wake();
    for (const id of board.expire()) lanes.forEach((lane) => lane.leave(id));
  }, LOOK);
  try {
    // What is still computed in vain when all is over is not waited for.
    await Promise.race([board.over, Promise.all(lanes.map((lane) => lane.run()))]);
  } finally {
    clearInterval(look);
    for (const lane of lanes) lane.close();
    if (options.spares === undefined) await spares.close();
  }
}

/** Questions that a process has at a time: while it is at one, the next is on its way. */
const AT_A_TIME = 2;

/** What one process at a time does, task by task; it starts when there is one, and is replaced when it ends. */
class Lane {
  readonly #board: JobBoard;
  readonly #options: PoolOptions;
  readonly #spares: SpareProcesses;
  #claim: LoadedClaim | undefined;
  /** The world that the process of the claim sees; undefined for the real one. */
  #guise: Guise | undefined;
  #last: ClaimJob | undefined;
  #isClosed = false;

  constructor(board: JobBoard, options: PoolOptions, spares: SpareProcesses) {
    this.#board = board;
    this.#options = options;
    this.#spares = spares;
  }

  async run(): Promise<void> {
    const asked: Promise<void>[] = [];
    while (!this.#isClosed) {
      // What changes from here on is not to be missed.
      const { change } = this.#board;
      while (asked.length < AT_A_TIME) {
        const task = this.#next(asked.length);
        if (task === undefined) break;
        asked.push(this.#do(task));
      }
      if (asked.length > 0) await asked.shift();
      else if (this.#board.isOver) return;
      else await change;
    }
  }

  /** Ends the process of a claim that is over. */
  leave(id: string): void {
    if (this.#claim?.id === id) this.#claim.end();
  }

  close(): void {
    this.#isClosed = true;
    this.#claim?.end();
  }

  #next(asked: number): Task | undefined {
    // A process stays with its claim: what is next waits until nothing is asked of it.
    if (asked > 0) return this.#last && this.#board.another(this.#last);
    return this.#board.take(this.#last, this);
  }

  async #do(task: Task): Promise<void> {
    const { job } = task;
    this.#last = job;
    const result = task.kind === "repeat"
      ? await this.#repeat(task)
      : await this.#claimOf(job).do(task, this.#board);
    if (!this.#isClosed) this.#board.settle(task, result);
  }

  /** Computes parts of a job again, in a process that did not compute them and sees another world. */
  async #repeat({ job, samples }: Task & { readonly kind: "repeat" }): Promise<TaskResult> {
    const claim = this.#claimOf(job, OTHER_WORLD);
    const options = this.#options;
    const card = options.claims.get(job.claimId)!;
    const inWorld = async (guise: Guise, sample: Sample) => {
      const other = new LoadedClaim(card, { process: this.#spares.take(), options, guise });
      try {
        return await other.computeAgain(job, sample);
      } finally {
        other.end();
      }
    };
    return {
      kind: "repeated",
      difference: await repeatDifference(samples, {
        unit: card.unit,
        again: (sample) => claim.computeAgain(job, sample),
        inWorld,
      }),
    };
  }

  /** The process of the job's claim; another claim's is ended, as no process loads two. */
  #claimOf({ claimId }: ClaimJob, guise?: Guise): LoadedClaim {
    if (this.#claim?.hasEnded || this.#claim?.id !== claimId || this.#guise !== guise) {
      this.#claim?.end();
      this.#guise = guise;
      this.#claim = new LoadedClaim(this.#options.claims.get(claimId)!, {
        process: this.#spares.take(),
        options: this.#options,
        guise,
      });
      // What comes after it, or computes parts of it again, takes that one.
      if (guise === undefined || this.#board.hasMoreClaims) this.#spares.keep(1);
    }
    return this.#claim;
  }
}
