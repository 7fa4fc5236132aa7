/** How far a run has come: one line that is rewritten on a terminal, one line a claim elsewhere. */

import type { Claim } from "../src/claim.ts";
import type { Progress } from "../src/outcome.ts";
import { eValueText } from "../src/report/number_text.ts";
import type { ReportClaim } from "../src/report/schema.ts";
import { killedText, secondsText, unitText, verdictText } from "../src/report/measured_text.ts";
import type { Subject } from "../src/subject.ts";

/** Where progress goes. */
export interface ProgressOutput {
  readonly live: boolean;
  /** Columns of the terminal, asked for anew as it may be resized. */
  readonly width: () => number;
  readonly write: (text: string) => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** Back to the first column, and clear to the end of the line. */
const REWRITE = "\r\x1b[K";

/** What is being run, for the live line. */
interface Running {
  readonly claim: Claim;
  readonly place: string;
  readonly begun: number;
  subject: string;
  progress?: Progress;
}

/** Shows progress; `draw` as often as the line should move. */
export class ProgressLine {
  readonly #output: ProgressOutput;
  #running: Running | undefined;

  /** Nothing is shown before the first claim starts. */
  constructor(output: ProgressOutput) {
    this.#output = output;
  }

  /** A claim starts, the `index`-th of `of`, from 1. */
  start(claim: Claim, { index, of }: { readonly index: number; readonly of: number }): void {
    const place = `[${String(index).padStart(String(of).length)}/${of}]`;
    this.#running = { claim, place, begun: this.#output.now(), subject: "" };
    this.draw();
  }

  /** The claim turns to a subject. */
  subject({ name }: Subject, reference: Subject): void {
    if (this.#running === undefined) return;
    this.#running.subject = name === reference.name ? "" : `mutant ${name}`;
    delete this.#running.progress;
  }

  /** The latest counts; cheap, as nothing is drawn. */
  update(progress: Progress): void {
    if (this.#running) this.#running.progress = progress;
  }

  /** Rewrites the live line. */
  draw(): void {
    const { live, width, write, now } = this.#output;
    if (!live || this.#running === undefined) return;
    write(REWRITE + cut(runningText(this.#running, now()), width() - 1));
  }

  /** A claim is done: nothing stays on a terminal, a line elsewhere. */
  finish(entry: ReportClaim): void {
    const { live, write } = this.#output;
    const place = this.#running?.place ?? "";
    this.#running = undefined;
    write(live ? REWRITE : `${place} ${finishedText(entry)}\n`);
  }

  /** A line of its own, above the live one. */
  note(text: string): void {
    this.#output.write(`${this.#output.live ? REWRITE : ""}${text}\n`);
    this.draw();
  }
}

/** The live line, the statement last as it is what may be cut. */
function runningText({ claim, place, begun, subject, progress }: Running, now: number): string {
  const { done, of, logEvidence } = progress ?? { done: 0, of: 0 };
  return [
    `${place} ${claim.id}`,
    ...(progress ? [`${done}/${of} ${claim.unit}`] : []),
    ...(logEvidence === undefined ? [] : [`e-value ${eValueText(logEvidence)}`]),
    `${secondsText((now - begun) / 1000)} s`,
    ...(subject ? [subject] : []),
    claim.statement,
  ].join(" · ");
}

/** `A1 verified, 1000 cases, mutants 3/3, 0.2 s`. */
function finishedText(entry: ReportClaim): string {
  const { id, cases, unit, reason, verdict, seconds } = entry;
  const why = verdict === "undecided" && reason !== null ? ` (${reason})` : "";
  return `${id} ${verdictText(entry)}${why}, ${unitText(cases, unit)}, mutants ${
    killedText(entry)
  }, ` +
    `${secondsText(seconds)} s`;
}

/** At most `width` characters, the last an ellipsis where some are left out. */
function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
}
