/** Strata are decided each by itself, whichever process computes them and in whatever order. */

import fc from "fast-check";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { StatisticalClaim } from "../claim/claim.ts";
import { REFERENCE, type Weighing } from "../claim/claims_for_tests.ts";
import { randomStream } from "../prng.ts";
import { TOLERANCE } from "../tolerance.ts";
import { forecastReplicates } from "./forecast_replicates.ts";
import type { Outcome, Progress, RunControl } from "./outcome.ts";
import { type Block, computeBlock, replicateSeed } from "./replicate_block.ts";
import type { TimedBlock } from "./replicate_queue.ts";
import { strataRates, stratumSeed } from "./strata_outcome.ts";
import { StratifiedRun } from "./stratified_run.ts";
import { verifyStatistical } from "./verify_statistical.ts";

const NAMES = ["a", "b", "c", "d"];
const RATES = { alpha: 1e-3, beta: 1e-4 };

/** A number of a replicate, often one that the run comes to. */
const SOME = fc.option(fc.nat(40), { nil: undefined });
const STRATUM = fc.record({
  mean: fc.double({ min: -1.2, max: 1.2, noNaN: true }),
  crash: SOME,
  deadly: SOME,
});
const RUNS = fc.record({
  seed: fc.nat(),
  strata: fc.array(STRATUM, { minLength: 1, maxLength: NAMES.length }),
  within: fc.boolean(),
  /** Settings go up to 30. */
  largest: fc.constantFrom(30, 30, 30, 29),
  limit: fc.nat(100),
  shards: fc.integer({ min: 1, max: 3 }),
  shrink: fc.boolean(),
});
type Run = typeof RUNS extends fc.Arbitrary<infer Value> ? Value : never;
interface Spec {
  readonly part: string;
  readonly x: number;
}

/** A claim whose effects lie around the mean of their stratum, uniform with half-width 1. */
function claimOf(run: Pick<Run, "seed" | "strata" | "within" | "largest">): StatisticalClaim {
  const own = new Map(run.strata.map((stratum, i) => [NAMES[i], stratum]));
  const seedOf = (part: string, index: number | undefined) =>
    index === undefined ? undefined : replicateSeed(stratumSeed(run.seed, part), index);
  return {
    ...{ id: "X2", slug: "made_up", statement: "made up", source: "nowhere", regime: "some" },
    ...{ kind: "EXP", expected: "verified", needs: ["weigh"], mutants: [], unit: "replicates" },
    ...{ effectName: "height", bound: 2, smallestEffect: 0.2, ...(run.within && { within: 0.5 }) },
    budget: { quick: 1, ci: 1, deep: 1 },
    bounds: { x: { from: -1, to: run.largest } },
    strata: run.strata.map((_, i) => ({ name: NAMES[i], setting: { part: NAMES[i] } })),
    generator: fc.record({ part: fc.constant("any"), x: fc.integer({ min: 0, max: 30 }) }),
    replicate(spec, seed, { weigh }: Partial<Weighing>) {
      assert(weigh === REFERENCE.weigh);
      const { part } = spec as Spec;
      const { mean, crash, deadly } = own.get(part)!;
      if (seed === seedOf(part, crash)) throw new TypeError("no data");
      if (seed === seedOf(part, deadly)) throw new Error("death");
      return randomStream(seed, "effect").between(mean - 1, mean + 1);
    },
  } as StatisticalClaim;
}

function controlOf({ seed, limit, shards, shrink }: Run) {
  const told: Progress[] = [];
  const control: RunControl = {
    ...{ seed, limit, rates: RATES, shrink },
    shard: { index: 1 + (seed % shards), of: shards },
    onProgress: (progress) => told.push(progress),
  };
  return { control, told };
}

const inProcess = (run: Run, changes: Partial<RunControl> = {}): Promise<Outcome> =>
  verifyStatistical(claimOf(run), REFERENCE, { ...controlOf(run).control, ...changes });

function compute(claim: StatisticalClaim, { seed }: RunControl, block: Block) {
  const effects = new Float64Array(block.count);
  return computeBlock(claim, REFERENCE, { ...block, seed, effects });
}

/** Runs a claim by so many hands, of which now this one is free first and now that one. */
function bySeveral(run: Run, { hands, chance }: { hands: number; chance: number }): Outcome {
  const claim = claimOf(run);
  const { control } = controlOf(run);
  const queue = new StratifiedRun(claim, control);
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
  const { outcome } = queue;
  // Whatever comes of it after that changes nothing.
  for (const late of out) {
    const timed = { ...compute(claim, control, late), seconds: 1 };
    if (!timed.halt?.endsWith("death")) queue.receive(timed);
  }
  assertEquals(queue.outcome, outcome);
  assertEquals(queue.assign(hands), undefined);
  return outcome;
}

