import { assertEquals, assertThrows } from "@std/assert";
import { statistical, universal } from "../claim/claims_for_tests.ts";
import { claimEntry } from "./claim_entry.ts";
import { caseOf, EFFECT, result } from "./results_for_tests.ts";
import { claimSchema } from "./schema.ts";

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
  assertEquals([none.mutants, none.untried], [[], [{ name: "halved" }]]);
});

Deno.test("entry: evidence keeps its sides", () => {
  const { logEvidence } = claimEntry(result(statistical(), {
    logEvidence: { for: 9, against: -Infinity },
  }));
  assertEquals(logEvidence, { for: 9, against: "-Infinity" });
});

Deno.test("entry: every stratum has its own figures, and what it has none of is null", () => {
  const measured = {
    ...{ effect: EFFECT, clipped: 1, streams: [[0.5, 2]] },
    ...{ logEvidence: { for: 1, against: -Infinity }, closest: caseOf(4) },
  };
  const entry = claimEntry(result(statistical(), {
    ...{ verdict: "undecided", reason: "it is open", cases: 2, ok: false, ...measured },
    strata: [
      { name: "low", verdict: "verified", cases: 2, ...measured },
      {
        ...{ name: "high", verdict: "undecided", cases: 0, reason: "none" },
        logEvidence: { for: 0, against: 0 },
      },
    ],
  }));
  const figures = {
    ...{ effect: { ...EFFECT }, clipped: 1, streams: [[0.5, 2]], margin: entry.margin },
    logEvidence: { for: 1, against: "-Infinity" as const },
  };
  assertEquals(entry.strata, [
    { name: "low", verdict: "verified", cases: 2, ...figures },
    {
      ...{ name: "high", verdict: "undecided", cases: 0, effect: null, clipped: null },
      ...{ streams: null, margin: null, logEvidence: { for: 0, against: 0 } },
    },
  ]);
  assertEquals(claimEntry(result(statistical())).strata, null);
  assertEquals(claimSchema.parse(entry), entry);
  // What is clipped in a stratum is counted there.
  const [low, high] = entry.strata!;
  const wrong = { ...entry, strata: [{ ...low, clipped: 2 }, high] };
  assertThrows(() => claimSchema.parse(wrong), Error, "beyond the rule's bound");
  assertThrows(() => claimSchema.parse({ ...entry, strata: [] }));
});

Deno.test("entry: rivals are told from mutants, and are untried until they are tried", () => {
  const rivals = ["tripled", "constant"].map((name) => ({ name, description: name }));
  const claim = { ...universal(), rivals } as unknown as ReturnType<typeof universal>;
  const rival = { ...SURVIVED, name: "tripled", rival: true } as const;
  const entry = claimEntry(result(claim, { mutants: [SURVIVED, rival], ok: false }));
  assertEquals(entry.mutants, [SURVIVED, rival]);
  assertEquals("rival" in entry.mutants[0], false);
  assertEquals(entry.untried, [{ name: "constant", rival: true }]);
  assertEquals(claimSchema.parse(entry), entry);
  const wrong = { ...entry, mutants: [{ ...SURVIVED, rival: false }] };
  assertThrows(() => claimSchema.parse(wrong));
});
