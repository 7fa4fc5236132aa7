/** Shards of a claim with strata: joined stratum by stratum, and judged together. */

import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import type { StatisticalClaim } from "../claim/claim.ts";
import { REFERENCE, statistical } from "../claim/claims_for_tests.ts";
import { randomStream } from "../prng.ts";
import { TOLERANCE } from "../tolerance.ts";
import { mergeOutcomes } from "./merge_outcomes.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { strataEvidence, strataRates } from "./strata_outcome.ts";
import { runClaim } from "./verify.ts";

const NAMES = ["a", "b", "c"];
const RATES = { alpha: 1e-3, beta: 1e-3 };

/** A claim whose strata have effects around these means; one may crash. */
function claimOf(means: readonly number[], crash?: string): StatisticalClaim {
  return statistical({
    generator: fc.record({ x: fc.constantFrom(0, 9) }),
    bounds: { x: { from: 0, to: 9 } },
    bound: 2,
    smallestEffect: 0.2,
    strata: NAMES.map((part) => ({ name: part, setting: { part } })),
    replicate({ part }: { part: string }, seed: number) {
      if (part === crash) throw new TypeError("no data");
      const mean = means[NAMES.indexOf(part)];
      return randomStream(seed, "effect").between(mean - 1, mean + 1);
    },
  } as never) as StatisticalClaim;
}

async function shardsOf(
  claim: StatisticalClaim,
  of: number,
  changes: Partial<RunControl> = {},
): Promise<Map<number, Outcome>> {
  const control = { seed: 5, limit: 1000, rates: RATES, shrink: true, ...changes };
  const shards = new Map<number, Outcome>();
  for (let index = 1; index <= of; index++) {
    shards.set(
      index,
      await runClaim(claim, REFERENCE, { ...control, shard: { index, of } }),
    );
  }
  return shards;
}

const merged = (claim: StatisticalClaim, shards: ReadonlyMap<number, Outcome>, of = shards.size) =>
  mergeOutcomes(claim, shards, { of, rates: RATES });

Deno.test("merge: strata are joined by name, and all of them by their evidence", async () => {
  for (
    const [means, verdict] of [[[0.8, 0.7, 0.9], "verified"], [
      [0.8, -0.7, 0.9],
      "refuted",
    ]] as const
  ) {
    const claim = claimOf(means);
    const shards = await shardsOf(claim, 4);
    const outcome = merged(claim, shards);
    assertEquals([outcome.verdict, outcome.read], [verdict, undefined]);
    const parts = [...shards.values()];
    assertEquals(outcome.cases, parts.reduce((sum, { cases }) => sum + cases, 0));
    assertEquals(outcome.strata!.map(({ name }) => name), NAMES);
    const { beta } = strataRates(RATES, 3);
    for (const [i, { name, streams, logEvidence, cases, verdict }] of outcome.strata!.entries()) {
      const own = parts.map(({ strata }) => strata!.find((one) => one.name === name)!);
      assertEquals(streams, own.flatMap(({ streams }) => streams!));
      assertEquals(cases, streams!.flat().length);
      for (const side of ["for", "against"] as const) {
        const sum = own.reduce((sum, part) => sum + part.logEvidence![side], 0);
        assertAlmostEquals(logEvidence![side], sum, TOLERANCE.forward, `${name} ${side}`);
      }
      assertEquals(verdict, means[i] > 0 ? "verified" : "refuted");
      if (verdict === "refuted") assert(logEvidence!.against >= -Math.log(beta));
    }
    assertEquals(
      outcome.logEvidence,
      strataEvidence(outcome.strata!.map(({ logEvidence }) => logEvidence!), 3),
    );
    assertEquals(outcome.cells!.map(({ cases }) => cases).reduce((a, b) => a + b), outcome.cases);
  }
});

Deno.test("merge: a mutant's shards may end in different strata, what is open is no pass", async () => {
  const claim = claimOf([0.8, 0.7, 0.9]);
  const [first, second] = [...(await shardsOf(claim, 2)).values()];
  const strata = first.strata!.slice(0, 2);
  const short: Outcome = {
    ...first,
    strata,
    cases: strata.reduce((sum, { cases }) => sum + cases, 0),
  };
  for (const parts of [[short, second], [second, short]]) {
    const outcome = merged(claim, new Map(parts.map((part, i) => [i + 1, part])));
    assertEquals(outcome.verdict, "undecided");
    assertMatch(outcome.reason!, /^undecided in c \(\d+ replicates\)$/);
  }
  // Where nobody came to it, it is open as well.
  const none = merged(claim, new Map([[1, short], [2, { ...short }]]));
  assertEquals([none.verdict, none.reason], ["undecided", "undecided in c (0 replicates)"]);
  assertEquals(none.strata!.length, 2);
});

Deno.test("merge: a stratum that one shard alone refutes is refuted", async () => {
  const claim = claimOf([0.8, -0.9, 0.9]);
  const shards = await shardsOf(claim, 2, { shrink: false });
  for (const { strata } of shards.values()) assertEquals(strata!.at(-1)!.name, "b");
  assertEquals(merged(claim, shards).verdict, "refuted");
});

