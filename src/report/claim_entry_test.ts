import { assertEquals } from "@std/assert";
import { statistical, universal } from "../claim/claims_for_tests.ts";
import { claimEntry } from "./claim_entry.ts";
import { caseOf, result } from "./results_for_tests.ts";

const SURVIVED = { name: "halved", killed: false, verdict: "verified", cases: 10 } as const;

Deno.test("entry: it has the reason, the failing cases and the counterexample of its outcome", () => {
  const claim = universal({ expected: "refuted", failsIn: 0.1 } as never);
  const outcome = { verdict: "refuted", failing: 30, counterexample: caseOf(6) } as const;
  const entry = claimEntry(result(claim, outcome), {
    counterexampleFile: "counterexamples/A1.json",
  });
  assertEquals([entry.failsIn, entry.failing], [0.1, 30]);
  assertEquals([entry.counterexample?.spec, entry.counterexample?.file], [
    { x: 6 },
    "counterexamples/A1.json",
  ]);
  const undecided = claimEntry(result(claim, { verdict: "undecided", reason: "too few" }));
  assertEquals([undecided.verdict, undecided.reason], ["undecided", "too few"]);
});

Deno.test("entry: every mutant is named, killed, alive or untried", () => {
  const { mutants, untried } = claimEntry(result(universal(), { mutants: [SURVIVED] }));
  assertEquals([mutants, untried], [[SURVIVED], []]);
  const none = claimEntry(result(universal(), { mutants: [] }));
  assertEquals([none.mutants, none.untried], [[], ["halved"]]);
});

Deno.test("entry: evidence keeps its sides", () => {
  const { logEvidence } = claimEntry(result(statistical(), {
    logEvidence: { for: 9, against: -Infinity },
  }));
  assertEquals(logEvidence, { for: 9, against: "-Infinity" });
});
