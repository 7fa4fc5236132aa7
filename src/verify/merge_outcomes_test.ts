import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { type Claim, statisticalClaim, universalClaim } from "../claim/claim.ts";
import { inequalityMargin } from "../decision/margin.ts";
import { meanInterval } from "../decision/confidence_sequence.ts";
import { mergeOutcomes } from "./merge_outcomes.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { randomStream } from "../prng.ts";
import { REFERENCE } from "../claim/claims_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { runClaim } from "./verify.ts";

const HEADER = {
  id: "X1",
  slug: "made_up",
  statement: "made up",
  source: "nowhere",
  regime: "everywhere",
  expected: "verified",
  mutants: [],
  needs: [],
} as const;
const RATES = { alpha: 1e-3, beta: 1e-3 };

/** "x is at most `most`", for x up to 1000; crashes at 13 where it is asked to. */
function upTo(most: number, { crash = false, cell = 0.001 } = {}): Claim {
  return universalClaim({
    ...HEADER,
    kind: "INEQ",
    generator: fc.record({ x: fc.noBias(fc.integer({ min: 0, max: 1000 })) }),
    bounds: { x: { from: -1, to: 1001 } },
    cells: [{ name: "small", atLeast: cell, holds: ({ x }) => x < 500 }],
    budget: { quick: 1, ci: 1, deep: 1 },
    check({ x }) {
      if (crash && x % 100 === 13) throw new TypeError("thirteen");
      return inequalityMargin("x", x, most, { tolerance: 0 });
    },
  });
}

/** "the mean is above 0", of effects around `mean`. */
function above(mean: number): Claim {
  return statisticalClaim({
    ...HEADER,
    kind: "EXP",
    generator: fc.record({ x: fc.integer({ min: 0, max: 1 }) }),
    bounds: { x: { from: 0, to: 1 } },
    effectName: "height",
    bound: 2,
    smallestEffect: 0.2,
    budget: { quick: 1, ci: 1, deep: 1 },
    replicate: (_, seed) => randomStream(seed, "effect").between(mean - 1, mean + 1),
  });
}

function control(seed: number, limit: number): RunControl {
  return { seed, limit, rates: RATES, shrink: true };
}

async function shardsOf(claim: Claim, of: number, base: RunControl): Promise<Map<number, Outcome>> {
  const shards = new Map<number, Outcome>();
  for (let index = 1; index <= of; index++) {
    const outcome = await runClaim(claim, REFERENCE, { ...base, shard: { index, of } });
    shards.set(index, outcome);
  }
  return shards;
}

/** The edges −1 and 1001 are never reached, so the cells of the bounds judge every pass. */
const CLAIMS = fc.record({
  most: fc.constantFrom(1000, 999, 990, 500, 5),
  crash: fc.boolean(),
  cell: fc.constantFrom(0.001, 0.9),
});

randomTest("cases: shards together are exactly the run that is not split", async () => {
  await assertProperty(fc.asyncProperty(
    CLAIMS,
    fc.integer({ min: 1, max: 9 }),
    fc.integer(),
    fc.integer({ min: 9, max: 300 }),
    async ({ most, ...changes }, of, seed, limit) => {
      const claim = upTo(most, changes);
      const whole = await runClaim(claim, REFERENCE, control(seed, limit));
      const shards = await shardsOf(claim, of, control(seed, limit));
      assertEquals(mergeOutcomes(claim, shards, { of, rates: RATES }), whole);
    },
  ));
});

Deno.test("replicates: e-values multiply, effects are kept by shard, and the verdict is of all", async () => {
  for (const [mean, verdict] of [[0.8, "verified"], [-0.8, "refuted"]] as const) {
    const claim = above(mean);
    const shards = await shardsOf(claim, 4, control(5, 1000));
    const merged = mergeOutcomes(claim, shards, { of: 4, rates: RATES });
    const parts = [...shards.values()];
    assertEquals(merged.verdict, verdict);
    assertEquals(merged.cases, parts.reduce((sum, { cases }) => sum + cases, 0));
    assertEquals(merged.streams, parts.flatMap(({ streams }) => streams!));
    assertEquals(merged.clipped, 0);
    assertAlmostEquals(
      merged.logEvidence!.for,
      parts.reduce((sum, { logEvidence }) => sum + logEvidence!.for, 0),
      TOLERANCE.forward,
    );
    const { lower, upper, mean: pooled } = merged.effect!;
    assert(lower < mean && mean < upper && lower < pooled && pooled < upper);
    assert(
      merged.cells!.every(({ cases }, i) =>
        cases === parts.reduce((sum, part) => sum + part.cells![i].cases, 0)
      ),
    );
  }
});

