import { assertEquals, assertThrows } from "@std/assert";
import { parseOutcome } from "./outcome_schema.ts";

const CASE = { spec: { x: 1 }, margin: { margin: NaN, got: Infinity, wanted: 0, what: "x" } };
const CELL = { name: "odd", atLeast: 0.1, cases: 1, upper: 0.5, reached: true };
const STRATUM = {
  ...{ name: "low", verdict: "undecided", cases: 2, reason: "2 replicates did not decide" },
  effect: { mean: 0.5, lower: 0, upper: 1, level: 0.95, name: "gain" },
  ...{ clipped: 0, streams: [[0.5, 0.5]], closest: CASE },
  logEvidence: { for: -Infinity, against: 1 },
};
const OUTCOME = {
  ...{ verdict: "refuted", cases: 9, closest: CASE, counterexample: CASE, cells: [CELL] },
  logEvidence: { for: Infinity, against: -1 },
  strata: [STRATUM],
};

Deno.test("an outcome from a file is what attest writes, numbers that are none included", () => {
  assertEquals(parseOutcome(OUTCOME), OUTCOME as ReturnType<typeof parseOutcome>);
});

const WRONG: Readonly<Record<string, object>> = {
  "a verdict of its own": { verdict: "passed" },
  "cases that are no count": { cases: 0.5 },
  "fewer than no cases": { cases: -1 },
  "a margin in words": { closest: { ...CASE, margin: { ...CASE.margin, margin: "1" } } },
  "a margin without its parts": { closest: { ...CASE, margin: { margin: 1 } } },
  "evidence in words": { logEvidence: { for: "9", against: 0 } },
  "a cell that is reached in words": { cells: [{ ...CELL, reached: "true" }] },
  "effects in words": { streams: [["1"]] },
  "more than there is": { ok: true },
  "no strata": { strata: [] },
  "too many strata": { strata: Array(1001).fill(STRATUM) },
  "a stratum without a name": { strata: [{ ...STRATUM, name: undefined }] },
  "a stratum with a verdict of its own": { strata: [{ ...STRATUM, verdict: "passed" }] },
  "a stratum with less than no cases": { strata: [{ ...STRATUM, cases: -1 }] },
  "a stratum with effects in words": { strata: [{ ...STRATUM, streams: [["1"]] }] },
  "a stratum with cells": { strata: [{ ...STRATUM, cells: [CELL] }] },
};

for (const [name, change] of Object.entries(WRONG)) {
  Deno.test(`an outcome from a file is refused: ${name}`, () => {
    assertThrows(() => parseOutcome({ ...OUTCOME, ...change }));
  });
}
