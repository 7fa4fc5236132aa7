/** How far a run has come: one line that is rewritten on a terminal, one line a claim elsewhere. */

import type { ClaimFacts } from "../../src/claim/facts.ts";
import type { Progress } from "../../src/verify/outcome.ts";
import { eValueText } from "../../src/report/text/number.ts";
import { printableLine } from "../../src/report/text/printable.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import { REWRITE } from "./printed.ts";
import {
  clippedText,
  killedText,
  rivalsText,
  secondsText,
  unitText,
  verdictText,
} from "../../src/report/text/measured.ts";

/** Where progress goes. */
export interface ProgressOutput {
  readonly live: boolean;
  /** Columns of the terminal, asked for anew as it may be resized. */
  readonly width: () => number;
  readonly write: (text: string) => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** What is being run, for the live line. */
interface Running {
  readonly claim: ClaimFacts;
  readonly begun: number;
  readonly mutant?: string | undefined;
  readonly rival?: boolean | undefined;
  progress?: Progress;
}

/** Shows progress; `draw` as often as the line should move. */
export class ProgressLine {
  readonly #output: ProgressOutput;
  readonly #running = new Map<number, Running>();
  #place = "";

  /** Nothing is shown before the first job starts. */
  constructor(output: ProgressOutput) {
    this.#output = output;
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

  /** A job is over; others may still run. */
  end(job: number): void {
    this.#running.delete(job);
  }

  /** Rewrites the live line. */
  draw(): void {
    const { live, width, write, now } = this.#output;
    if (!live || this.#running.size === 0) return;
    const jobs = [...this.#running.values()];
    const texts = jobs.map((job) => runningText(job, now()));
    // With one job there is room for what the claim says; it comes last, as it is what may be cut.
    if (jobs.length === 1) texts.push(jobs[0].claim.statement);
    const line = printableLine([this.#place, ...texts].filter(Boolean).join(" · "));
    write(REWRITE + cut(line, width() - 1));
  }

  /** A claim is done, the `index`-th of `of`, from 1: a line where there is no live one. */
  finish(
    entry: ReportClaim,
    { index, of }: { readonly index: number; readonly of: number },
  ): void {
    this.#place = `[${String(index).padStart(String(of).length)}/${of}]`;
    if (this.#output.live) this.draw();
    else this.#output.write(`${printableLine(`${this.#place} ${finishedText(entry)}`)}\n`);
  }

  /** Takes the live line away. */
  clear(): void {
    this.#running.clear();
    if (this.#output.live) this.#output.write(REWRITE);
  }

  /** A line of its own, above the live one. */
  note(text: string): void {
    this.#output.write(`${this.#output.live ? REWRITE : ""}${text}\n`);
    this.draw();
  }
}

/** `A7 no-max-subtraction 12/2000 cases 0.3 s`. */
function runningText({ claim, mutant, rival, begun, progress }: Running, now: number): string {
  const { done, of, logEvidence } = progress ?? { done: 0, of: 0 };
  return [
    claim.id,
    ...(mutant === undefined ? [] : [`${rival ? "rival" : "mutant"} ${mutant}`]),
    ...(progress ? [`${done}/${of} ${claim.unit}`] : []),
    ...(logEvidence === undefined ? [] : [`e-value ${eValueText(logEvidence)}`]),
    `${secondsText((now - begun) / 1000)} s`,
  ].join(" ");
}

/** `A1 verified, 1000 cases, mutants 3/3, 0.20 s`. */
function finishedText(entry: ReportClaim): string {
  const { id, cases, unit, reason, verdict, seconds } = entry;
  const why = verdict === "undecided" && reason !== null ? ` (${reason})` : "";
  return [
    `${id} ${verdictText(entry)}${why}`,
    unitText(cases, unit),
    ...(clippedText(entry) === "" ? [] : [clippedText(entry)]),
    `mutants ${killedText(entry)}`,
    ...(rivalsText(entry) === "" ? [] : [`rivals ${rivalsText(entry)}`]),
    `${secondsText(seconds)} s`,
  ].join(", ");
}

/** At most `width` characters, the last an ellipsis where some are left out. */
function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
}
