/** Where all claims of a run ask a user's model: one process, which is replaced when it ends. */

import type { Calls } from "./calls.ts";
import { bytesOf } from "./calls.ts";
import type { CallsReply } from "./exchange.ts";
import type { Handshake } from "./protocol.ts";
import { SubjectProcess } from "./subject_process.ts";
import type { SubjectSource } from "./subject_source.ts";

/** Seconds to wait, and how often a process is replaced before the model is given up. */
export interface DeskOptions {
  /** Longest time that a claim may wait for an answer that does not come. */
  readonly limit: number;
}

/** Ends in a row, with nothing answered between them, after which nothing more is asked. */
const PATIENCE_FOR_ENDS = 6;
/** Answers of single calls that failed are remembered, so that each costs its time once. */
const REMEMBERED = 1000;

/** What came of calls, and whether the process is another one now. */
export type DeskReply = CallsReply & { readonly ended?: boolean };

/** Asks one question at a time. */
export class SubjectDesk {
  readonly #source: SubjectSource;
  readonly #options: DeskOptions;
  #process: SubjectProcess | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #endsInRow = 0;
  #printed = "";
  readonly #failed = new Map<string, string>();
  readonly #gone: Promise<void>[] = [];
  #isClosed = false;
  #calls = 0;

  /** Nothing is started before something is asked. */
  constructor(source: SubjectSource, options: DeskOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Calls that were answered so far. */
  get calls(): number {
    return this.#calls;
  }

  /** The end of what the model printed besides its answers. */
  get printed(): string {
    return (this.#printed + (this.#process?.printed ?? "")).slice(-4000);
  }

  /** What the model is and offers, or why that is not known. */
  greet(): Promise<Handshake | { readonly ended: string }> {
    return this.#next(async () => {
      const { greeting } = await this.#started();
      return greeting;
    });
  }

  /** Asks; an error says what the model did in place of an answer. */
  ask(calls: Calls): Promise<DeskReply> {
    return this.#next(() => this.#ask(calls));
  }

  /** Ends the process, and waits until it is gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#process?.end("the run is over");
    await Promise.all([...this.#gone, this.#process?.over]);
  }

  #next<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(act);
    this.#queue = result.catch(() => {});
    return result;
  }

  async #ask(calls: Calls): Promise<DeskReply> {
    const key = calls.sizes.length === 1 ? keyOf(calls) : undefined;
    const known = key === undefined ? undefined : this.#failed.get(key);
    if (known !== undefined) return { error: known, ended: true };
    if (this.#isClosed || this.#endsInRow >= PATIENCE_FOR_ENDS) {
      return {
        error: `nothing more is asked of it: it ended ${this.#endsInRow} times`,
        ended: true,
      };
    }
    const { process, greeting } = await this.#started();
    // Half of the time for many calls at once, and half to find the one that has no answer.
    const reply = "ended" in greeting
      ? greeting
      : await process.ask(calls, this.#options.limit / 2);
    if (!("ended" in reply)) {
      this.#endsInRow = 0;
      if ("values" in reply) this.#calls += calls.sizes.length;
      return reply;
    }
    this.#endsInRow++;
    this.#printed = this.printed;
    this.#gone.push(process.over);
    this.#process = undefined;
    if (key !== undefined && this.#failed.size < REMEMBERED) this.#failed.set(key, reply.ended);
    return { error: reply.ended, ended: true };
  }

  #greeting: Promise<Handshake | { readonly ended: string }> | undefined;

  async #started() {
    if (this.#process?.reason !== undefined) this.#process = undefined;
    if (this.#process === undefined) {
      this.#process = new SubjectProcess(this.#source);
      this.#greeting = this.#process.greet(this.#options.limit);
    }
    return { process: this.#process, greeting: await this.#greeting! };
  }
}

function keyOf({ operation, sizes, values }: Calls): string {
  return `${operation} ${sizes.join(";")} ${bytesOf(values).toBase64()}`;
}
