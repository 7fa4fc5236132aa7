/** How far a run has come: some lines that are rewritten on a terminal, one line a claim elsewhere. */

import type { Progress } from "../../src/verify/outcome.ts";
import { printableLine } from "../../src/report/text/printable.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import { LiveBlock } from "./live_block.ts";
import { leftText, type TimeLeft } from "./time_left.ts";
import { finishedText, placeText, type Running, runningText } from "./progress_text.ts";

/** Where progress goes. */
export interface ProgressOutput {
  readonly live: boolean;
  /** Columns of the terminal, asked for anew as it may be resized. */
  readonly width: () => number;
  readonly write: (text: string) => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** Most jobs that are shown at a time. */
const SHOWN = 4;

/** Shows progress; `draw` as often as the lines should move. */
export class ProgressLine {
  readonly #output: ProgressOutput;
  readonly #block: LiveBlock;
  readonly #running = new Map<number, Running>();
  #place = "";
  #red = 0;
  #left: TimeLeft | undefined;

  /** Nothing is shown before the first job starts. */
  constructor(output: ProgressOutput) {
    this.#output = output;
    this.#block = new LiveBlock(output);
  }

  /** How many claims there are, of which so many are done, and what tells how long they take. */
  expect(
    { of, done, left }: { readonly of: number; readonly done: number; readonly left: TimeLeft },
  ): void {
    this.#place = placeText(done, of);
    this.#left = left;
  }

  /** A job starts: a claim on the reference model, on a mutant, or with a rival in place of its law. */
  start(
    job: number,
    { claim, mutant, rival }: Pick<Running, "claim" | "mutant" | "rival">,
  ): void {
    this.#running.set(job, { claim, mutant, rival, begun: this.#output.now() });
    this.draw();
  }

  /** The latest counts; cheap, as nothing is drawn. */
  update(job: number, progress: Progress): void {
    const running = this.#running.get(job);
    if (running) running.progress = progress;
  }

  /** A job is decided, and is being confirmed. */
  decide(job: number): void {
    const running = this.#running.get(job);
    if (running === undefined || running.isDecided) return;
    this.#spend(running);
    running.isDecided = true;
  }

  /** A job is over; others may still run. */
  end(job: number): void {
    const running = this.#running.get(job);
    // Waiting for a confirmation takes nobody's time.
    if (running && !running.isDecided) this.#spend(running);
    this.#running.delete(job);
  }

  #spend({ claim: { id }, begun }: Running): void {
    this.#left?.spend(id, (this.#output.now() - begun) / 1000);
  }

  /** Rewrites the live lines. */
  draw(): void {
    if (!this.#output.live || this.#running.size === 0) return;
    const now = this.#output.now();
    const jobs = [...this.#running.values()].filter(({ isDecided }) => !isDecided);
    const lines = jobs.slice(0, SHOWN).map((job) => runningText(job, now));
    if (jobs.length > SHOWN) lines.push(`and ${jobs.length - SHOWN} more`);
    if (jobs.length === 0) lines.push("decided, and being computed again in another process");
    // With one job there is room for what the claim says.
    if (jobs.length === 1) lines.push(jobs[0].claim.statement);
    const head = this.#headText(now);
    this.#block.show([...(head === "" ? [] : [head]), ...lines]);
  }

  /** `[ 2/14] 1 not as expected · about 3 min left`. */
  #headText(now: number): string {
    const underWay = [...this.#running.values()].filter(({ isDecided }) => !isDecided)
      .map(({ claim: { id }, begun }) => [id, (now - begun) / 1000] as const);
    const left = this.#left?.seconds(underWay);
    return [
      this.#place,
      ...(this.#red > 0 ? [`${this.#red} not as expected`] : []),
      ...(left === undefined ? [] : [leftText(left)]),
    ].filter(Boolean).join(" · ");
  }

  /** A claim is done, the `index`-th of `of`, from 1: a line where there are no live ones, or it is not as expected. */
  finish(
    entry: ReportClaim,
    { index, of }: { readonly index: number; readonly of: number },
  ): void {
    this.#place = placeText(index, of);
    this.#left?.finish(entry.id);
    const line = printableLine(`${this.#place} ${finishedText(entry)}`);
    if (!this.#output.live) return this.#output.write(`${line}\n`);
    // What a stop cut off is not wrong.
    if (!entry.ok && entry.cause !== "interrupted" && entry.cause !== "not reached") {
      this.#red++;
      this.note(line);
    } else this.draw();
  }

  /** Takes the live lines away. */
  clear(): void {
    this.#running.clear();
    this.#block.hide();
  }

  /** Takes the live lines away until they are drawn again. */
  hide(): void {
    this.#block.hide();
  }

  /** A line of its own, above the live ones. */
  note(text: string): void {
    this.#block.hide();
    this.#output.write(`${text}\n`);
    this.draw();
  }
}
