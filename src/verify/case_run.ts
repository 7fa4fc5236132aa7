/** Drawing conclusions from the cases of a universal claim, in their order, whoever ran them. */

import type { UniversalFacts } from "../claim/claim.ts";
import type { Margin } from "../decision/margin.ts";
import { CellLedger, judgeReach } from "./cell_ledger.ts";
import { type FailingCase, type Outcome, type RunControl, undecided } from "./outcome.ts";
import { shardBlock, WHOLE } from "./shard.ts";

/** A case that was run. */
export interface RunCase {
  /** What the generator drew. */
  readonly spec: unknown;
  /** The claim's own cells that the case falls into, by their place in its list. */
  readonly cells: readonly number[];
  /** By how much it holds; absent when it crashed. */
  readonly margin?: Margin;
  /** What it crashed of; absent as well where it was not run, being outside the regime. */
  readonly crash?: string;
  /** What checking it took, where there is a clock. */
  readonly seconds?: number;
}

/** One claim on one subject: takes cases one by one, and knows what they amount to. */
export class CaseRun {
  readonly #of: number;
  readonly #before: number;
  readonly #isWhole: boolean;
  readonly #control: Pick<RunControl, "onProgress">;
  readonly #ledger: CellLedger;
  #cases = 0;
  #closest: FailingCase | undefined;
  #firstFailure: FailingCase | undefined;
  #counterexample: FailingCase | undefined;
  #obstacle: string | undefined;

  /** Starts without cases; throws a RangeError on a shard that there is not. */
  constructor(
    claim: Pick<UniversalFacts, "bounds" | "cells">,
    control: Pick<RunControl, "limit" | "shard" | "onProgress">,
  ) {
    const { shard = WHOLE, limit } = control;
    const { from, to } = shardBlock(limit, shard);
    this.#before = from;
    this.#of = to - from;
    this.#isWhole = shard.of === 1;
    this.#control = control;
    this.#ledger = new CellLedger(claim);
  }

  /** Cases of this run, if none fails. */
  get of(): number {
    return this.#of;
  }

  /** Cases so far. */
  get cases(): number {
    return this.#cases;
  }

  /** No further case is asked for: one failed, one could not be judged, or all were run. */
  get isOver(): boolean {
    return this.#firstFailure !== undefined || this.#obstacle !== undefined ||
      this.#cases >= this.#of;
  }

  /** Takes the next case; throws a RangeError once no further one is asked for. */
  take({ spec, cells, margin, crash }: RunCase): void {
    if (this.isOver) throw new RangeError(`a run of ${this.#of} cases takes no more, got another`);
    const outside = this.#ledger.enter(spec, cells);
    if (outside !== undefined) {
      this.#obstacle = outside;
      return;
    }
    this.#cases++;
    if (margin === undefined) {
      this.#obstacle = `case ${this.#before + this.#cases} crashed: ${crash}`;
      return;
    }
    const entry = { spec, margin };
    this.#control.onProgress?.({ done: this.#cases, of: this.#of });
    if (!(margin.margin >= (this.#closest?.margin.margin ?? Infinity))) this.#closest = entry;
    if (!(margin.margin >= 0)) this.#firstFailure = this.#counterexample = entry;
  }

  /**
   * Takes a smaller spec that was tried in place of the failing case; true when it counts as failing.
   *
   * It does only if it fails by at least half the first failing margin: otherwise floats shrink to the edge of
   * the tolerance and wrong code looks like rounding.
   */
  shrink(entry: FailingCase): boolean {
    if (this.#firstFailure === undefined) return false;
    if (!(entry.margin.margin <= this.#firstFailure.margin.margin / 2)) return false;
    // No more than a case is: an entry that came in a message has its kind beside.
    this.#counterexample = { spec: entry.spec, margin: entry.margin };
    return true;
  }

  /** What the cases amount to when no more come; `broken` says why that is no good end. */
  outcome(broken?: string): Outcome {
    if (this.#obstacle !== undefined) return undecided(this.#cases, this.#obstacle);
    const counterexample = this.#counterexample;
    const missing = this.#cases < this.#of
      ? `${this.#cases} of ${this.#of} cases were run`
      : undefined;
    const reason = broken ?? missing;
    if (counterexample === undefined && reason !== undefined) {
      return undecided(this.#cases, reason);
    }
    const outcome: Outcome = {
      verdict: counterexample ? "refuted" : "verified",
      cases: this.#cases,
      ...(this.#closest && { closest: this.#closest }),
      ...(counterexample && { counterexample }),
      ...this.#ledger.counts(),
    };
    // Another shard may reach what this one missed.
    return this.#isWhole ? judgeReach(outcome) : outcome;
  }

  /** The outcome of a run that was stopped. */
  interrupted(): Outcome {
    return this.isOver
      ? this.outcome()
      : this.outcome(`interrupted after ${this.#cases} of ${this.#of} cases`);
  }
}
