/** One statistical claim on one subject, stratum by stratum, its replicates computed by any number of hands. */

import type { StatisticalFacts } from "../claim/facts.ts";
import { judgeReach, mergeCells } from "./cell_ledger.ts";
import { judgeNeeds } from "./needed_part.ts";
import { interruptedAfter } from "./obstacle.ts";
import type { Outcome, Progress, RunControl } from "./outcome.ts";
import type { Block, ComputedBlock } from "./replicate_block.ts";
import { ReplicateQueue, type TakenBlock, type TimedBlock } from "./replicate_queue.ts";
import type { NumberedReplicate } from "./replicate_run.ts";
import { stoppingShare, WHOLE } from "./shard.ts";
import { joinStrata, strataRates, stratumOutcome, stratumSeed } from "./strata_outcome.ts";

/** The strata of a claim, each with a run of its own; a claim without strata is one. */
export class StratifiedRun<Timed extends TimedBlock = TimedBlock> {
  readonly #claim: StatisticalFacts;
  readonly #control: RunControl;
  readonly #names: readonly (string | undefined)[];
  readonly #runs: readonly ReplicateQueue<Timed>[];
  #outcome: Outcome | undefined;

  /** Nothing is given out yet; throws a RangeError on an invalid rule or shard. */
  constructor(claim: StatisticalFacts, control: RunControl) {
    this.#claim = claim;
    this.#control = control;
    const { strata } = claim;
    this.#names = strata?.map(({ name }) => name) ?? [undefined];
    this.#runs = strata?.map(({ name }) => {
      const own = {
        ...control,
        seed: stratumSeed(control.seed, name),
        rates: strataRates(control.rates, strata.length),
        onProgress: (progress: Progress) => this.#tell(progress),
      };
      return new ReplicateQueue<Timed>(claim, own, { isPart: true });
    }) ?? [new ReplicateQueue<Timed>(claim, control)];
  }

  #tell(progress: Progress): void {
    const of = progress.of * this.#runs.length;
    this.#control.onProgress?.({ ...progress, done: this.effects, of });
  }

  /** What came of it; undefined while it needs more. */
  get outcome(): Outcome | undefined {
    if (this.#outcome !== undefined) return this.#outcome;
    const over = this.#over();
    return over && (this.#outcome = this.#join(over));
  }

  /** What the strata came to that decide, in their order; undefined as long as one of them is missing. */
  #over(): Outcome[] | undefined {
    const over: Outcome[] = [];
    for (const { outcome } of this.#runs) {
      if (outcome === undefined) return undefined;
      over.push(outcome);
      if (this.#endsWith(outcome)) break;
    }
    return over;
  }

  /** Whether nothing that comes after this stratum can matter. */
  #endsWith({ verdict, logEvidence }: Outcome): boolean {
    if (logEvidence === undefined) return true;
    const { shrink, rates, shard = WHOLE } = this.#control;
    // A mutant ends at the first stratum that is refuted; of the reference model all are shown side by side.
    if (shrink) return false;
    if (shard.of === 1) return verdict === "refuted";
    const { beta } = strataRates(rates, this.#runs.length);
    return logEvidence.against >= -Math.log(beta) * stoppingShare(shard);
  }

  #join(outcomes: readonly Outcome[]): Outcome {
    const { strata } = this.#claim;
    if (strata === undefined) return outcomes[0];
    const parts = outcomes.map((outcome, i) => stratumOutcome(strata[i].name, outcome));
    const joined = joinStrata(this.#claim, parts);
    if (joined.strata === undefined) return joined;
    const read = new Set(outcomes.flatMap(({ read = [] }) => read));
    const outcome = { ...joined, ...mergeCells(outcomes) };
    if (this.#control.someStrata) return outcome;
    return (this.#control.shard ?? WHOLE).of === 1
      ? judgeNeeds(judgeReach(outcome), this.#claim, read)
      : { ...outcome, read: [...read].sort() };
  }

  /** What computing took of the blocks that the outcome rests on. */
  get seconds(): number {
    return this.#runs.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** Whether something of it is being computed. */
  get underWay(): boolean {
    return this.#open().some((run) => run.underWay);
  }

  /** Seconds of computing that are left to give out, as far as can be told; 0 before any was timed. */
  get secondsLeft(): number {
    // Of a stratum without a time of its own the others tell.
    const paces = this.#runs.flatMap(({ pace }) => pace ?? []);
    const mean = paces.reduce((sum, pace) => sum + pace, 0) / Math.max(1, paces.length);
    return this.#open().reduce((sum, run) => sum + run.secondsLeftAt(mean), 0);
  }

  /** The strata that may be worked at: one after the other where the first to be refuted ends it. */
  #open(): ReplicateQueue<Timed>[] {
    const open = this.#runs.filter((run) => run.outcome === undefined);
    return this.#control.shrink ? open : open.slice(0, 1);
  }

  /** The next block for one of so many hands; undefined when none is likely to be needed. */
  assign(hands: number, reserve = 0): Block | undefined {
    if (this.outcome !== undefined) return undefined;
    for (const run of this.#open()) {
      const block = run.assign(hands, reserve);
      const stratum = this.#names[this.#runs.indexOf(run)];
      if (block !== undefined) return { ...block, ...(stratum !== undefined && { stratum }) };
    }
    return undefined;
  }

  /** The next replicate for who computes one after the other; undefined where none is needed. */
  get next(): Block | undefined {
    const [run] = this.outcome === undefined ? this.#open() : [];
    const stratum = run && this.#names[this.#runs.indexOf(run)];
    return run && { from: run.next, count: 1, ...(stratum !== undefined && { stratum }) };
  }

  /** Takes it; who computes it has asked for a stop. */
  takeNext(block: ComputedBlock): void {
    this.#runOf(block).takeNext(block);
  }

  #runOf({ stratum }: Block): ReplicateQueue<Timed> {
    return this.#runs[this.#names.indexOf(stratum)];
  }

  /** Takes a block back: it and those that waited for it, as far as the run comes to them. */
  receive(block: Timed): TakenBlock<Timed>[] {
    return this.#runOf(block).receive(block);
  }

  /** A block whose worker died. */
  lose(block: Block, reason: string): TakenBlock<Timed>[] {
    return this.#runOf(block).lose(block, reason);
  }

  /** A block that nobody has begun to compute. */
  giveBack(block: Block): void {
    this.#runOf(block).giveBack(block);
  }

  /** How many effects it has. */
  get effects(): number {
    return this.#runs.reduce((sum, { effects }) => sum + effects, 0);
  }

  /** The first replicate, the last, and one between; of every further stratum its last. */
  get ends(): readonly NumberedReplicate[] {
    return this.#runs.flatMap(({ ends }, i) => {
      const stratum = this.#names[i];
      const own = i === 0 ? ends : ends.slice(-1);
      return own.map((end) => (stratum === undefined ? end : { ...end, stratum }));
    });
  }

  /** Ends the run with what it has come to. */
  stop(): Outcome {
    if (this.outcome !== undefined) return this.outcome;
    const joined = this.#join(this.#runs.map((run) => run.stop()));
    // What is refuted is so whatever would have come, and what crashed says of what.
    const isOpen = joined.strata !== undefined && joined.verdict === "undecided";
    const obstacle = interruptedAfter(`${this.effects} replicates`);
    return this.#outcome = isOpen ? { ...joined, ...obstacle } : joined;
  }

  /** Ends the run with an outcome that needs no replicate. */
  refuse(outcome: Outcome): void {
    this.#outcome ??= outcome;
  }
}