randomTest(
  "strata: any number of hands, in whatever order they come back, have the outcome of one",
  async () => {
    const several = fc.record({ hands: fc.integer({ min: 1, max: 6 }), chance: fc.nat() });
    await assertProperty(
      fc.asyncProperty(RUNS, several, async (run, hands) => {
        const [outcome, wanted] = [bySeveral(run, hands), await inProcess(run)];
        const deadly = wanted.reason?.match(/death \(in (.)\)$/);
        if (!deadly) return assertEquals(outcome, wanted);
        // Who is killed does not say at which replicate.
        assertEquals(outcome.verdict, "undecided");
        assertEquals(outcome.reason, `crashed: it was killed (in ${deadly[1]})`);
      }),
      { numRuns: 200 },
    );
  },
);

/** A run that nothing cuts short, with strata of these means. */
function plain(means: readonly number[], changes: Partial<Run> = {}): Run {
  return {
    ...{ seed: 5, within: false, largest: 30, limit: 1000, shards: 1, shrink: true },
    strata: means.map((mean) => ({ mean, crash: undefined, deadly: undefined })),
    ...changes,
  };
}

const summary = ({ strata }: Outcome) => strata?.map(({ name, verdict }) => `${name} ${verdict}`);

Deno.test("strata: a claim is verified only if it is in every one", async () => {
  const outcome = await inProcess(plain([0.8, 0.7, 0.9]));
  assertEquals(outcome.verdict, "verified");
  assertEquals(summary(outcome), ["a verified", "b verified", "c verified"]);
  assertEquals(
    outcome.cases,
    outcome.strata!.reduce((sum, { cases }) => sum + cases, 0),
  );
  const [a, b, c] = outcome.strata!;
  const least = [a, b, c].toSorted((x, y) => x.logEvidence!.for - y.logEvidence!.for)[0];
  const { name: _, verdict: __, cases: ___, logEvidence, ...figures } = least;
  for (const [key, value] of Object.entries(figures)) {
    assertEquals(outcome[key as keyof Outcome], value, key);
  }
  assertEquals(outcome.logEvidence!.for, logEvidence!.for);
});

Deno.test("strata: each has effects of its own seeds and settings", async () => {
  const run = plain([0.8, 0.8]);
  const { strata } = await inProcess(run);
  for (const { name, streams, closest } of strata!) {
    const block = compute(claimOf(run), controlOf(run).control, {
      ...{ stratum: name, from: 0, count: streams![0].length },
    });
    assertEquals(streams, [[...block.effects]]);
    const { setting } = closest!.spec as { setting: Spec };
    assertEquals(setting.part, name);
  }
  assertEquals(strata!.map(({ closest }) => (closest!.spec as { seed: number }).seed), [
    ...strata!.map(({ name, streams, closest }) => {
      const at = streams![0].indexOf(closest!.margin.got);
      return replicateSeed(stratumSeed(run.seed, name), at);
    }),
  ]);
  const [a, b] = strata!.map(({ streams }) => new Set(streams![0]));
  assertEquals(a.intersection(b).size, 0);
});

Deno.test("strata: refuted in one is refuted; the reference is shown in all, a mutant ends there", async () => {
  const means = [0.8, -0.8, 0.8];
  const shown = await inProcess(plain(means));
  assertEquals(shown.verdict, "refuted");
  assertEquals(summary(shown), ["a verified", "b refuted", "c verified"]);
  assertEquals(shown.effect, shown.strata![1].effect);
  const mutant = await inProcess(plain(means, { shrink: false }));
  assertEquals(mutant.verdict, "refuted");
  assertEquals(summary(mutant), ["a verified", "b refuted"]);
  assertEquals(mutant.strata, shown.strata!.slice(0, 2));
});

Deno.test("strata: each has all of α, and its share of β", async () => {
  for (const strata of [1, 4]) {
    const up = await inProcess(plain(Array(strata).fill(0.8)));
    const down = await inProcess(plain(Array(strata).fill(-0.8)));
    for (const { logEvidence, streams } of up.strata!) {
      assert(logEvidence!.for >= Math.log(1e3));
      // It ends at once.
      assertEquals(streams!.length, 1);
    }
    for (const { logEvidence } of down.strata!) {
      assert(logEvidence!.against >= Math.log(1e4 * strata));
    }
    assert(down.logEvidence!.against >= Math.log(1e4));
  }
  // Four strata alike: what is against the claim is that of one of them, not of all together.
  const means = [-0.8, -0.8, -0.8, -0.8];
  const { strata, logEvidence } = await inProcess(plain(means));
  const mean = strata!.reduce((sum, part) => sum + Math.exp(part.logEvidence!.against), 0) / 4;
  assertAlmostEquals(logEvidence!.against, Math.log(mean), TOLERANCE.forward);
});

