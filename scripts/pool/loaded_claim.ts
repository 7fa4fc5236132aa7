/** A claim in a process of its own: its facts must be those of the list, and its answers must fit the questions. */

import type { Margin } from "../../src/decision/margin.ts";
import { encodeSpec } from "../../src/report/spec_json.ts";
import type { CaseRun, RunCase } from "../../src/verify/case_run.ts";
import { broke, crashed, notDeterministic } from "../../src/verify/obstacle.ts";
import { type Obstacle, type Outcome, undecided } from "../../src/verify/outcome.ts";
import type { TimedBlock } from "../../src/verify/replicate_queue.ts";
import { judgeKept, type KeptCase } from "../../src/verify/replay_kept.ts";
import { claimControl } from "../../src/verify/verify.ts";
import { answerAsked } from "../judged/answer_asked.ts";
import { type ClaimCard, isSameCard } from "../judged/claim_card.ts";
import { type ClaimProcess, reasonOf, type Reply } from "../judged/claim_process.ts";
import type { Guise } from "../judged/guise.ts";
import type { Note, Question, SubjectName } from "../judged/messages.ts";
import { caseLine } from "./tyche_lines.ts";
import type { ClaimJob } from "./claim_job.ts";
import type { JobBoard, Task, TaskResult } from "./job_board.ts";
import type { PoolOptions } from "./pool_options.ts";
import type { Computed, Sample } from "./samples.ts";

/** Seconds of silence that are worth a word. */
const SILENCE = 10;

/** One claim in one process. */
export class LoadedClaim {
  readonly #card: ClaimCard;
  readonly #process: ClaimProcess;
  readonly #options: Pick<PoolOptions, "listed" | "patience" | "onSilence" | "onCases" | "given">;
  readonly #loaded: Promise<Obstacle | undefined>;

  /** The process loads the claim at once, into the world that `guise` makes it see. */
  constructor(
    card: ClaimCard,
    { process, options, guise }: {
      readonly process: ClaimProcess;
      readonly options: Pick<
        PoolOptions,
        "listed" | "patience" | "onSilence" | "onCases" | "given"
      >;
      readonly guise?: Guise | undefined;
    },
  ) {
    this.#card = card;
    this.#process = process;
    this.#options = options;
    this.#loaded = this.#load(guise);
  }

  /** Id of the claim. */
  get id(): string {
    return this.#card.id;
  }

  /** True once the process ended. */
  get hasEnded(): boolean {
    return this.#process.hasEnded;
  }

  /** Ends the process. */
  end(): void {
    this.#process.end("the run is over");
  }

  /** Does a task; the outcome of one that cannot be done says why. */
  async do(
    task: Exclude<Task, { readonly kind: "repeat" }>,
    board: JobBoard,
  ): Promise<TaskResult> {
    const obstacle = await this.#loaded;
    if (obstacle !== undefined) {
      return { kind: "done", outcome: undecided(0, obstacle), seconds: 0 };
    }
    return task.kind === "job"
      ? await this.#runCases(task.job, board.caseRun(task.job))
      : await this.#runBlock(task);
  }

