/** Decides a universal claim from its cases, in their order. */

import type { UniversalFacts } from "../claim/facts.ts";
import type { Margin } from "../decision/margin.ts";
import { CellLedger, judgeReach } from "./cell_ledger.ts";
import { chosenPlaces } from "./chosen_places.ts";
import { judgeNeeds } from "./needed_part.ts";
import { casesMissing, crashed, interruptedAfter, notFinite, shareNotShown } from "./obstacle.ts";
import {
  type FailingCase,
  type Obstacle,
  type Outcome,
  type RunControl,
  undecided,
} from "./outcome.ts";
import { shardRange, stoppingShare, WHOLE } from "./shard.ts";
import { isShareShown } from "./share_rule.ts";

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

/** A case and its place in the whole run, from 0. */
export interface NumberedCase extends RunCase {
  readonly index: number;
}

/** Cases beside the ends that are computed again elsewhere. */
const BETWEEN = 6;

/** What conclusions are drawn from. */
type Facts = Pick<UniversalFacts, "bounds" | "cells" | "needs" | "failsIn">;

/** One claim on one subject: takes cases one by one, and knows what they amount to. */
export class CaseRun {
  readonly #of: number;
  readonly #before: number;
  /** The part of the evidence after which this run may stop; 1 of a whole run. */
  readonly #share: number;
  readonly #isWhole: boolean;
  readonly #control: Pick<RunControl, "onProgress">;
  readonly #ledger: CellLedger;
  readonly #facts: Facts;
  readonly #read = new Set<string>();
  #cases = 0;
  #failing = 0;
  readonly #places: ReadonlySet<number>;
  readonly #between: NumberedCase[] = [];
  #first: NumberedCase | undefined;
  #last: NumberedCase | undefined;
  #closest: FailingCase | undefined;
  #firstFailure: FailingCase | undefined;
  #counterexample: FailingCase | undefined;
  #obstacle: Obstacle | undefined;

  /** Starts without cases; throws a RangeError on a shard that there is not. */
  constructor(
    claim: Facts,
    control: Pick<RunControl, "limit" | "shard" | "onProgress"> & Partial<Pick<RunControl, "seed">>,
  ) {
    const { shard = WHOLE, limit, seed = 0 } = control;
    const { from, to } = shardRange(limit, shard);
    this.#before = from;
    this.#of = to - from;
    this.#isWhole = shard.of === 1;
    this.#share = stoppingShare(shard);
    this.#control = control;
    this.#facts = claim;
    this.#ledger = new CellLedger(claim);
    this.#places = chosenPlaces(seed, { from, to, count: BETWEEN });
  }

  /** Cases of this run, if none fails. */
  get of(): number {
    return this.#of;
  }

  /** Cases so far. */
  get cases(): number {
    return this.#cases;
  }