Deno.test("merge: a shard whose stratum crashed, or that is missing, leaves all undecided", async () => {
  const claim = claimOf([0.8, 0.7, 0.9]);
  const shards = await shardsOf(claim, 3);
  const [crashed] = (await shardsOf(claimOf([0.8, 0.7, 0.9], "b"), 3)).values();
  const broken = merged(claim, new Map([...shards, [2, crashed]]));
  assertEquals(broken.verdict, "undecided");
  assertMatch(broken.reason!, /^replicate 0 crashed: TypeError: no data \(in b\)$/);
  assertEquals(broken.strata, undefined);
  shards.delete(2);
  const some = merged(claim, shards, 3);
  assertEquals([some.verdict, some.reason], ["undecided", "shard 2 of 3 is missing"]);
});

Deno.test("merge: strata that were stopped before they began count as nothing", async () => {
  const claim = claimOf([0.8, 0.7, 0.9]);
  const [first] = (await shardsOf(claim, 2)).values();
  const [, none] = (await shardsOf(claim, 2, { stopped: () => true })).values();
  const outcome = merged(claim, new Map([[1, first], [2, none]]));
  assertEquals(outcome.cases, first.cases);
  assertEquals(
    outcome.strata!.map(({ streams }) => streams),
    first.strata!.map(({ streams }) => streams),
  );
});

Deno.test("merge: what all shards together hardly reach, or never read, is no pass", async () => {
  const claim = { ...claimOf([0.8, 0.7, 0.9]), generator: fc.constant({ x: 0 }) };
  const cells = [{ name: "nine", atLeast: 0.9, holds: () => false }];
  const missed = merged({ ...claim, cells }, await shardsOf({ ...claim, cells }, 2));
  assertEquals(missed.verdict, "undecided");
  assertMatch(missed.reason!, /^the generator hardly reaches nine \(0 of \d+ cases\)$/);
  const needy = { ...claim, needs: ["weigh"] } as const;
  const shards = await shardsOf(needy, 2);
  assertEquals([...shards.values()].map(({ read }) => read), [[], []]);
  assertEquals(merged(needy, shards).reason, "it never read weigh, which its needs name");
});

randomTest(
  "merge: one shard alone is the run that is not split, whatever it comes to",
  async () => {
    const mean = fc.double({ min: -1, max: 1, noNaN: true });
    await assertProperty(
      fc.asyncProperty(fc.tuple(mean, mean, mean), fc.boolean(), async (means, shrink) => {
        const claim = claimOf(means);
        const shards = await shardsOf(claim, 1, { shrink, limit: 60 });
        assertEquals(merged(claim, shards), shards.get(1));
      }),
      { numRuns: 20 },
    );
  },
);

Deno.test("merge: what a stratum of any shard read is read", async () => {
  const claim = { ...claimOf([0.8, 0.7, 0.9]), needs: ["weigh"] } as const;
  const reading: StatisticalClaim = {
    ...claim,
    replicate(spec, seed, subject) {
      // Only the last of the strata reads it.
      if ((spec as { part: string }).part === "c") Reflect.get(subject, "weigh");
      return claim.replicate(spec, seed, subject);
    },
  };
  const shards = await shardsOf(reading, 2);
  assertEquals([...shards.values()].map(({ read }) => read), [["weigh"], ["weigh"]]);
  assertEquals(merged(reading, shards).verdict, "verified");
});

/** An outcome of a shard that came to these strata with this evidence, for and against. */
function partOf(evidence: readonly (readonly [pro: number, contra: number])[]): Outcome {
  const strata = evidence.map(([pro, contra], i) => ({
    ...{ name: NAMES[i], verdict: "undecided", cases: 1, reason: "1 replicate" } as const,
    ...{ streams: [[0.5]], logEvidence: { for: pro, against: contra } },
  }));
  return { verdict: "undecided", cases: strata.length, reason: "open", strata };
}

Deno.test("merge: a stratum is refuted by its share of β, not by all of it", () => {
  const claim = claimOf([1, 1, 1]);
  const enough = -Math.log(RATES.beta / 3) / 2;
  const some = -Math.log(RATES.beta) / 2;
  for (const [contra, verdict] of [[some + 0.1, "undecided"], [enough + 0.1, "refuted"]] as const) {
    const part = partOf([[99, 0], [0, contra], [99, 0]]);
    assertEquals(merged(claim, new Map([[1, part], [2, part]])).strata![1].verdict, verdict);
  }
});

Deno.test("merge: what one shard alone verifies of a stratum that another did not come to is open", () => {
  const claim = claimOf([1, 1, 1]);
  const all = partOf([[99, 0], [99, 0], [99, 0]]);
  const short = partOf([[99, 0], [99, 0]]);
  for (const parts of [[all, short], [short, all]]) {
    const { verdict, strata } = merged(claim, new Map(parts.map((part, i) => [i + 1, part])));
    const { verdict: last, reason } = strata![2];
    assertEquals([verdict, last, reason], ["undecided", "undecided", "a shard ended before it"]);
  }
  assertEquals(merged(claim, new Map([[1, all], [2, all]])).verdict, "verified");
});
