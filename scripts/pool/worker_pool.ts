/** Jobs spread over workers; what comes of a job does not depend on how many there are. */

import type { ClaimJob, Note, Question } from "./claim_job.ts";
import { JobBoard } from "./job_board.ts";
import type { PoolOptions } from "./pool_options.ts";
import { PoolWorker } from "./pool_worker.ts";

/**
 * Runs the jobs in order of the list, each on the first free worker; once all have begun, free workers help
 * with the replicates of others' jobs. Jobs not begun by a stop are left out.
 */
export async function runJobs(jobs: readonly ClaimJob[], options: PoolOptions): Promise<void> {
  const board = new JobBoard(jobs, options);
  const { crew, workers } = options;
  const lanes = Array.from({ length: workers }, (_, i) => new Lane(board, options, crew?.[i]));
  const all = Promise.all(lanes.map((lane) => lane.run()));
  try {
    // What is still computed in vain when all is over is not waited for, unless the workers are to go on.
    await (crew ? all : Promise.race([board.over, all]));
  } finally {
    for (const lane of lanes) lane.close();
  }
}

/** Questions that a worker has at a time: while it is at one, the next is on its way. */
const AT_A_TIME = 2;

/** One worker's share, question by question; it starts when there is one, and is replaced when it dies. */
class Lane {
  readonly #board: JobBoard;
  readonly #options: PoolOptions;
  #worker: PoolWorker | undefined;
  /** What the worker was asked about last. */
  #last: ClaimJob | undefined;
  #isClosed = false;

  constructor(board: JobBoard, options: PoolOptions, worker: PoolWorker | undefined) {
    this.#board = board;
    this.#options = options;
    this.#worker = worker;
  }

  async run(): Promise<void> {
    const asked: Promise<void>[] = [];
    for (;;) {
      // What changes from here on is not to be missed.
      const { change } = this.#board;
      while (asked.length < AT_A_TIME) {
        const question = this.#next(asked.length);
        if (question === undefined) break;
        asked.push(this.#ask(question));
      }
      if (asked.length > 0) await asked.shift();
      else if (this.#board.isOver) return;
      else await change;
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#worker && !this.#options.crew?.includes(this.#worker)) this.#worker.terminate();
  }

  #next(asked: number): Question | undefined {
    if (this.#worker?.isDead) this.#worker = undefined;
    if (asked > 0) return this.#last && this.#board.another(this.#last);
    return this.#board.take({ started: this.#worker !== undefined, last: this.#last });
  }

  async #ask(question: Question): Promise<void> {
    this.#last = question.job;
    this.#worker ??= new PoolWorker(this.#options.stop);
    const reply = await this.#worker.ask(question, (note) => this.#pass(question.job, note));
    if (!this.#isClosed) this.#board.settle(question, reply);
  }

  #pass(job: ClaimJob, note: Note): void {
    if (note.kind === "progress") this.#options.onProgress(job, note.progress);
    else this.#options.onCases?.(job, note.lines);
  }
}
