/** Jobs that nobody is at yet, claim by claim, and since when their claims are under way. */

import type { ClaimJob } from "./claim_job.ts";

/** For fewer seconds of work no process is started to help: it takes .15 s to start, and saves half of them. */
export const START_SECONDS = 0.3;

/** The jobs that wait, in their order. */
export class WaitingJobs {
  readonly #waiting: Map<string, ClaimJob[]>;
  /** When a process began with a claim, in milliseconds of this process. */
  readonly #begun = new Map<string, number>();

  /** All of them wait. */
  constructor(jobs: readonly ClaimJob[]) {
    this.#waiting = Map.groupBy(jobs, ({ claimId }) => claimId);
  }

  /** Whether none waits. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Whether a job of this claim waits. */
  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** The claims that nobody has begun with. */
  fresh(): string[] {
    return [...this.#waiting.keys()].filter((id) => !this.#begun.has(id));
  }

  /** A claim with jobs left that has taken so long that another process for it is worth its start. */
  slow(): string | undefined {
    return [...this.#waiting.keys()].find((id) => this.#secondsOf(id) > START_SECONDS);
  }

  /** The claims that began longer ago than so many seconds. */
  begunBefore(seconds: number): string[] {
    return [...this.#begun.keys()].filter((id) => this.#secondsOf(id) > seconds);
  }

  /** Takes the next job of a claim; undefined when none is left. */
  take(id: string): ClaimJob | undefined {
    const job = this.#waiting.get(id)?.shift();
    if (job === undefined) return undefined;
    if (this.#waiting.get(id)!.length === 0) this.#waiting.delete(id);
    if (!this.#begun.has(id)) this.#begun.set(id, performance.now());
    return job;
  }

  /** Takes all that is left of a claim. */
  takeAll(id: string): ClaimJob[] {
    const jobs = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return jobs;
  }

  /** Seconds since a claim began; 0 of one that has not. */
  #secondsOf(id: string): number {
    const begun = this.#begun.get(id);
    return begun === undefined ? 0 : (performance.now() - begun) / 1000;
  }
}