  /** The first case and the last, where there are any, and some between that the seed chooses. */
  get ends(): readonly NumberedCase[] {
    if (this.#first === undefined) return [];
    const [first, last] = [this.#first, this.#last!];
    const between = this.#between.filter(({ index }) => index > first.index && index < last.index);
    return first.index === last.index ? [first] : [first, ...between, last];
  }

  /** No further case is asked for: enough failed, one could not be judged, or all were run. */
  get isOver(): boolean {
    return this.#obstacle !== undefined || this.#cases >= this.#of ||
      this.#failsEnough(this.#share);
  }

  /** Takes the next case; throws a RangeError once no further one is asked for. */
  take(taken: RunCase): void {
    if (this.isOver) throw new RangeError(`a run of ${this.#of} cases takes no more, got another`);
    const { spec, cells, margin, crash } = taken;
    const outside = this.#ledger.enter(spec, cells);
    if (outside !== undefined) {
      this.#obstacle = outside;
      return;
    }
    this.#last = { ...taken, index: this.#before + this.#cases++ };
    this.#first ??= this.#last;
    if (this.#places.has(this.#last.index)) this.#between.push(this.#last);
    if (margin === undefined) {
      this.#obstacle = crashed(`${crash}`, this.#name());
      return;
    }
    this.#control.onProgress?.({ done: this.#cases, of: this.#of });
    this.#judge({ spec, margin });
  }

  #judge(entry: FailingCase): void {
    const { margin } = entry.margin;
    if (!(margin >= (this.#closest?.margin.margin ?? Infinity))) this.#closest = entry;
    if (margin >= 0) return;
    // What is no number is no failure of a sentence about numbers, where failing is what is to be shown.
    if (this.#facts.failsIn !== undefined && !Number.isFinite(margin)) {
      this.#obstacle = notFinite(this.#name(), margin);
      return;
    }
    this.#failing++;
    this.#firstFailure ??= entry;
    this.#counterexample ??= entry;
  }

  /** The last case, by its number in the whole run from 1. */
  #name(): string {
    return `case ${this.#before + this.#cases}`;
  }

  #failsEnough(share: number): boolean {
    const { failsIn } = this.#facts;
    if (failsIn === undefined) return this.#failing > 0;
    return isShareShown({ failing: this.#failing, cases: this.#cases }, { failsIn, share });
  }

  /**
   * Takes a smaller spec that was tried in place of the failing case; true when it counts as failing.
   *
   * It does only if it fails by at least half the first failing margin: otherwise floats shrink to the edge of
   * the tolerance and wrong code looks like rounding.
   */
  shrink({ spec, margin }: FailingCase): boolean {
    if (this.#firstFailure === undefined) return false;
    if (!(margin.margin <= this.#firstFailure.margin.margin / 2)) return false;
    if (this.#facts.failsIn !== undefined && !Number.isFinite(margin.margin)) return false;
    // No more than a case is: an entry that came in a message has its kind beside.
    this.#counterexample = { spec, margin };
    return true;
  }

  /** Takes the names of capabilities that the claim has read. */
  noteReads(names: Iterable<string>): void {
    for (const name of names) this.#read.add(name);
  }

  /** What the cases amount to when no more come; `broken` says why that is no good end. */
  outcome(broken?: Obstacle): Outcome {
    const obstacle = this.#obstacle ?? this.#unfinished(broken);
    if (obstacle !== undefined) return undecided(this.#cases, obstacle);
    const outcome = this.#summary();
    // Another shard may reach what this one missed.
    if (!this.#isWhole) return outcome;
    return judgeNeeds(judgeReach(outcome), this.#facts, this.#read);
  }

  #unfinished(broken: Obstacle | undefined): Obstacle | undefined {
    if (this.#failsEnough(this.#share)) return undefined;
    if (broken !== undefined) return broken;
    return this.#cases < this.#of ? casesMissing(this.#cases, this.#of) : undefined;
  }

  #summary(): Outcome {
    const { failsIn } = this.#facts;
    const [cases, failing] = [this.#cases, this.#failing];
    const isRefuted = this.#failsEnough(1);
    const verdict = isRefuted ? "refuted" : failing === 0 ? "verified" : "undecided";
    return {
      verdict,
      cases,
      ...(verdict === "undecided" && shareNotShown({ failing, cases }, failsIn!)),
      ...(failsIn !== undefined && { failing }),
      ...(!this.#isWhole && { read: [...this.#read].sort() }),
      ...(this.#closest && { closest: this.#closest }),
      // What a shard found may refute with what the others found.
      ...((isRefuted || (failing > 0 && !this.#isWhole)) && {
        counterexample: this.#counterexample!,
      }),
      ...this.#ledger.counts(),
    };
  }

  /** The outcome of a run that was stopped. */
  interrupted(): Outcome {
    return this.isOver
      ? this.outcome()
      : this.outcome(interruptedAfter(`${this.#cases} of ${this.#of} cases`));
  }
}
