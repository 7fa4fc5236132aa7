/** The thread that judges, as the watch sees it: another takes its place when what judges has changed. */

import type { WatchCall, WatchOptions, WatchReply, WatchRequest } from "./watch_messages.ts";

/** Milliseconds after which a thread that was asked to stop is ended, whatever it waits for. */
const GRACE = 10_000;

/** One thread at a time, and one run. */
export class JudgingThread {
  readonly #options: WatchOptions;
  /** Undefined after it ended by a mistake: the next one is for the next run, lest they follow one another. */
  #worker: Worker | undefined;
  #onMessage: ((data: WatchReply | "ended") => void) | undefined;

  /** Starts at once, so that it is ready when something is to be run. */
  constructor(options: WatchOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  /** Runs; one request at a time. */
  async run(request: WatchRequest): Promise<WatchReply> {
    this.#worker ??= this.#start();
    return await this.#ask({ kind: "run", request }) as WatchReply;
  }

  /** A run was asked to stop: one that does not is ended. */
  hurry(): void {
    const [worker, asked] = [this.#worker, this.#onMessage];
    if (worker === undefined || asked === undefined) return;
    Deno.unrefTimer(setTimeout(() => {
      if (this.#onMessage !== asked || this.#worker !== worker) return;
      worker.terminate();
      this.#worker = undefined;
      asked({ error: "attest's thread did not stop, and was replaced" });
    }, GRACE));
  }

  /** Takes what the processes of claims load anew. */
  renew(): void {
    this.#tell({ kind: "renew" });
  }

  /** Tells the user, above whatever is shown; false where nobody is there to do it. */
  note(text: string): boolean {
    this.#tell({ kind: "note", text });
    return this.#worker !== undefined;
  }

  /** Loads everything anew, also what judges. */
  async restart(): Promise<void> {
    await this.end();
    this.#worker = this.#start();
  }

  /** Ends it with all of its processes. */
  async end(): Promise<void> {
    if (this.#worker === undefined) return;
    await this.#ask({ kind: "end" });
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #tell(call: WatchCall): void {
    this.#worker?.postMessage(call);
  }

  #ask(call: WatchCall): Promise<WatchReply | "ended"> {
    const { promise, resolve } = Promise.withResolvers<WatchReply | "ended">();
    this.#onMessage = resolve;
    this.#tell(call);
    if (call.kind === "end") this.hurry();
    return promise.finally(() => {
      if (this.#onMessage === resolve) this.#onMessage = undefined;
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("watch_worker.ts", import.meta.url).href, {
      type: "module",
    });
    worker.onmessage = ({ data }) => this.#onMessage?.(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#worker = undefined;
      this.#onMessage?.({ error: event.message });
    };
    worker.postMessage({ kind: "begin", options: this.#options } satisfies WatchCall);
    return worker;
  }
}
