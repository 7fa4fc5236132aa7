import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { StatisticalClaim } from "../claim/claim.ts";
import { forecastReplicates } from "./forecast_replicates.ts";
import { crashed } from "./obstacle.ts";
import { type Outcome, type Progress, type RunControl, undecided } from "./outcome.ts";
import { randomStream } from "../prng.ts";
import { type Block, computeBlock, replicateSeed } from "./replicate_block.ts";
import { ReplicateRun } from "./replicate_run.ts";
import { ReplicateQueue, type TimedBlock } from "./replicate_queue.ts";
import { REFERENCE } from "../claim/claims_for_tests.ts";
import { verifyStatistical } from "./verify_statistical.ts";

/** A number of a replicate, often one that the run comes to. */
const SOME = fc.option(fc.nat(60), { nil: undefined });

/** What a run may be like. */
const RUNS = fc.record({
  seed: fc.nat(),
  mean: fc.double({ min: -1.2, max: 1.2, noNaN: true }),
  within: fc.boolean(),
  crash: SOME,
  infinite: SOME,
  deadly: SOME,
  stopAfter: SOME,
  /** Settings go up to 30. */
  largest: fc.constantFrom(30, 30, 29),
  limit: fc.nat(100),
  shards: fc.integer({ min: 1, max: 3 }),
});
type Run = typeof RUNS extends fc.Arbitrary<infer Value> ? Value : never;

/** A claim whose effects lie around the mean, uniform with half-width 1. */
function claimOf({ seed: root, ...run }: Run): StatisticalClaim {
  const seeds = (index: number | undefined) =>
    index === undefined ? undefined : replicateSeed(root, index);
  const [crash, infinite, deadly] = [run.crash, run.infinite, run.deadly].map(seeds);
  return {
    ...{ id: "X2", slug: "made_up", statement: "made up", source: "nowhere", regime: "some" },
    ...{ kind: "EXP", expected: "verified", needs: [], mutants: [], unit: "replicates" },
    ...{ effectName: "height", bound: 2, smallestEffect: 0.2, ...(run.within && { within: 0.5 }) },
    budget: { quick: 1, ci: 1, deep: 1 },
    bounds: { x: { from: 0, to: run.largest } },
    generator: fc.record({ x: fc.integer({ min: 0, max: 30 }) }),
    replicate(_, seed) {
      if (seed === crash) throw new TypeError("no data");
      if (seed === deadly) throw new Error("death");
      if (seed === infinite) return Infinity;
      return randomStream(seed, "effect").between(run.mean - 1, run.mean + 1);
    },
  };
}

/** A control, and what it is told; it stops once it was told so many effects. */
function controlOf({ seed, limit, shards, stopAfter }: Run) {
  const told: Progress[] = [];
  const control: RunControl = {
    ...{ seed, limit, rates: { alpha: 1e-3, beta: 1e-4 }, shrink: true },
    shard: { index: 1 + (seed % shards), of: shards },
    onProgress: (progress) => told.push(progress),
    stopped: () => told.length === stopAfter,
  };
  return { control, told };
}

async function inProcess(run: Run): Promise<[Outcome, Progress[]]> {
  const { control, told } = controlOf(run);
  return [await verifyStatistical(claimOf(run), REFERENCE, control), told];
}

/** The same where computing one replicate kills the process that does it. */
async function withDeath(run: Run): Promise<Outcome> {
  const [outcome] = await inProcess(run);
  const dies = outcome.reason?.endsWith("death");
  return dies ? undecided(0, crashed("it was killed")) : outcome;
}

function compute(claim: StatisticalClaim, control: RunControl, block: Block) {
  const effects = new Float64Array(block.count);
  const { seed } = control;
  const stopped = control.stopped!;
  return computeBlock(claim, REFERENCE, { ...block, seed, effects, stopped });
}

/** Runs a claim by so many hands, of which now this one is free first and now that one. */
function bySeveral(run: Run, { hands, chance }: { hands: number; chance: number }) {
  const claim = claimOf(run);
  const { control, told } = controlOf(run);
  const queue = new ReplicateQueue(claim, control);
  const stream = testStream("hands", chance);
  const out: Block[] = [];
  while (queue.outcome === undefined) {
    const reserve = out.length === 0 ? 0 : hands - 1;
    const isFree = out.length < 2 * hands && stream.uniform() < 0.5;
    const block = isFree ? queue.assign(hands, reserve) : undefined;
    if (block !== undefined) out.push(block);
    if (out.length === 0 || stream.uniform() < 0.5) continue;
    const [back] = out.splice(Math.floor(stream.between(0, out.length)), 1);
    const timed: TimedBlock = { ...compute(claim, control, back), seconds: stream.uniform() ** 8 };
    if (stream.uniform() < 0.1) queue.giveBack(back);
    else if (timed.halt?.endsWith("death")) queue.lose(back, "it was killed");
    else queue.receive(timed);
  }
  return { outcome: queue.outcome, told };
}