Deno.test("strata: a budget is one stratum's; what is open is named", async () => {
  const outcome = await inProcess(plain([0.8, 0, 0.8], { limit: 60 }));
  assertEquals([outcome.verdict, outcome.reason], ["undecided", "undecided in b (60 replicates)"]);
  assertEquals(outcome.effect, outcome.strata![1].effect);
});

Deno.test("strata: a crash in one leaves all undecided, and says in which", async () => {
  const run = plain([0.8, 0.8, 0.8]);
  const strata = run.strata.map((one, i) => (i === 1 ? { ...one, crash: 3 } : one));
  const outcome = await inProcess({ ...run, strata });
  assertEquals([outcome.verdict, outcome.strata, outcome.logEvidence], [
    "undecided",
    undefined,
    undefined,
  ]);
  assertEquals(outcome.reason, "replicate 3 crashed: TypeError: no data (in b)");
  // One that the run does not come to is nobody's concern: a mutant was refuted before.
  const mutant = plain([-0.8, 0.8], { shrink: false });
  const later = mutant.strata.map((one, i) => (i === 1 ? { ...one, crash: 0 } : one));
  assertEquals((await inProcess({ ...mutant, strata: later })).verdict, "refuted");
});

Deno.test("strata: a setting outside of the regime decides nothing", async () => {
  const run = plain([0.8, 0.8]);
  const claim = { ...claimOf(run), bounds: { x: { from: -1, to: -1 } } };
  const { control } = controlOf(run);
  const { verdict, reason } = await verifyStatistical(claim, REFERENCE, control);
  assertEquals(verdict, "undecided");
  assert(reason!.startsWith("the generator left the regime: x must be in [-1, -1], got"), reason);
});

Deno.test("strata: what is needed must be read, and what is to be reached, by all together", async () => {
  const claim = claimOf(plain([0.8, 0.8]));
  const { control } = controlOf(plain([0.8, 0.8]));
  const unread = { ...claim, replicate: () => 0.8 };
  const { verdict, reason, strata } = await verifyStatistical(unread, REFERENCE, control);
  assertEquals([verdict, reason, strata], [
    "undecided",
    "it never read weigh, which its needs name",
    undefined,
  ]);
  // Read in one stratum alone is read.
  const once: StatisticalClaim = {
    ...claim,
    replicate(spec, _, subject) {
      if ((spec as Spec).part === "b") assert("weigh" in subject && subject.weigh !== undefined);
      return 0.8;
    },
  };
  assertEquals((await verifyStatistical(once, REFERENCE, control)).verdict, "verified");

  const holds = (part: string) => (spec: unknown) => (spec as Spec).part === part;
  const half = { name: "b", atLeast: 0.4, holds: holds("b") };
  const reached = await verifyStatistical({ ...claim, cells: [half] }, REFERENCE, control);
  assertEquals([reached.verdict, reached.cells!.at(-1)!.cases], [
    "verified",
    reached.strata![1].cases,
  ]);
  const never = { name: "never", atLeast: 0.9, holds: holds("z") };
  // What the chosen strata leave out is not held against them.
  const some = { ...control, someStrata: true };
  const partly = await verifyStatistical({ ...unread, cells: [never] }, REFERENCE, some);
  assertEquals(partly.verdict, "verified");
  const missed = await verifyStatistical({ ...claim, cells: [never] }, REFERENCE, control);
  assertEquals([missed.verdict, missed.strata], ["undecided", undefined]);
  assert(missed.reason!.startsWith("the generator hardly reaches never (0 of "), missed.reason);
});

Deno.test("strata: progress counts the replicates of all, of the most there may be in this part", async () => {
  for (const [shards, of] of [[1, 300], [2, 150]] as const) {
    const run = plain([0.8, 0.7, 0.9], { limit: 100, shards });
    const { control, told } = controlOf(run);
    const outcome = await verifyStatistical(claimOf(run), REFERENCE, control);
    assertEquals(
      told.map(({ done }) => done),
      Array.from({ length: outcome.cases }, (_, i) => i + 1),
    );
    assert(told.every((progress) => progress.of === of));
    assert(told.every(({ logEvidence }) => typeof logEvidence === "number"));
  }
});

