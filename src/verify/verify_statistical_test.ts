import fc from "fast-check";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { assertSpyCalls, spy } from "@std/testing/mock";
import type { StatisticalClaim } from "../claim/claim.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { hashSeed, randomStream } from "../prng.ts";
import { REFERENCE, type Weighing } from "../claim/claims_for_tests.ts";
import { drawSetting } from "./replicate_block.ts";
import { deciderFor } from "./replicate_rule.ts";
import { verifyStatistical } from "./verify_statistical.ts";
import { TOLERANCE } from "../tolerance.ts";

type Replicate = (seed: number, subject: Weighing) => number;

function claimOf(effect: Replicate, changes: Partial<StatisticalClaim> = {}): StatisticalClaim {
  return {
    id: "X2",
    slug: "made_up",
    statement: "made up",
    source: "nowhere",
    regime: "everywhere",
    kind: "EXP",
    expected: "verified",
    needs: [],
    mutants: [],
    unit: "replicates",
    effectName: "height",
    bound: 2,
    smallestEffect: 0.2,
    budget: { quick: 1, ci: 1, deep: 1 },
    generator: fc.constant({}),
    replicate: (_, seed, subject) => effect(seed, subject as Weighing),
    ...changes,
  };
}

const RATES = { alpha: 1e-3, beta: 1e-4 };

function run(claim: StatisticalClaim, changes: Partial<RunControl> = {}): Promise<Outcome> {
  return verifyStatistical(claim, REFERENCE, {
    seed: hashSeed("verify statistical"),
    limit: 1000,
    rates: RATES,
    shrink: true,
    ...changes,
  });
}

/** An effect around `mean`, uniform with half-width 1. */
function around(mean: number): Replicate {
  return (seed) => randomStream(seed, "effect").between(mean - 1, mean + 1);
}

Deno.test("a clear effect is verified, once the evidence is 1/α", async () => {
  const outcome = await run(claimOf(around(0.8)));
  assertEquals([outcome.verdict, outcome.reason], ["verified", undefined]);
  assert(outcome.logEvidence!.for >= Math.log(1e3), "evidence for");
  assert(outcome.logEvidence!.against < Math.log(1e4), "evidence against");
});

Deno.test("a clear effect the other way is refuted, once the evidence is 1/β", async () => {
  const outcome = await run(claimOf(around(-0.8)));
  assertEquals(outcome.verdict, "refuted");
  assert(outcome.logEvidence!.against >= Math.log(1e4));
});

Deno.test("stricter rates take more replicates", async () => {
  const [strict, lax] = await Promise.all([
    run(claimOf(around(0.8)), { rates: { alpha: 1e-9, beta: 1e-9 } }),
    run(claimOf(around(0.8))),
  ]);
  assertEquals([strict.verdict, lax.verdict], ["verified", "verified"]);
  assert(strict.cases > lax.cases);
});

Deno.test("the effect is the mean of the replicates, with its interval, name and level", async () => {
  const effects: number[] = [];
  const outcome = await run(claimOf((seed) => {
    effects.push(around(0.8)(seed, REFERENCE));
    return effects.at(-1)!;
  }));
  const { mean, lower, upper, level, name } = outcome.effect!;
  assertEquals([outcome.cases, level, name], [effects.length, 0.95, "height"]);
  assertAlmostEquals(
    mean,
    effects.reduce((sum, x) => sum + x, 0) / effects.length,
    TOLERANCE.forward,
  );
  assert(-2 <= lower && lower < mean && mean < upper && upper <= 2);
});

Deno.test("a budget that runs out is undecided, with how far it went", async () => {
  const outcome = await run(claimOf(around(0.8)), { limit: 3 });
  assertEquals([outcome.verdict, outcome.cases], ["undecided", 3]);
  assertEquals(outcome.reason, "3 replicates did not decide");
  assert(outcome.effect !== undefined && outcome.logEvidence !== undefined);
});

