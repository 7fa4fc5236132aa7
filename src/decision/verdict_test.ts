import { assertEquals, assertThrows } from "@std/assert";
import { combineEvidence, type Verdict, verdictFromEvidence, worstVerdict } from "./verdict.ts";

const RATES = { alpha: 0.01, beta: 0.1 };

function verdict(pro: number, contra: number): Verdict {
  const evidence = { for: Math.log(pro), against: Math.log(contra) };
  return verdictFromEvidence(evidence, RATES);
}

Deno.test("the worst verdict wins, in any order", () => {
  const worst: [Verdict, Verdict, Verdict][] = [
    ["verified", "verified", "verified"],
    ["verified", "undecided", "undecided"],
    ["verified", "refuted", "refuted"],
    ["undecided", "undecided", "undecided"],
    ["undecided", "refuted", "refuted"],
    ["refuted", "refuted", "refuted"],
  ];
  for (const [a, b, wanted] of worst) {
    assertEquals(worstVerdict(a, b), wanted);
    assertEquals(worstVerdict(b, a), wanted);
  }
  assertEquals(worstVerdict("undecided"), "undecided");
  assertThrows(() => worstVerdict(), RangeError, "there is none");
});

Deno.test("each side is held to its own threshold", () => {
  assertEquals(verdict(101, 1), "verified");
  assertEquals(verdict(99, 1), "undecided");
  assertEquals(verdict(1, 10.1), "refuted");
  assertEquals(verdict(1, 9.9), "undecided");
});

Deno.test("a threshold that is just reached is reached", () => {
  const at = (pro: number, against: number) => verdictFromEvidence({ for: pro, against }, RATES);
  assertEquals(at(-Math.log(RATES.alpha), -3), "verified");
  assertEquals(at(-3, -Math.log(RATES.beta)), "refuted");
});

Deno.test("where both are reached the greater excess wins and a dead heat is no pass", () => {
  assertEquals(verdict(1000, 20), "verified");
  assertEquals(verdict(200, 200), "refuted");
  const heat = { for: 5, against: 5 };
  assertEquals(verdictFromEvidence(heat, { alpha: 0.05, beta: 0.05 }), "refuted");
});

Deno.test("evidence that is not a number decides nothing", () => {
  for (const bad of [{ for: NaN }, { against: NaN }]) {
    const evidence = { for: 0, against: 0, ...bad };
    assertThrows(() => verdictFromEvidence(evidence, RATES), RangeError);
  }
  assertThrows(() => combineEvidence([1, NaN]), RangeError);
  assertThrows(() => combineEvidence([Infinity, -Infinity]), RangeError);
});

Deno.test("a rate that is no chance is refused", () => {
  const evidence = { for: 0, against: 0 };
  for (const rate of [0, 1, 1.5, NaN]) {
    for (const name of ["alpha", "beta"]) {
      assertThrows(
        () => verdictFromEvidence(evidence, { ...RATES, [name]: rate }),
        RangeError,
        `${name} must be in (0, 1), got ${rate}`,
      );
    }
  }
});

Deno.test("evidence of disjoint streams multiplies, and none is no evidence", () => {
  assertEquals(combineEvidence([Math.log(4), Math.log(0.5)]), Math.log(4) + Math.log(0.5));
  assertEquals(combineEvidence([]), 0);
});