  /** Why the claim is not the one that was asked for; undefined where it is. */
  async #load(guise: Guise | undefined): Promise<Obstacle | undefined> {
    const { slug, id } = this.#card;
    const reply = await this.#ask({ kind: "claim", slug, ...(guise && { guise }) });
    if (reply.kind !== "card") return obstacleOf(reply);
    const listed = this.#options.listed?.get(id) ?? this.#card;
    if (isSameCard(reply.card, listed)) return undefined;
    this.#process.end("it tells other facts of its claim than it told before");
    return notDeterministic(
      `props/${slug}_test.ts tells other facts of ${id} now than when all claims were listed`,
    );
  }

  async #runCases(job: ClaimJob, run: CaseRun | undefined): Promise<TaskResult> {
    if (run === undefined) return this.#refusal(job);
    const forced = job.kept && await this.#replay(job, job.kept);
    if (forced) return { kind: "done", outcome: forced, seconds: 0 };
    const { seed, limit } = claimControl(this.#card, job);
    const { shard, mutant } = job;
    const shrink = mutant === undefined;
    const reply = await this.#ask(
      { kind: "cases", subject: this.#subjectOf(job), seed, limit, shard, shrink },
      job,
      (note) => this.#take(note, job, run),
    );
    if (reply.kind !== "ran") {
      return { kind: "done", outcome: undecided(run.cases, obstacleOf(reply)), seconds: 0 };
    }
    run.noteReads(reply.read);
    const outcome = run.outcome(reply.broken === undefined ? undefined : broke(reply.broken));
    return { kind: "done", outcome, seconds: reply.seconds };
  }

  /** Of an empty share of replicates only the process can tell whether the subject has what the claim needs. */
  async #refusal(job: ClaimJob): Promise<TaskResult> {
    const { seed } = claimControl(this.#card, job);
    const question = {
      kind: "block",
      subject: this.#subjectOf(job),
      seed,
      from: 0,
      count: 0,
    } as const;
    const reply = await this.#ask(question, job);
    if (reply.kind !== "block") {
      return { kind: "done", outcome: undecided(0, obstacleOf(reply)), seconds: 0 };
    }
    return { kind: "empty" };
  }

  #take(note: Note, job: ClaimJob, run: CaseRun): void {
    try {
      if (note.kind === "cases") this.#takeCases(note.cases as RunCase[], job, run);
      else if (note.kind === "shrunk" && !run.shrink(note)) {
        this.#process.end("it shrank a case to one that fails by too little");
      }
    } catch (error) {
      this.#process.end(`it sent cases that nobody asked for: ${(error as Error).message}`);
    }
  }

  #takeCases(cases: readonly RunCase[], job: ClaimJob, run: CaseRun): void {
    let lines = "";
    for (const taken of cases) {
      lines += caseLine(this.#card, job, { taken, index: run.cases }) ?? "";
      run.take(taken);
    }
    if (lines !== "") this.#options.onCases?.(job, lines);
  }

  async #replay(job: ClaimJob, kept: readonly KeptCase[]): Promise<Outcome | undefined> {
    const measured = new Map<KeptCase, Awaited<ReturnType<LoadedClaim["check"]>>>();
    for (const entry of kept) {
      if (entry.stale === undefined) measured.set(entry, await this.check(entry.spec, job));
    }
    return judgeKept(this.#card, kept, (entry) => measured.get(entry)!);
  }

  /** The margin of one case on the reference model, or what it crashed of. */
  async check(
    spec: unknown,
    job?: ClaimJob,
  ): Promise<{ readonly margin?: Margin; readonly crash?: string }> {
    const obstacle = await this.#loaded;
    if (obstacle !== undefined) return { crash: obstacle.reason };
    const reply = await this.#ask(
      {
        kind: "check",
        spec: encodeSpec(spec),
        ...(this.#options.given && { subject: this.#given() }),
      },
      job,
    );
    if (reply.kind !== "checked") return { crash: obstacleOf(reply).reason };
    return reply.margin === undefined ? { crash: reply.crash ?? "" } : { margin: reply.margin };
  }

  /** Computes a sample of a job once more; a text where that is not to be had. */
  async computeAgain(job: ClaimJob, sample: Sample): Promise<Computed | string> {
    const obstacle = await this.#loaded;
    if (obstacle !== undefined) return obstacle.reason;
    if (sample.kind === "counterexample") {
      const { spec } = sample.entry;
      return { spec, cells: [], ...await this.check(spec, job) };
    }
    const { seed } = claimControl(this.#card, job);
    const { index, stratum } = sample;
    const place = { index, ...(stratum !== undefined && { stratum }) };
    const reply = await this.#ask(
      { kind: "repeat", subject: this.#subjectOf(job), seed, ...place },
      job,
    );
    return reply.kind === "repeated" ? reply as Computed : obstacleOf(reply).reason;
  }

  async #runBlock({ job, block }: Task & { readonly kind: "block" }): Promise<TaskResult> {
    const { seed } = claimControl(this.#card, job);
    const subject = this.#subjectOf(job);
    const reply = await this.#ask({ kind: "block", subject, seed, ...block }, job);
    if (reply.kind === "unread") return { kind: "unread" };
    if (reply.kind === "ended") return { kind: "died", reason: reply.reason };
    if (reply.kind !== "block") {
      return { kind: "done", outcome: undecided(0, obstacleOf(reply)), seconds: 0 };
    }
    const { done, effects, settings } = reply;
    if (done > block.count || effects.length !== done || settings.length < done) {
      this.#process.end("it sent another number of effects than it computed");
      return { kind: "died", reason: "it sent another number of effects than it computed" };
    }
    return {
      kind: "block",
      block: {
        ...{ ...block, done, settings, seconds: reply.seconds },
        read: reply.read,
        effects: Float64Array.from(effects),
        ...(reply.halt !== undefined && { halt: reply.halt }),
        ...(reply.crash !== undefined && { crash: reply.crash }),
      } as TimedBlock,
    };
  }

  #subjectOf({ mutant, other, rival }: ClaimJob): SubjectName {
    if (this.#options.given !== undefined) return this.#given();
    if (rival) return { rival: mutant! };
    return { ...(mutant !== undefined && { mutant }), ...(other && { other }) };
  }

  #given(): SubjectName {
    return { given: this.#options.given!.offer };
  }

  /** Asks, and ends a process that is silent for too long. */
  async #ask(question: Question, job?: ClaimJob, onNote?: (note: Note) => void): Promise<Reply> {
    const { patience, onSilence } = this.#options;
    let heard = performance.now();
    let told = false;
    const look = setInterval(() => {
      const silent = (performance.now() - heard) / 1000;
      if (silent > patience) {
        this.#process.end(`it gave no answer for ${patience} s: ${ENDLESS}`);
      } else if (silent > SILENCE && !told && job !== undefined) {
        told = true;
        onSilence?.(job, SILENCE);
      }
    }, 250);
    try {
      return await this.#process.ask(question, (note) => {
        heard = performance.now();
        if (note.kind === "asked") {
          const { given } = this.#options;
          answerAsked(this.#process, note, given?.desk).then(() => heard = performance.now());
        } else onNote?.(note);
      });
    } finally {
      clearInterval(look);
    }
  }
}

/** What a silent process may be at. */
export const ENDLESS = "a filter that never passes, or a check that does not end";

function obstacleOf(reply: Reply): Obstacle {
  if (reply.kind !== "refused") return crashed(reasonOf(reply));
  const { cause, reason } = reply;
  return { cause, reason };
}
