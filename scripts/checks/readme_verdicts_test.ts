import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { Claim } from "../../src/claim/claim.ts";
import { staleVerdicts, withVerdicts } from "./readme_verdicts.ts";
import { universal } from "../../src/claim/claims_for_tests.ts";
import { result as resultOf, RUN } from "../../src/report/results_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";

const README = "before\n<!-- verdicts: begin -->\nold\n<!-- verdicts: end -->\nafter\n";

Deno.test("a report's table replaces what stands between the marks", () => {
  const result = resultOf(universal());
  const report = buildReport([result], { run: RUN });
  const text = withVerdicts(README, report);
  assertStringIncludes(text, result.claim.id);
  assertEquals(text.includes("old"), false);
  assertEquals(staleVerdicts(text, [result.claim]), []);
});

Deno.test("a claim without a row, another statement and a row without a claim are stale", () => {
  const result = resultOf(universal());
  const text = withVerdicts(README, buildReport([result], { run: RUN }));
  const renamed = { ...result.claim, statement: "something else" } as Claim;
  assertEquals(staleVerdicts(text, [renamed]).length, 1);
  assertEquals(staleVerdicts(text, []).length, 1);
  assertEquals(staleVerdicts(README, [result.claim]).length, 1);
});

Deno.test("a README without marks is refused", () => {
  assertThrows(() => staleVerdicts("nothing here", []), RangeError, "must hold");
});