randomTest(
  "a run taken in blocks of any size is that of one replicate after the other",
  async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
    await assertProperty(fc.asyncProperty(RUNS, sizes, async (asked, counts) => {
      const claim = claimOf(asked);
      const { control, told } = controlOf(asked);
      const run = new ReplicateRun(claim, control);
      for (let i = 0; run.outcome === undefined; i++) {
        if (run.stop()) break;
        // The last may go past the end of the run.
        run.take(compute(claim, control, { from: run.next, count: counts[i % counts.length] }));
      }
      assertEquals([run.outcome, told], await inProcess(asked));
    }));
  },
);

randomTest(
  "any number of hands, in whatever order they come back, have the outcome of one",
  async () => {
    const several = fc.record({ hands: fc.integer({ min: 1, max: 6 }), chance: fc.nat() });
    await assertProperty(
      fc.asyncProperty(RUNS, several, async (run, hands) => {
        const { outcome, told } = bySeveral(run, hands);
        assertEquals(outcome, await withDeath(run));
        const [, wanted] = await inProcess(run);
        assertEquals(told, wanted);
      }),
      { numRuns: 300 },
    );
  },
);

randomTest("effects that repeat themselves are foreseen: no replicate is computed in vain", () => {
  const effects = fc.double({ min: 0.3, max: 2, noNaN: true });
  const several = fc.record({ hands: fc.integer({ min: 1, max: 6 }), chance: fc.nat() });
  assertProperty(fc.property(effects, several, (effect, { hands, chance }) => {
    const claim = { ...claimOf(PLAIN), replicate: () => effect };
    const { control } = controlOf(PLAIN);
    const queue = new ReplicateQueue(claim, control);
    const stream = testStream("hands", chance);
    let given = 0;
    const out: Block[] = [];
    while (queue.outcome === undefined) {
      const block = out.length < hands ? queue.assign(hands) : undefined;
      if (block !== undefined) {
        given += block.count;
        out.push(block);
      } else {
        const [back] = out.splice(Math.floor(stream.between(0, out.length)), 1);
        queue.receive({ ...compute(claim, control, back), seconds: 0.01 });
      }
    }
    assertEquals(given, queue.outcome.cases);
  }));
});

/** A run that nothing cuts short. */
const PLAIN: Run = {
  ...{ seed: 1, mean: 0.5, within: false, largest: 30, limit: 1000, shards: 1 },
  ...{ crash: undefined, infinite: undefined, deadly: undefined, stopAfter: undefined },
};

Deno.test("blocks are as long as their time allows; seconds count where the outcome rests on them", () => {
  const claim = claimOf(PLAIN);
  const { control } = controlOf(PLAIN);
  const { rates, shard } = control;
  const fewest = forecastReplicates(claim, { rates, shard: shard!, effects: [], limit: 1000 });
  const sizes = (secondsEach: number) => {
    const queue = new ReplicateQueue(claim, control);
    assertEquals([queue.underWay, queue.secondsLeftAt(7)], [false, 7 * fewest]);
    const first = queue.assign(1)!;
    assertEquals([first, queue.underWay], [{ from: 0, count: 1 }, true]);
    queue.receive({ ...compute(claim, control, first), seconds: secondsEach });
    assertEquals(queue.seconds, secondsEach);
    assert(queue.secondsLeftAt(7) >= secondsEach && queue.pace === secondsEach);
    return queue.assign(1)!.count;
  };
  assertEquals(sizes(1), 1);
  assertEquals(sizes(0.005), 4);
  assert(sizes(1e-6) > 4);
});

Deno.test("a block that is not next, and one of another run, are refused", () => {
  const run = new ReplicateRun(claimOf(PLAIN), controlOf(PLAIN).control);
  const settings = [{ spec: 0, cells: [] }];
  const block = { from: 3, count: 1, done: 1, read: [], settings, effects: Float64Array.of(1) };
  assertThrows(() => run.take(block), RangeError, "must begin at replicate 0, got 3");
});
