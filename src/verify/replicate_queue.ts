/** One statistical claim on one subject, its replicates computed block by block by any number of hands. */

import type { StatisticalFacts } from "../claim/facts.ts";
import { forecastReplicates } from "./forecast_replicates.ts";
import { crashed, INTERRUPTED } from "./obstacle.ts";
import { type Outcome, type RunControl, undecided } from "./outcome.ts";
import type { Block, ComputedBlock } from "./replicate_block.ts";
import { ReplicateRun } from "./replicate_run.ts";

/** Replicates of the largest block: one that is quick to compute still leaves time for a word on progress. */
export const LARGEST_BLOCK = 256;
/** Seconds that a block should take: long beside a message, short beside a run. */
const BLOCK_SECONDS = 0.02;
/** How far ahead is asked for, in replicates. */
const HORIZON = 2 * LARGEST_BLOCK;

/** A block with what computing it took. */
export interface TimedBlock extends ComputedBlock {
  readonly seconds: number;
}

/** A block that the run is done with. */
export interface TakenBlock<Timed extends TimedBlock> {
  readonly block: Timed;
  /** How many of its replicates the run came to. */
  readonly taken: number;
}

/**
 * Gives out blocks, and takes what comes back in the order of the replicates, whenever it comes. Blocks are
 * given out before it is known whether they will be needed; what comes of one that is not is never looked at.
 * So the outcome is that of one replicate after the other, however many compute them.
 */
export class ReplicateQueue<Timed extends TimedBlock = TimedBlock> {
  readonly #claim: StatisticalFacts;
  readonly #control: RunControl;
  readonly #run: ReplicateRun;
  /** What came back before its turn, by its first replicate; `undefined` for one that was lost. */
  readonly #early = new Map<number, Timed | undefined>();
  /** Replicates of a lost block, to be given out again. */
  #again: number[] = [];
  /** Number of the first replicate that was never given out. */
  #fresh: number;
  #forecast: { readonly at: number; readonly count: number } | undefined;
  #computed = { replicates: 0, seconds: 0 };
  #seconds = 0;
  #refused: Outcome | undefined;
  #death = "its process ended";

  /** Nothing is given out yet; throws a RangeError on an invalid rule or shard. */
  constructor(
    claim: StatisticalFacts,
    control: RunControl,
    options?: { readonly isPart: boolean },
  ) {
    this.#claim = claim;
    this.#control = control;
    this.#run = new ReplicateRun(claim, control, options);
    this.#fresh = this.#run.next;
  }

  /** What came of it; undefined while it needs more. */
  get outcome(): Outcome | undefined {
    return this.#refused ?? this.#run.outcome;
  }

  /** What computing took of the blocks that the outcome rests on. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Whether something of it is being computed. */
  get underWay(): boolean {
    return this.#fresh > this.#run.next && !this.#again.includes(this.#run.next);
  }

  /** Seconds of computing that are left to give out, as far as can be told; at this pace before any was timed. */
  secondsLeftAt(pace: number): number {
    return Math.max(0, this.#ahead()) * (this.pace ?? pace);
  }

  /** Seconds a replicate, as measured so far; undefined before any was timed. */
  get pace(): number | undefined {
    const { replicates, seconds } = this.#computed;
    return replicates === 0 ? undefined : seconds / replicates;
  }

  /**
   * The next block for one of so many hands; undefined when none is likely to be needed, or no more replicates
   * than the `reserve` that is left to others.
   */
  assign(hands: number, reserve = 0): Block | undefined {
    if (this.outcome !== undefined) return undefined;
    if (this.#again[0] === this.#run.next) return { from: this.#again.shift()!, count: 1 };
    const ahead = this.#ahead();
    if (ahead <= reserve) return undefined;
    const inTime = this.pace === undefined ? 1 : BLOCK_SECONDS / this.pace;
    const fair = Math.ceil(ahead / (2 * hands));
    const count = Math.max(1, Math.floor(Math.min(inTime, fair, LARGEST_BLOCK)));
    const from = this.#fresh;
    this.#fresh += count;
    return { from, count };
  }

  /** Takes the next replicate from a process that computes one after the other, and asks for a stop itself. */
  takeNext(block: ComputedBlock): void {
    this.#run.take(block);
  }

  /** Takes a block back: it and those that waited for it, as far as the run comes to them. */
  receive(block: Timed): TakenBlock<Timed>[] {
    this.#computed.replicates += block.done;
    this.#computed.seconds += block.seconds;
    this.#early.set(block.from, block);
    return this.#takeInTurn();
  }

  /**
   * The block's worker died. Its replicates are given out again one at a time, to find the one that crashes, which
   * may lie beyond the run's decision; a block of one needs no search.
   */
  lose(block: Block, reason: string): TakenBlock<Timed>[] {
    this.#death = reason;
    if (block.count === 1) this.#early.set(block.from, undefined);
    else this.giveBack(block);
    return this.#takeInTurn();
  }

  /** A block that nobody has begun to compute: its replicates are given out again, one by one. */
  giveBack({ from, count }: Block): void {
    const numbers = Array.from({ length: count }, (_, i) => from + i);
    this.#again = [...this.#again, ...numbers].toSorted((a, b) => a - b);
  }

  /** Number of the replicate that the run comes to next. */
  get next(): number {
    return this.#run.next;
  }

  /** How many effects it has. */
  get effects(): number {
    return this.#run.effects.length;
  }

  /** The first replicate and the last, where there are any. */
  get ends(): ReplicateRun["ends"] {
    return this.#run.ends;
  }

  /** Ends the run with what it has come to. */
  stop(): Outcome {
    this.#run.stop();
    return this.outcome ?? undecided(this.#run.effects.length, INTERRUPTED);
  }

  /** Ends the run with an outcome that needs no replicate. */
  refuse(outcome: Outcome): void {
    this.#refused ??= outcome;
  }

  #takeInTurn(): TakenBlock<Timed>[] {
    const all: TakenBlock<Timed>[] = [];
    while (this.outcome === undefined && this.#early.has(this.#run.next) && !this.#run.stop()) {
      const block = this.#early.get(this.#run.next);
      this.#early.delete(this.#run.next);
      if (block === undefined) this.refuse(undecided(0, crashed(this.#death)));
      else {
        this.#seconds += block.seconds;
        all.push({ block, taken: this.#run.take(block) });
      }
    }
    return all;
  }

  /** Replicates that are likely to be needed and not given out yet; at least 1 when none is on its way. */
  #ahead(): number {
    const { next, end, effects } = this.#run;
    if (this.#forecast?.at !== next) {
      const limit = Math.min(end - next, HORIZON);
      const count = forecastReplicates(this.#claim, { ...this.#control, effects, limit });
      this.#forecast = { at: next, count };
    }
    return next + this.#forecast.count - this.#fresh;
  }
}
