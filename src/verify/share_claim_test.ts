/** A claim that is to be refuted fails in a share of its cases: whichever process counts, and however they are split. */

import { assert, assertEquals, assertLess, assertMatch } from "@std/assert";
import fc from "fast-check";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { ClaimFacts } from "../claim/facts.ts";
import type { UniversalClaim } from "../claim/claim.ts";
import { REFERENCE, universal } from "../claim/claims_for_tests.ts";
import { exactMargin } from "../decision/margin.ts";
import { contradiction } from "./contradiction.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { mergeOutcomes } from "./merge_outcomes.ts";
import { broke } from "./obstacle.ts";
import type { Outcome } from "./outcome.ts";
import { replayKept } from "./replay_kept.ts";
import { verifyUniversal } from "./verify_universal.ts";

const LIMIT = 3000;

/** Fails for the numbers below `below` of 0 … 999, that is in so many thousandths of its cases. */
function claimOf(below: number, changes: Partial<UniversalClaim> = {}): UniversalClaim {
  return universal({
    expected: "refuted",
    failsIn: 0.1,
    generator: fc.noBias(fc.integer({ min: 0, max: 999 })),
    check: (x: number) => exactMargin("x is large", x >= below, true),
    ...changes,
  } as never) as UniversalClaim;
}

const control = (seed: number, shard = { index: 1, of: 1 }) => (
  { seed, limit: LIMIT, rates: CLAIM_RATES, shrink: true, shard }
);
const run = (claim: UniversalClaim, seed: number, shard?: { index: number; of: number }) =>
  verifyUniversal(claim, REFERENCE, control(seed, shard));
const seedOf = () => testStream("share").integer(1, 1e6);

randomTest("a share that is larger than said is shown, and the cases end there", async () => {
  const outcome = await run(claimOf(200), seedOf());
  assertEquals(outcome.verdict, "refuted");
  assertLess(outcome.cases, LIMIT);
  assert(outcome.failing! > 1);
  assertEquals(outcome.counterexample?.spec, 0, "the first failing case, shrunk");
});

randomTest("a lucky counterexample, or a share that is too small, shows nothing", async () => {
  for (const below of [10, 20]) {
    // Five failures at once are what it takes least: 20^5 of 1000^5, and later ones are rarer.
    spendChance(1, 1e-8);
    const { verdict, reason, failing, cases, counterexample } = await run(claimOf(below), seedOf());
    assertEquals([verdict, cases, counterexample], ["undecided", LIMIT, undefined]);
    assertEquals(
      reason,
      `${failing} of ${LIMIT} cases fail, which does not show that 10 % of them do`,
    );
  }
});

randomTest("a subject on which the sentence holds leaves it unrefuted", async () => {
  const { verdict, cases, failing } = await run(claimOf(0), seedOf());
  assertEquals([verdict, cases, failing], ["verified", LIMIT, 0]);
});

randomTest("a margin that is no finite number refutes nothing", async () => {
  for (const margin of [NaN, -Infinity]) {
    const odd = claimOf(0, {
      check: (x: unknown) => ({
        // The others hold: enough of them that fail would refute before the first that is odd.
        margin: (x as number) < 300 ? margin : 1,
        got: 0,
        wanted: 1,
        what: "x",
      }),
    });
    const { verdict, reason, counterexample } = await run(odd, seedOf());
    assertEquals([verdict, counterexample], ["undecided", undefined]);
    assertMatch(reason!, /^case \d+ has the margin (NaN|-Infinity), which refutes nothing$/);
    const kept = [{ file: "A1.json", spec: 1 }];
    assertEquals(
      replayKept(odd, kept, REFERENCE)?.reason,
      `the case of A1.json has the margin ${margin}, which refutes nothing`,
    );
  }
});

randomTest("shards count together, and contradict nothing", async () => {
  const seed = seedOf();
  const shards = [1, 2, 3].map((index) => ({ index, of: 3 }));
  for (const [below, verdict] of [[0, "verified"], [20, "undecided"], [200, "refuted"]] as const) {
    spendChance(2, 1e-8);
    const claim = claimOf(below);
    const parts = await Promise.all(shards.map((shard) => run(claim, seed, shard)));
    const part = (shard: { index: number; of: number }) => ({
      limit: LIMIT,
      shard,
      rates: CLAIM_RATES,
    });
    parts.forEach((outcome, i) =>
      assertEquals(contradiction(claim, outcome, part(shards[i])), undefined)
    );
    const merged = mergeOutcomes(claim, new Map(parts.map((outcome, i) => [i + 1, outcome])), {
      of: 3,
      rates: CLAIM_RATES,
    });
    assertEquals(merged.verdict, verdict);
    assertEquals(merged.failing, parts.reduce((sum, { failing }) => sum + failing!, 0));
    assertEquals(merged.counterexample !== undefined, verdict === "refuted");
    const whole = await run(claim, seed);
    assertEquals(contradiction(claim, whole, part({ index: 1, of: 1 })), undefined);
    assertEquals(whole.verdict, verdict);
  }
});

randomTest("what contradicts the counts is found", async () => {
  const claim: ClaimFacts = claimOf(200);
  const known = await run(claimOf(200), seedOf());
  const none = await run(claimOf(0), seedOf());
  const { failing: _, ...uncounted } = known;
  const { counterexample: __, ...caseless } = known;
  const cases: readonly [outcome: Outcome, said: string][] = [
    [{ ...known, failing: 1 }, "it is refuted, but 1 of"],
    [{ ...known, failing: known.cases + 1 }, "failing cases of"],
    [{ ...none, failing: 2 }, "it is verified, but 2 cases fail"],
    [{ ...none, cases: LIMIT - 1 }, `it ended after ${LIMIT - 1} cases of ${LIMIT}`],
    [uncounted, "it is refuted without a count of failing cases"],
    [caseless, "it is refuted, but holds no counterexample"],
    [{ ...none, counterexample: known.counterexample! }, "it is verified, but holds"],
    [
      {
        ...none,
        verdict: "undecided",
        ...broke("x"),
        failing: 1,
        counterexample: known.counterexample!,
      },
      "it is undecided, but holds a counterexample",
    ],
    [{ ...known, verdict: "verified" }, "it is verified, but"],
    [{ ...known, verdict: "undecided", ...broke("x") }, "it is undecided, but"],
    [
      {
        ...known,
        counterexample: { spec: 1, margin: { margin: NaN, got: 0, wanted: 1, what: "x" } },
      },
      "it is refuted by a margin that is not finite",
    ],
  ];
  for (const [outcome, said] of cases) {
    const got = contradiction(claim, outcome, {
      limit: LIMIT,
      shard: { index: 1, of: 1 },
      rates: CLAIM_RATES,
    });
    assert(got?.includes(said), `${got} for ${said}`);
  }
  const plain = universal() as UniversalClaim;
  assertEquals(
    contradiction(plain, { ...none, failing: 0 }, {
      limit: LIMIT,
      shard: { index: 1, of: 1 },
      rates: CLAIM_RATES,
    }),
    "it counts failing cases, which its claim does not",
  );
});
