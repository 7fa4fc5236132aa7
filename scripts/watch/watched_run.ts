/** One run of a watch: every claim on the reference model first, so that red shows at once, then its opponents. */

import { attestCommandHere } from "../terminal/launcher.ts";
import { assembleClaim, type JobRun } from "../../src/verify/assemble_claim.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { claimEntry } from "../../src/report/claim_entry.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import { plural } from "../../src/report/text/summary.ts";
import { UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { contentCode, seedOf } from "../project/content_seed.ts";
import { loadCorpus } from "../project/corpus.ts";
import { corpusFiles } from "../project/corpus_files.ts";
import { isNamed } from "../project/select_claims.ts";
import { type ClaimJob, isStopped, nameOfJob } from "../pool/claim_job.ts";
import { type JobOptions, numbered, opponentJobs, ownJob } from "../pool/jobs_of.ts";
import type { SpareProcesses } from "../pool/spare_processes.ts";
import { runJobs } from "../pool/worker_pool.ts";
import { failureLines } from "../terminal/failure_lines.ts";
import type { ProgressLine } from "../terminal/progress.ts";
import { finishedText } from "../terminal/progress_text.ts";
import type { Paint } from "../terminal/terminal.ts";
import { readCards } from "./read_cards.ts";
import type { WatchOptions, WatchRequest, WatchRun } from "./watch_messages.ts";

/** More claims than these are told in one line when they are green. */
const FEW = 12;
/** Milliseconds between two redraws of the live line. */
const TURN = 100;

/** Where a run gets its processes, and whom it tells. */
export interface WatchTools {
  readonly spares: SpareProcesses;
  readonly progress: ProgressLine;
  /** Prints lines. */
  readonly write: (lines: readonly string[]) => void;
  readonly paint: Paint;
  readonly width: () => number;
}

/** Runs, and tells what is red as soon as it is known. */
export async function runWatched(request: WatchRequest, tools: WatchTools): Promise<WatchRun> {
  const { options: { claim, profile, seed: given }, files, stop } = request;
  const code = given === undefined ? contentCode() : undefined;
  const redraw = setInterval(() => tools.progress.draw(), TURN);
  let run: WatchedRun | undefined;
  try {
    // The first by itself: what failed last is what is waited for.
    for (const part of [files.slice(0, 1), files.slice(1)]) {
      if (part.length > 0 && !isStopped(stop)) {
        const cards = await readCards(part, tools.spares);
        run ??= new WatchedRun(request, { ...tools, seed: given ?? seedOf(await code!) });
        await run.begin(cards, claim);
      }
    }
    if (!isStopped(stop)) await run?.opponents();
  } finally {
    clearInterval(redraw);
    tools.progress.clear();
  }
  if (run === undefined) return { done: [], red: [] };
  if (!isStopped(stop)) tools.write(run.summary(profile));
  return run.result;
}

class WatchedRun {
  readonly #options: WatchOptions;
  readonly #stop: Int32Array<SharedArrayBuffer>;
  readonly #tools: WatchTools & { readonly seed: number };
  readonly #cards = new Map<string, ClaimCard>();
  readonly #runs: JobRun[] = [];
  readonly #red = new Set<string>();
  readonly #done = new Set<string>();
  readonly #isFew: boolean;

  constructor(
    { options, stop, files }: WatchRequest,
    tools: WatchTools & { readonly seed: number },
  ) {
    [this.#options, this.#stop, this.#tools] = [options, stop, tools];
    this.#isFew = files.length <= FEW;
  }

  get result(): WatchRun {
    const fileOf = (id: string) => `${this.#cards.get(id)?.slug}_test.ts`;
    const names = (all: Iterable<string>) =>
      [...all].map((name) => this.#cards.has(name) ? fileOf(name) : name);
    return { done: names(this.#done), red: names(this.#red) };
  }

  /** The claims of these files on the reference model, as far as they are asked for. */
  async begin(
    read: Awaited<ReturnType<typeof readCards>>,
    asked: readonly string[],
  ): Promise<void> {
    const wrong = read.filter((one) => one.wrong !== undefined);
    for (const { file } of wrong) this.#settle(file, true);
    // After an edit of what all of them import, all of them say the same.
    const [first, ...more] = wrong;
    if (first !== undefined) {
      const others = more.length === 0 ? "" : ` (and ${plural(more.length, "other file")})`;
      this.#write(["", this.#tools.paint("red", `attest: ${first.wrong}${others}`)]);
    }
    const chosen: ClaimCard[] = [];
    for (const { file, card } of read) {
      if (card === undefined) continue;
      if (asked.length > 0 && !asked.some((name) => isNamed(card, name))) this.#done.add(file);
      else chosen.push(card);
    }
    for (const card of chosen) this.#cards.set(card.id, card);
    const kept = await keptCases(chosen, (text) => this.#write([`attest: ${text}`]));
    const jobs = chosen.map((card) => ownJob(card, { ...this.#jobOptions, kept }));
    await this.#runJobs(numbered(jobs));
  }

  /** The mutants and rivals of all claims that are as expected so far. */
  async opponents(): Promise<void> {
    const open = [...this.#cards.values()].filter(({ id }) => !this.#red.has(id));
    const jobs = open.flatMap((card) => opponentJobs(card, this.#jobOptions));
    const left = new Map(open.map(({ id }) => [
      id,
      jobs.filter(({ claimId }) => claimId === id).length,
    ]));
    await this.#runJobs(numbered(jobs), ({ claimId: id }) => {
      left.set(id, left.get(id)! - 1);
      if (left.get(id) === 0) this.#end(id);
    });
  }

  summary(profile: string): string[] {
    const all = this.#done.size;
    const red = [...this.#red].map((name) => this.#cards.has(name) ? name : `props/${name}`);
    const text = red.length === 0
      ? this.#tools.paint("green", `${plural(this.#cards.size, "claim")} as expected`)
      : this.#tools.paint("red", `${red.length} of ${all} not as expected: ${red.join(", ")}`);
    return ["", `${text}, profile ${profile}, seed ${this.#tools.seed}`];
  }

  get #jobOptions(): JobOptions {
    const { profile } = this.#options;
    return { seed: this.#tools.seed, profile, shard: WHOLE, kept: new Map() };
  }

  async #runJobs(jobs: readonly ClaimJob[], onEnd?: (job: ClaimJob) => void): Promise<void> {
    const { progress, spares } = this.#tools;
    const { workers, patience, claimPatience } = this.#options;
    await runJobs(jobs, {
      ...{ claims: this.#cards, workers, patience, claimPatience, spares, stop: this.#stop },
      onStart: (job) => progress.start(job.index, { ...job, claim: this.#cards.get(job.claimId)! }),
      onProgress: (job, counts) => progress.update(job.index, counts),
      // Before it is confirmed: whoever edits is to see it at once.
      onDecided: (job, result) => {
        progress.decide(job.index);
        this.#look(job, result.outcome.verdict, result);
      },
      onDone: (job, result) => {
        progress.end(job.index);
        if (isStopped(this.#stop)) return;
        const { verdict } = result.outcome;
        this.#runs.push({ ...nameOfJob(job), ...result });
        this.#look(job, verdict, result);
        onEnd?.(job);
      },
    });
  }

  /** Tells of a claim that is not as expected on the reference model. */
  #look(job: ClaimJob, verdict: string, result: Pick<JobRun, "outcome" | "seconds">): void {
    const { claimId: id, mutant } = job;
    const card = this.#cards.get(id)!;
    if (mutant !== undefined || verdict === card.expected || isStopped(this.#stop)) return;
    if (this.#red.has(id)) return;
    this.#settle(id, true);
    this.#tell(this.#entry(id, [{ ...nameOfJob(job), ...result }]));
  }

  /** A claim that has been put to all of its opponents. */
  #end(id: string): void {
    const entry = this.#entry(id, this.#runs);
    if (this.#red.has(id)) return;
    this.#settle(id, !entry.ok);
    if (!entry.ok) this.#tell(entry);
    else if (this.#isFew) this.#write([this.#tools.paint("green", finishedText(entry))]);
  }

  #entry(id: string, runs: readonly JobRun[]): ReportClaim {
    const { seed } = this.#tools;
    return claimEntry(assembleClaim(this.#cards.get(id)!, runs, { seed, of: 1, partial: false }));
  }

  #tell(entry: ReportClaim): void {
    const { paint, width, seed } = this.#tools;
    const { profile, project } = this.#options;
    const replay = { profile, seed, command: attestCommandHere(), project: project?.given };
    // What was not tried yet is no news.
    this.#write([
      "",
      ...failureLines({ ...entry, untried: [] }, replay, { width: width(), paint }),
    ]);
  }

  #settle(name: string, isRed: boolean): void {
    this.#done.add(name);
    if (isRed) this.#red.add(name);
  }

  #write(lines: readonly string[]): void {
    this.#tools.write(lines);
  }
}

/** The kept cases of some claims; one that cannot be read is told, and not tried. */
async function keptCases(cards: readonly ClaimCard[], tell: (text: string) => void) {
  try {
    const own = (await corpusFiles()).filter((name) =>
      cards.some(({ id }) => name.startsWith(`${id}-`))
    );
    return await loadCorpus(own, cards);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tell(error.message);
    return new Map();
  }
}