Deno.test("with `within`, no effect is what is claimed", async () => {
  const within = { within: 0.5, smallestEffect: 0.4 };
  const [none, some] = await Promise.all([
    run(claimOf(around(0), within)),
    run(claimOf(around(0.8), within)),
  ]);
  assertEquals([none.verdict, some.verdict], ["verified", "refuted"]);
  assertEquals((await run(claimOf(around(-0.8), within))).verdict, "refuted");
});

Deno.test("replicates get seeds of their own, the same under the same seed", async () => {
  const seeds = async (changes: Partial<RunControl> = {}) => {
    const replicate = spy((_seed: number, _: Weighing) => 0.1);
    await run(claimOf(replicate, { needs: ["weigh"] }), { limit: 50, ...changes });
    assert(replicate.calls.every(({ args }) => args[1].weigh === REFERENCE.weigh));
    return replicate.calls.map(({ args }) => args[0]);
  };
  const [one, again] = [await seeds(), await seeds()];
  const other = await seeds({ seed: hashSeed("another seed") });
  assertEquals(one, again);
  assertEquals(new Set([...one, ...other]).size, one.length + other.length);
});

Deno.test("the same seed gives the same outcome", async () => {
  const claim = claimOf(around(0.8));
  assertEquals(await run(claim), await run(claim));
});

Deno.test("a replicate that throws is undecided with its number and its reason", async () => {
  const replicate = spy((_seed: number, _: Weighing): number => {
    if (replicate.calls.length === 3) throw new TypeError("no data");
    return 0.1;
  });
  const outcome = await run(claimOf(replicate));
  assertEquals(outcome, {
    verdict: "undecided",
    cases: 3,
    cause: "crashed",
    reason: "replicate 3 crashed: TypeError: no data",
  });
  assertSpyCalls(replicate, 4);
});

Deno.test("an effect that is not a number is undecided, never a pass", async () => {
  for (const effect of [NaN, Infinity]) {
    const outcome = await run(claimOf(() => effect));
    assertEquals([outcome.verdict, outcome.cases], ["undecided", 0]);
    assertEquals(
      outcome.reason,
      `replicate 0 crashed: RangeError: Effect must be finite, got ${effect}`,
    );
  }
});

Deno.test("a run that is stopped is undecided, with what it saw so far", async () => {
  let asked = 0;
  const outcome = await run(claimOf(around(0)), { stopped: () => ++asked > 7 });
  assertEquals([outcome.verdict, outcome.cases], ["undecided", 7]);
  assertEquals(outcome.reason, "interrupted after 7 replicates");
  assert(outcome.effect !== undefined && outcome.logEvidence !== undefined);
});

Deno.test("a run stopped before its first replicate has no effect to show", async () => {
  const outcome = await run(claimOf(around(0)), { stopped: () => true });
  assertEquals(outcome, {
    verdict: "undecided",
    cases: 0,
    cause: "interrupted",
    reason: "interrupted after 0 replicates",
    logEvidence: { for: 0, against: 0 },
  });
});

Deno.test("a stop after the verdict changes nothing", async () => {
  const whole = await run(claimOf(around(0.8)));
  let asked = 0;
  const stopped = () => ++asked > whole.cases;
  assertEquals(await run(claimOf(around(0.8)), { stopped }), whole);
});

Deno.test("progress is told after every replicate, with the larger evidence, and a pause offered", async () => {
  const onProgress = spy();
  const pause = spy(() => Promise.resolve());
  for (const mean of [0.8, -0.8]) {
    const begun = onProgress.calls.length;
    const { cases, logEvidence } = await run(claimOf(around(mean)), { onProgress, pause });
    const told = onProgress.calls.slice(begun).map(({ args: [progress] }) => progress);
    assertEquals(told.map(({ done }) => done), Array.from({ length: cases }, (_, k) => k + 1));
    assert(told.every((progress) => progress.of === 1000));
    const larger = Math.max(logEvidence!.for, logEvidence!.against);
    assertEquals(told.at(-1).logEvidence, larger);
    assertSpyCalls(pause, onProgress.calls.length);
  }
});