Deno.test("replicates: those that were clipped add up", async () => {
  const claim = above(1.8);
  const shards = await shardsOf(claim, 3, control(5, 1000));
  const { clipped, streams } = mergeOutcomes(claim, shards, { of: 3, rates: RATES });
  assert(clipped! > 0);
  assertEquals(clipped, streams!.flat().filter((effect) => Math.abs(effect) > 2).length);
});

Deno.test("replicates: shards share no seed, and no shard goes the whole way", async () => {
  const claim = above(0.8);
  const shards = await shardsOf(claim, 4, control(6, 1000));
  const effects = [...shards.values()].flatMap(({ streams }) => streams!.flat());
  assertEquals(new Set(effects).size, effects.length);
  const whole = await runClaim(claim, REFERENCE, control(6, 1000));
  for (const [index, part] of shards) assert(part.cases < whole.cases, `shard ${index}`);
});

Deno.test("replicates: the first shard begins as the run that is not split", async () => {
  const claim = above(0.8);
  const [whole, first] = await Promise.all([
    runClaim(claim, REFERENCE, control(7, 1000)),
    runClaim(claim, REFERENCE, { ...control(7, 1000), shard: { index: 1, of: 3 } }),
  ]);
  assertEquals(whole.streams![0].slice(0, first.cases), first.streams![0]);
});

Deno.test("a shard that is missing leaves a claim undecided, a counterexample refutes all the same", async () => {
  const shards = await shardsOf(upTo(1000), 4, control(8, 100));
  shards.delete(2);
  const some = mergeOutcomes(upTo(1000), shards, { of: 4, rates: RATES });
  assertEquals([some.verdict, some.reason], ["undecided", "shard 2 of 4 is missing"]);
  shards.delete(4);
  shards.delete(1);
  const one = mergeOutcomes(upTo(1000), shards, { of: 4, rates: RATES });
  assertEquals([one.cases, one.reason], [25, "shards 1, 2 and 4 of 4 are missing"]);

  const failing = await shardsOf(upTo(5), 4, control(8, 100));
  failing.delete(1);
  assertEquals(mergeOutcomes(upTo(5), failing, { of: 4, rates: RATES }).verdict, "refuted");
  const effects = await shardsOf(above(0.8), 4, control(8, 1000));
  effects.delete(3);
  assertEquals(
    mergeOutcomes(above(0.8), effects, { of: 4, rates: RATES }).verdict,
    "undecided",
  );
});

randomTest(
  "one list of effects has the interval of a whole run, several are no wider than the widest",
  () => {
    const stream = testStream("lists");
    const lists = [0, 1, 2].map(() => Array.from({ length: 40 }, () => stream.uniform()));
    const width = ([lower, upper]: readonly [number, number]) => upper - lower;
    const merged = pooledEffectOf(lists);
    assert(width(merged) < Math.max(...lists.map((list) => width(meanInterval(list)))));
    assertEquals(pooledEffectOf([lists[0]]), [...meanInterval(lists[0])]);
  },
);

/** Interval of effects in [0, 1] seen as effects within ±1, back on [0, 1]. */
function pooledEffectOf(lists: readonly (readonly number[])[]): [number, number] {
  const part = (list: readonly number[]): Outcome => ({
    verdict: "undecided",
    cases: list.length,
    streams: [list.map((x) => 2 * x - 1)],
    logEvidence: { for: 0, against: 0 },
  });
  const claim = statisticalClaim({
    ...HEADER,
    kind: "EXP",
    generator: fc.constant({}),
    effectName: "x",
    bound: 1,
    smallestEffect: 0.5,
    budget: { quick: 1, ci: 1, deep: 1 },
    replicate: () => 0,
  });
  const parts = [...lists.map(part), ...(lists.length === 1 ? [part([])] : [])];
  const shards = new Map(parts.map((outcome, i) => [i + 1, outcome]));
  const { effect } = mergeOutcomes(claim, shards, { of: parts.length, rates: RATES });
  return [(1 + effect!.lower) / 2, (1 + effect!.upper) / 2];
}

Deno.test("replicates: what all shards together hardly reach is no pass", async () => {
  const ones = { name: "ones", atLeast: 0.9, holds: ({ x }: { x: number }) => x === 1 };
  const claim = { ...above(1), generator: fc.constant({ x: 0 }), cells: [ones] } as Claim;
  const shards = await shardsOf(claim, 2, control(5, 1000));
  // No shard alone has a say on it: its cells are judged with those of the others.
  assert([...shards.values()].every(({ reason = "" }) => !reason.includes("hardly reaches")));
  const { verdict, reason } = mergeOutcomes(claim, shards, { of: 2, rates: RATES });
  assertEquals(verdict, "undecided");
  assert(reason?.startsWith("the generator hardly reaches ones (0 of "), reason);
});
