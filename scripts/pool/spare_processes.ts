/** Processes that are started before it is known for which claim: starting takes longer than loading a claim. */

import { ClaimProcess } from "../judged/claim_process.ts";

/** Gives out processes that have loaded nothing, and keeps some ready. */
export class SpareProcesses {
  readonly #ready: ClaimProcess[] = [];
  readonly #all = new Set<ClaimProcess>();
  #isClosed = false;

  /** A process that nobody else has. */
  take(): ClaimProcess {
    for (let spare = this.#ready.pop(); spare !== undefined; spare = this.#ready.pop()) {
      if (!spare.hasEnded) return spare;
    }
    return this.#start();
  }

  /** Starts processes until there are so many to take. */
  keep(count: number): void {
    const alive = this.#ready.filter(({ hasEnded }) => !hasEnded);
    this.#ready.splice(0, Infinity, ...alive);
    while (!this.#isClosed && this.#ready.length < count) this.#ready.push(this.#start());
  }

  /** Waits until those that are kept have started. */
  async ready(): Promise<void> {
    await Promise.all(this.#ready.map((process) => process.ask({ kind: "memory" })));
  }

  /** Ends all, given out or not, and waits until they are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const all = [...this.#all];
    for (const process of all) process.end("the run is over");
    await Promise.all(all.map(({ over }) => over));
  }

  #start(): ClaimProcess {
    const process = new ClaimProcess();
    this.#all.add(process);
    process.over.finally(() => this.#all.delete(process));
    return process;
  }
}