Deno.test("the decider has the claim's bound, smallest effect and rates", () => {
  const claim = claimOf(around(0));
  const decider = deciderFor(claim, RATES);
  assertEquals(decider.interval(0.95), [-2, 2]);
  decider.observe(5);
  assertEquals([decider.clipped, decider.mean], [1, 2]);
  const refused = { ...claim, smallestEffect: 2 };
  assertThrows(() => deciderFor(refused, RATES), RangeError, "Smallest effect must be");
  assertThrows(() => deciderFor(claim, { ...RATES, alpha: 0 }), RangeError, "alpha must be");
  assertThrows(() => deciderFor(claim, { ...RATES, beta: 1 }), RangeError, "beta must be");
  assertThrows(() => deciderFor({ ...claim, within: 3 }, RATES), RangeError, "Tolerance must be");
});

Deno.test("effects beyond the bound are counted, and the mean is that of what they are clipped to", async () => {
  const { cases, clipped, effect } = await run(claimOf((seed) => seed % 2 === 0 ? 9 : 1));
  const { streams } = await run(claimOf((seed) => seed % 2 === 0 ? 9 : 1));
  assertEquals(clipped, streams![0].filter((effect) => effect === 9).length);
  assert(clipped! > 0 && clipped! < cases);
  assertEquals(effect!.mean, (2 * clipped! + (cases - clipped!)) / cases);
  assertEquals((await run(claimOf(around(0.8)))).clipped, 0);
});

Deno.test("the effects are kept in order, and the smallest with its setting and seed", async () => {
  const effects: number[] = [];
  const claim = claimOf((seed) => {
    effects.push(around(0.8)(seed, REFERENCE));
    return effects.at(-1)!;
  }, { generator: fc.record({ x: fc.integer({ min: 0, max: 9 }) }) });
  const { streams, closest } = await run(claim);
  assertEquals(streams, [effects]);
  const least = Math.min(...effects);
  assertEquals([closest!.margin.margin, closest!.margin.what], [least, "height"]);
  const { setting, seed } = closest!.spec as { setting: { x: number }; seed: number };
  assertEquals(drawSetting(claim.generator, seed), setting);
  assertEquals(around(0.8)(seed, REFERENCE), least);
});

Deno.test("with `within`, the closest replicate is the one with the largest effect either way", async () => {
  const { streams, closest } = await run(claimOf(around(0), { within: 0.5, smallestEffect: 0.4 }));
  const largest = Math.max(...streams![0].map(Math.abs));
  assertEquals(closest!.margin.margin, 0.5 - largest);
});

Deno.test("settings are counted by the parts of the regime, and one outside it decides nothing", async () => {
  const generator = fc.record({ x: fc.integer({ min: 0, max: 1 }) });
  const inside = await run(
    claimOf(around(0.8), { generator, bounds: { x: { from: 0, to: 1 } } }),
  );
  const counts = inside.cells!.map(({ cases }) => cases);
  assertEquals([inside.cells!.map(({ name }) => name), counts[0] + counts[1]], [
    ["x = 0", "x = 1"],
    inside.cases,
  ]);
  const outside = await run(
    claimOf(around(0.8), { generator, bounds: { x: { from: 2, to: 3 } } }),
  );
  assertEquals([outside.verdict, outside.cases], ["undecided", 0]);
  assertEquals(
    outside.reason!.startsWith("the generator left the regime: x must be in [2, 3]"),
    true,
  );
});

Deno.test("a pass that surely missed a part of the regime is no pass", async () => {
  const missed = { name: "never", atLeast: 0.9, holds: () => false };
  const outcome = await run(claimOf(around(0.8), { cells: [missed] }));
  assertEquals(outcome.verdict, "undecided");
  assertEquals(outcome.reason, `the generator hardly reaches never (0 of ${outcome.cases} cases)`);
});
