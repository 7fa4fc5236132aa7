/** Shards joined that came to different ends: none of them is passed over. */

import { assertEquals, assertMatch } from "@std/assert";
import { statistical, universal } from "../claim/claims_for_tests.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { mergeOutcomes } from "./merge_outcomes.ts";
import { crashed } from "./obstacle.ts";
import { type Outcome, undecided } from "./outcome.ts";

const SHARE = universal({ expected: "refuted", failsIn: 0.1 } as never);
const FAILING = { spec: { x: 6 }, margin: { margin: -1, got: 6, wanted: 5, what: "x" } };

function merge(claim: Parameters<typeof mergeOutcomes>[0], ...parts: readonly Outcome[]): Outcome {
  const shards = new Map(parts.map((outcome, i) => [i + 1, outcome]));
  return mergeOutcomes(claim, shards, { of: parts.length, rates: CLAIM_RATES });
}

Deno.test("merge: no shard at all decides nothing", () => {
  const { verdict, reason } = mergeOutcomes(universal(), new Map(), { of: 2, rates: CLAIM_RATES });
  assertEquals([verdict, reason], ["undecided", "shards 1 and 2 of 2 are missing"]);
});

Deno.test("merge: failing cases of any shard refute, and their counterexample is kept", () => {
  const none: Outcome = { verdict: "verified", cases: 100, failing: 0 };
  const some: Outcome = { verdict: "refuted", cases: 100, failing: 90, counterexample: FAILING };
  for (const parts of [[none, some], [some, none]]) {
    const { verdict, failing, counterexample } = merge(SHARE, ...parts);
    assertEquals([verdict, failing, counterexample], ["refuted", 90, FAILING]);
  }
  const few: Outcome = { ...some, verdict: "undecided", failing: 3, reason: "too few" };
  const { verdict, reason, counterexample } = merge(SHARE, none, few);
  assertEquals([verdict, counterexample], ["undecided", undefined]);
  assertEquals(reason, "3 of 200 cases fail, which does not show that 10 % of them do");
});

Deno.test("merge: a shard that broke leaves all undecided, and says why", () => {
  const broken = undecided(7, crashed("Error: x", "case 8"));
  const shares: Outcome = { verdict: "refuted", cases: 100, failing: 90, counterexample: FAILING };
  const gain: Outcome = {
    ...{ verdict: "verified", cases: 100, streams: [Array(100).fill(0.5)] },
    logEvidence: { for: 99, against: -9 },
  };
  const cases: Outcome = { verdict: "verified", cases: 100 };
  for (
    const [claim, part] of [[SHARE, shares], [statistical(), gain], [universal(), cases]] as const
  ) {
    for (const parts of [[part, broken], [broken, part]]) {
      const { verdict, reason } = merge(claim, ...parts);
      assertEquals([verdict, reason], ["undecided", "case 8 crashed: Error: x"]);
    }
  }
});

Deno.test("merge: what no shard reached of the regime is no pass, of cases and of shares", () => {
  const cells = [{ name: "odd", atLeast: 0.5, cases: 0, upper: 0.05, reached: false }];
  const part: Outcome = { verdict: "verified", cases: 1000, cells };
  for (const [claim, own] of [[universal(), part], [SHARE, { ...part, failing: 0 }]] as const) {
    const { verdict, reason } = merge(claim, own, own);
    assertEquals(
      [verdict, reason],
      ["undecided", "the generator hardly reaches odd (0 of 2000 cases)"],
    );
  }
});

Deno.test("merge: what no shard read is no pass, what one of them read is", () => {
  const needs = ["weigh", "attend"] as const;
  const cases: Outcome = { verdict: "verified", cases: 500, read: ["weigh"] };
  const gain: Outcome = {
    ...{ verdict: "verified", cases: 50, streams: [Array(50).fill(0.5)], read: ["weigh"] },
    logEvidence: { for: 99, against: -9 },
  };
  for (
    const [claim, part] of [[universal({ needs }), cases], [statistical({ needs }), gain]] as const
  ) {
    const { read: _, ...silent } = part;
    for (const parts of [[part, part], [part, silent], [silent, silent]]) {
      const { verdict, reason } = merge(claim, ...parts);
      assertEquals(verdict, "undecided");
      assertMatch(reason!, /^it never read (weigh, )?attend, which its needs name$/);
    }
    const all = { ...part, read: ["attend"] };
    for (
      const parts of [[part, all], [all, part], [silent, { ...part, read: ["attend", "weigh"] }]]
    ) {
      const { verdict, read } = merge(claim, ...parts);
      assertEquals([verdict, read], ["verified", undefined]);
    }
  }
  const refuted: Outcome = { verdict: "refuted", cases: 1, counterexample: FAILING, read: [] };
  assertEquals(merge(universal({ needs }), refuted, refuted).verdict, "refuted");
});
