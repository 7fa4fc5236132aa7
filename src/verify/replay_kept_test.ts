import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Claim, statisticalClaim, universalClaim } from "../claim/claim.ts";
import { inequalityMargin } from "../decision/margin.ts";
import { replayKept } from "./replay_kept.ts";
import { REFERENCE } from "../claim/claims_for_tests.ts";

const HEADER = {
  id: "X1",
  slug: "made_up",
  statement: "x is at most 5",
  source: "nowhere",
  regime: "everywhere",
  expected: "verified",
  mutants: [],
  needs: [],
  generator: fc.record({ x: fc.nat() }),
  budget: { quick: 1, ci: 1, deep: 1 },
} as const;

/** "x is at most 5". */
function universal(changes: Partial<Claim> = {}): Claim {
  const claim = universalClaim({
    ...HEADER,
    kind: "INEQ",
    check: ({ x }) => inequalityMargin("x", x, 5, { tolerance: 0 }),
  });
  return { ...claim, ...changes } as Claim;
}

const kept = (x: unknown, stale?: string) => ({
  file: `${x}.json`,
  spec: { x },
  ...(stale !== undefined && { stale }),
});

Deno.test("kept cases that hold, of a claim to be verified, force nothing", () => {
  assertEquals(replayKept(universal(), [], REFERENCE), undefined);
  assertEquals(replayKept(universal(), [kept(1), kept(5)], REFERENCE), undefined);
});

Deno.test("the first kept case that fails refutes, before any case is generated", () => {
  const outcome = replayKept(universal(), [kept(1), kept(7), kept(9)], REFERENCE)!;
  assertEquals([outcome.verdict, outcome.cases], ["refuted", 0]);
  assertEquals(outcome.counterexample!.spec, { x: 7 });
  assertEquals(outcome.closest, outcome.counterexample);
  assertEquals(outcome.counterexample!.margin.margin < 0, true);
});

Deno.test("a kept case of a claim to be refuted has to fail still", () => {
  const claim = universal({ expected: "refuted" });
  assertEquals(replayKept(claim, [kept(7)], REFERENCE), undefined);
  const { verdict, reason } = replayKept(claim, [kept(7), kept(1)], REFERENCE)!;
  assertEquals(verdict, "undecided");
  assertEquals(reason, "the case of 1.json holds now, and was kept as one that fails");
});

Deno.test("a stale case, and one that crashes, decide nothing and say so", () => {
  const stale = replayKept(universal(), [kept(7, "another generator")], REFERENCE)!;
  assertEquals([stale.verdict, stale.reason], [
    "undecided",
    "7.json is stale: another generator",
  ]);
  const crash = universal({
    check: () => {
      throw new TypeError("no x");
    },
  });
  const { verdict, reason } = replayKept(crash, [kept(1)], REFERENCE)!;
  assertEquals([verdict, reason], ["undecided", "the case of 1.json crashed: TypeError: no x"]);
});

Deno.test("replicates are not kept", () => {
  const claim = statisticalClaim({
    ...HEADER,
    kind: "EXP",
    effectName: "none",
    bound: 1,
    smallestEffect: 0.5,
    replicate: () => -1,
  });
  assertEquals(replayKept(claim, [kept(7)], REFERENCE), undefined);
});

Deno.test("a kept case whose margin is no number fails, and refutes nothing that is to be refuted", () => {
  for (const margin of [NaN, -Infinity]) {
    const check = () => ({ margin, got: 0, wanted: 1, what: "x" });
    const { verdict, cases } = replayKept(universal({ check }), [kept(1)], REFERENCE)!;
    assertEquals([verdict, cases], ["refuted", 0]);
    const refuted = universal({ check, expected: "refuted" });
    assertEquals(
      replayKept(refuted, [kept(1)], REFERENCE)?.reason,
      `the case of 1.json has the margin ${margin}, which refutes nothing`,
    );
  }
});
