/** Drawing conclusions from the effects of replicates, in their order, until the evidence decides. */

import { CellLedger, judgeReach } from "./cell_ledger.ts";
import { chosenPlaces } from "./chosen_places.ts";
import type { StatisticalFacts } from "../claim/facts.ts";
import type { Decider } from "../decision/sequential_decider.ts";
import { broke, budgetSpent, crashed, interruptedAfter } from "./obstacle.ts";
import {
  describeError,
  type FailingCase,
  INTERVAL_LEVEL,
  type Outcome,
  type RunControl,
  undecided,
} from "./outcome.ts";
import { judgeNeeds } from "./needed_part.ts";
import { type ComputedBlock, replicateSeed } from "./replicate_block.ts";
import { deciderFor, isEnough, replicateMargin } from "./replicate_rule.ts";
import { type Shard, shardRange, WHOLE } from "./shard.ts";

/** The fewest replicates that decide a claim, about. */
const SOON = 16;

/** A replicate and its place in the whole run, from 0. */
export interface NumberedReplicate {
  readonly index: number;
  /** Name of its stratum, where the claim has some. */
  readonly stratum?: string;
  readonly spec: unknown;
  readonly cells: readonly number[];
  readonly effect: number;
}

/** One claim on one subject: takes effects in order, and says when they decide. */
export class ReplicateRun {
  readonly #claim: StatisticalFacts;
  readonly #control: RunControl;
  readonly #shard: Shard;
  /** Others judge what was reached and read, for there are more parts. */
  readonly #isPart: boolean;
  readonly #from: number;
  readonly #to: number;
  readonly #decider: Decider;
  readonly #ledger: CellLedger;
  readonly #effects: number[] = [];
  readonly #read = new Set<string>();
  readonly #places: ReadonlySet<number>;
  readonly #between: NumberedReplicate[] = [];
  #first: NumberedReplicate | undefined;
  #last: NumberedReplicate | undefined;
  #closest: FailingCase | undefined;
  #outcome: Outcome | undefined;

  /** Starts without effects; throws a RangeError on an invalid rule or shard. */
  constructor(claim: StatisticalFacts, control: RunControl, { isPart = false } = {}) {
    this.#claim = claim;
    this.#control = control;
    this.#shard = control.shard ?? WHOLE;
    this.#isPart = isPart || this.#shard.of > 1;
    const { from, to } = shardRange(control.limit, this.#shard);
    this.#from = from;
    this.#to = to;
    this.#decider = deciderFor(claim, control.rates);
    this.#ledger = new CellLedger(claim);
    // Among the first, as a run that is clear ends soon.
    const early = { from: from + 1, to: Math.min(to, from + SOON), count: 1 };
    this.#places = chosenPlaces(control.seed, early);
    this.#conclude();
  }

  /** What came of it; undefined while it needs more. */
  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** The number of the replicate whose effect is next. */
  get next(): number {
    return this.#from + this.#effects.length;
  }

  /** The number before which the replicates of this run end. */
  get end(): number {
    return this.#to;
  }

  /** The effects so far. */
  get effects(): readonly number[] {
    return this.#effects;
  }

  /** The first replicate and the last, where there are any, and one between that the seed chooses. */
  get ends(): readonly NumberedReplicate[] {
    if (this.#first === undefined) return [];
    const [first, last] = [this.#first, this.#last!];
    const between = this.#between.filter(({ index }) => index > first.index && index < last.index);
    return first.index === last.index ? [first] : [first, ...between, last];
  }

  /** Asks for a stop, which ends the run; true once it is over. */
  stop(): boolean {
    if (this.#outcome === undefined && this.#control.stopped?.()) this.#interrupt();
    return this.#outcome !== undefined;
  }

  /**
   * Takes a block that begins with the next replicate; what is past the end of the run is left. Asks for a
   * stop between effects: the caller asks before the first.
   *
   * @returns How many replicates of the block the run came to.
   * @throws {RangeError} On any other block.
   */
  take(block: ComputedBlock): number {
    if (block.from !== this.next) {
      throw new RangeError(`a block must begin at replicate ${this.next}, got ${block.from}`);
    }
    for (const name of block.read) this.#read.add(name);
    for (let i = 0; i < block.count; i++) {
      if (i > 0 && this.stop()) return i;
      this.#takeOne(block, i);
    }
    return block.count;
  }

  #takeOne(block: ComputedBlock, i: number): void {
    if (i === block.done && block.halt === undefined) return this.#interrupt();
    const count = this.#effects.length;
    const halt = i === block.done ? block.halt : undefined;
    const drawn = block.settings.at(i);
    const obstacle = drawn === undefined
      ? broke(halt ?? "a replicate came without its setting")
      : this.#ledger.enter(drawn.spec, drawn.cells) ?? (halt === undefined ? halt : broke(halt));
    if (obstacle !== undefined) {
      this.#outcome = undecided(count, obstacle);
      return;
    }
    const index = this.next;
    const seed = replicateSeed(this.#control.seed, index);
    try {
      this.#observe(block.effects[i], { setting: drawn!.spec, seed });
    } catch (error) {
      this.#outcome = undecided(count, crashed(describeError(error), `replicate ${index}`));
      return;
    }
    this.#last = { index, spec: drawn!.spec, cells: drawn!.cells, effect: block.effects[i] };
    this.#first ??= this.#last;
    if (this.#places.has(index)) this.#between.push(this.#last);
    const { for: pro, against } = this.#decider.logEvidence;
    const progress = { done: count + 1, of: this.#to - this.#from };
    this.#control.onProgress?.({ ...progress, logEvidence: Math.max(pro, against) });
    this.#conclude();
  }

  #observe(effect: number, spec: { readonly setting: unknown; readonly seed: number }): void {
    this.#decider.observe(effect);
    this.#effects.push(effect);
    const margin = replicateMargin(this.#claim, effect);
    if (this.#closest === undefined || margin.margin < this.#closest.margin.margin) {
      this.#closest = { spec, margin };
    }
  }

  #conclude(): void {
    if (!isEnough(this.#decider, this.#control) && this.next < this.#to) return;
    const outcome = this.#summary();
    this.#outcome = this.#isPart
      ? outcome
      : judgeNeeds(judgeReach(outcome), this.#claim, this.#read);
  }

  #interrupt(): void {
    const obstacle = interruptedAfter(`${this.#effects.length} replicates`);
    this.#outcome = { ...this.#summary(), ...obstacle };
  }

  /** The outcome that the state amounts to. */
  #summary(): Outcome {
    const { verdict, count, clipped, mean, logEvidence } = this.#decider;
    const [lower, upper] = this.#decider.interval(INTERVAL_LEVEL);
    return {
      verdict,
      cases: count,
      ...(verdict === "undecided" && budgetSpent(count)),
      ...(mean !== undefined && {
        effect: { mean, lower, upper, level: INTERVAL_LEVEL, name: this.#claim.effectName },
        clipped,
      }),
      logEvidence,
      ...(this.#closest && { closest: this.#closest }),
      ...(count > 0 && { streams: [this.#effects] }),
      ...(this.#isPart && { read: [...this.#read].sort() }),
      ...this.#ledger.counts(),
    };
  }
}
