/** A worker as the pool sees it: it answers one question after the other, or dies of one. */

import type { Answer, FromWorker, Note, Question, ToWorker } from "./claim_job.ts";

/** What comes of a question: `unread` is one that was never come to, as the worker died of one before it. */
export type Reply = Answer | "died" | "unread";

/** Starts at once, and answers as soon as it is ready. */
export class PoolWorker {
  readonly #worker: Worker;
  /** The questions that are not answered yet: who waits, and whom to tell meanwhile. */
  readonly #open: {
    readonly settle: (reply: Reply) => void;
    readonly onNote: ((note: Note) => void) | undefined;
  }[] = [];
  #isDead = false;

  /** A worker that heeds this stop. */
  constructor(stop: Int32Array<SharedArrayBuffer>) {
    this.#worker = new Worker(new URL("./claim_worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "done" || data.kind === "block") this.#open.shift()?.settle(data);
      else this.#open[0]?.onNote?.(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.terminate();
    };
    const start: ToWorker = { kind: "start", stop: stop.buffer };
    this.#worker.postMessage(start);
  }

  /** True once it died or was terminated: then it answers nothing any more. */
  get isDead(): boolean {
    return this.#isDead;
  }

  /**
   * Asks; blocks may be asked for while it is at another. The effects' memory moves to the worker, and comes
   * back with the answer.
   */
  ask(question: Question, onNote?: (note: Note) => void): Promise<Reply> {
    if (this.#isDead) return Promise.resolve("unread");
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#open.push({ settle: resolve, onNote });
    this.#worker.postMessage(question, question.kind === "block" ? [question.effects.buffer] : []);
    return promise;
  }

  /** Ends it, whatever it is at. */
  terminate(): void {
    this.#isDead = true;
    this.#worker.terminate();
    for (const [place, { settle }] of this.#open.splice(0).entries()) {
      settle(place === 0 ? "died" : "unread");
    }
  }
}
