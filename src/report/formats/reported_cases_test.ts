import { assertEquals, assertStringIncludes } from "@std/assert";
import { MIXED, PLACES } from "./mixed_report_for_tests.ts";
import { testCases } from "./reported_cases.ts";

const CASES = testCases(MIXED, PLACES);

Deno.test("every way to come out has its status", () => {
  assertEquals(
    CASES.map(({ claim, mutant, status, verdict }) => [claim.id, mutant ?? "", status, verdict]),
    [
      ["A1", "", "passed", "verified"],
      ["A1", "halved", "passed", "refuted"],
      ["A2", "", "passed", "refuted"],
      ["A2", "halved", "passed", "refuted"],
      ["B10.loss", "", "passed", "verified"],
      ["B10.loss", "halved", "passed", "refuted"],
      ["C1", "", "failed", "refuted"],
      ["C1", "halved", "passed", "refuted"],
      ["C2", "", "passed", "verified"],
      ["C2", "halved", "failed", "verified"],
      ["C3", "", "undecided", "undecided"],
      ["C3", "halved", "undecided", "undecided"],
      ["D1", "", "undecided", "undecided"],
      ["D1", "halved", "skipped", undefined],
      ["D2", "", "skipped", "undecided"],
      ["D2", "halved", "skipped", undefined],
    ],
  );
});

Deno.test("a case has a message unless it passed, and a text when it failed", () => {
  for (const { status, message, text } of CASES) {
    assertEquals(message === "", status === "passed");
    assertEquals(text === "", status === "passed" || status === "skipped");
  }
});

Deno.test("a failure says seed, replay and the command that runs it again", () => {
  const [refuted, survived] = CASES.filter(({ status }) => status === "failed");
  assertEquals(refuted.message, "C1 is refuted, expected verified");
  assertStringIncludes(refuted.text, "42 (the claim's own: -7)");
  assertStringIncludes(refuted.text, "attest replay attest-report/counterexamples/C1.json");
  assertStringIncludes(refuted.text, "attest verify --claim C1 --profile ci --seed 42");
  assertEquals(
    survived.message,
    "C2 does not tell mutant halved from the model: verified after 1000 cases",
  );
  assertStringIncludes(survived.text, "wanted     refuted");
  assertStringIncludes(survived.text, "attest verify --claim C2 --profile ci --seed 42");
});

Deno.test("an undecided case says why", () => {
  const [crashed] = CASES.filter(({ status }) => status === "undecided");
  assertEquals(crashed.message, "C3 is undecided, expected verified: case 3 crashed: Error: no");
});

Deno.test("one shard of several fails what it refutes, and skips what it cannot decide", () => {
  const shards = { of: 3, run: [2] };
  const cases = testCases({ ...MIXED, run: { ...MIXED.run, shards } }, PLACES);
  assertEquals(cases.filter(({ status }) => status === "failed").map(({ claim }) => claim.id), [
    "C1",
  ]);
  assertEquals(cases.filter(({ status }) => status === "undecided"), []);
  const joined = { ...MIXED, run: { ...MIXED.run, shards: { of: 3, run: [1, 2, 3] } } };
  assertEquals(testCases(joined, PLACES), CASES);
});

Deno.test("a claim is at its own line, its mutants at theirs, and without a place at none", () => {
  assertEquals(CASES.slice(0, 4).map(({ line }) => line), [7, 17, 8, 18]);
  assertEquals(CASES.slice(-2).map(({ line }) => line), [undefined, undefined]);
});

Deno.test("the claims' seconds are counted once", () => {
  const sum = CASES.reduce((total, { seconds }) => total + seconds, 0);
  assertEquals(sum, MIXED.claims.length * 0.25);
});