Deno.test("strata: a stop says how far all came, and a refutation stands", async () => {
  const run = plain([0.8, 0, 0.8], { limit: 60 });
  for (const after of [0, 1, 30, 70]) {
    let asked = 0;
    const outcome = await inProcess(run, { stopped: () => ++asked > after });
    assertEquals([outcome.verdict, outcome.cases], ["undecided", after]);
    assertEquals(outcome.reason, `interrupted after ${after} replicates`);
    assertEquals(summary(outcome)!.length, 3);
  }
  let asked = 0;
  const wrong = plain([-0.8, 0.1, 0.8]);
  const { cases } = (await inProcess(wrong)).strata![0];
  const stopped = await inProcess(wrong, { stopped: () => ++asked > cases + 2 });
  assertEquals([stopped.verdict, stopped.cases, stopped.reason], [
    "refuted",
    cases + 2,
    undefined,
  ]);
});

Deno.test("strata: a stop while one has crashed says of what", () => {
  const run = plain([0.8, 0.8]);
  const { control } = controlOf(run);
  let isStopped = false;
  const queue = new StratifiedRun(claimOf(run), { ...control, stopped: () => isStopped });
  // The first has evidence enough soon, so that others are at the second.
  const blocks: Block[] = [];
  for (let block = queue.assign(2); block !== undefined; block = queue.assign(2)) {
    blocks.push(block);
  }
  const second = blocks.find(({ stratum }) => stratum === "b")!;
  queue.lose(second, "it was killed");
  assertEquals(queue.outcome, undefined);
  isStopped = true;
  assertEquals(queue.stop().reason, "crashed: it was killed (in b)");
});

Deno.test("strata: the ends are those of the first, and the last of every further one", async () => {
  const run = plain([0.8, 0.8, 0.8]);
  const queue = new StratifiedRun(claimOf(run), controlOf(run).control);
  for (let block = queue.next; block !== undefined; block = queue.next) {
    queue.takeNext(compute(claimOf(run), controlOf(run).control, block));
  }
  const { strata } = await inProcess(run);
  assertEquals(queue.outcome!.strata, strata);
  const ends = queue.ends.map(({ stratum, index }) => `${stratum} ${index}`);
  const last = strata!.map(({ name, cases }) => `${name} ${cases - 1}`);
  assertEquals([ends[0], ends.slice(-3)], ["a 0", last]);
  assertEquals(ends.length, 5);
});

Deno.test("strata: hands go on with the next while the first is out, but not of a mutant", () => {
  const blocksOf = (shrink: boolean) => {
    const run = plain([0.8, 0.8, 0.8], { shrink });
    const queue = new StratifiedRun(claimOf(run), controlOf(run).control);
    const strata = new Set<string>();
    for (let block = queue.assign(1); block !== undefined; block = queue.assign(1)) {
      strata.add(block.stratum!);
    }
    return [[...strata], queue.underWay];
  };
  assertEquals(blocksOf(true), [["a", "b", "c"], true]);
  assertEquals(blocksOf(false), [["a"], true]);
});

Deno.test("strata: time that is left is foreseen for those that were not timed, too", () => {
  const run = plain([0.8, 0.8, 0.8]);
  const claim = claimOf(run);
  const { control } = controlOf(run);
  const queue = new StratifiedRun(claim, control);
  assertEquals([queue.secondsLeft, queue.seconds, queue.underWay], [0, 0, false]);
  const block = queue.assign(1)!;
  queue.receive({ ...compute(claim, control, block), seconds: 3 });
  assertEquals(queue.seconds, 3);
  // Those of the others are as many as would be enough at best.
  const own = { rates: strataRates(control.rates, 3), shard: control.shard!, limit: 512 };
  const [effect] = compute(claim, control, block).effects;
  const [left, fewest] = [[effect], []].map((effects) =>
    forecastReplicates(claim, { ...own, effects })
  );
  assertEquals(queue.secondsLeft, 3 * (left + 2 * fewest));
});

Deno.test("strata: what is refused stays so", () => {
  const run = plain([0.8, 0.8]);
  const queue = new StratifiedRun(claimOf(run), controlOf(run).control);
  queue.refuse({ verdict: "undecided", cases: 0, reason: "not applicable" });
  assertEquals([queue.assign(1), queue.next, queue.outcome?.reason], [
    undefined,
    undefined,
    "not applicable",
  ]);
  assertEquals(queue.stop().reason, "not applicable");
});

Deno.test("strata: a claim without is one, with nothing added", async () => {
  const run = plain([0.8]);
  const { strata: _, ...claim } = claimOf(run);
  const single = { ...claim, replicate: () => 0.8, needs: [] };
  const { control } = controlOf(run);
  const queue = new StratifiedRun(single, control);
  assertEquals(queue.next, { from: 0, count: 1 });
  for (let block = queue.next; block !== undefined; block = queue.next) {
    queue.takeNext(compute(single, control, block));
  }
  assertEquals(queue.outcome, await verifyStatistical(single, REFERENCE, control));
  assertEquals([queue.outcome!.strata, queue.ends[0].stratum], [undefined, undefined]);
});
