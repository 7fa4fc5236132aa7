import { assert, assertEquals } from "@std/assert";
import { cellsContradiction, closeTo, sameEvidence } from "./evidence_agreement.ts";

Deno.test("numbers are the same up to rounding, and infinities only as themselves", () => {
  assert(closeTo(1, 1 + 1e-12));
  assert(closeTo(Infinity, Infinity) && closeTo(-Infinity, -Infinity) && closeTo(NaN, NaN));
  for (const [a, b] of [[1, 1 + 1e-6], [1, NaN], [Infinity, 1e9], [Infinity, -Infinity]]) {
    assert(!closeTo(a, b) && !closeTo(b, a), `${a} and ${b}`);
  }
  assert(!closeTo(1, undefined));
});

Deno.test("evidence is the same on both sides, or not the same", () => {
  const evidence = { for: 9, against: -3 };
  assert(sameEvidence(evidence, { ...evidence }));
  assert(!sameEvidence(evidence, { ...evidence, for: 8 }));
  assert(!sameEvidence(evidence, { ...evidence, against: -2 }));
});

Deno.test("counts of cells are those of the claim's cells, and their verdicts follow from them", () => {
  const cell = { name: "odd", atLeast: 0.1, cases: 50, reached: true };
  const known = { expected: [{ name: "odd", atLeast: 0.1 }], cases: 100 };
  assertEquals(cellsContradiction([cell], known), undefined);
  assertEquals(cellsContradiction([], known), "its cells are not the claim's");
  assertEquals(
    cellsContradiction([{ ...cell, atLeast: 0.2 }], known),
    "its cells are not the claim's",
  );
  assertEquals(
    cellsContradiction([{ ...cell, cases: 101 }], known),
    "its cell odd has 101 of 100 cases",
  );
  assertEquals(
    cellsContradiction([{ ...cell, reached: false }], { cases: 100 }),
    "its cell odd is said to be not reached with 50 cases",
  );
  assertEquals(
    cellsContradiction([{ ...cell, cases: 0 }], { ...known, cases: 1000 }),
    "its cell odd is said to be reached with 0 cases",
  );
});
