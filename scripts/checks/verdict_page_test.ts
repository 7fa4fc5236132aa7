import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Claim } from "../../src/claim/claim.ts";
import { staleVerdicts, verdictPage } from "./verdict_page.ts";
import { universal } from "../../src/claim/claims_for_tests.ts";
import { result as resultOf, RUN } from "../../src/report/results_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";

const RESULT = resultOf(universal());
const { claim } = RESULT;
const { code } = RUN;
const PAGE = verdictPage(buildReport([RESULT], { run: RUN }));

Deno.test("the page of verdicts has the report's table, and is that of its claims and code", () => {
  assertStringIncludes(PAGE, claim.statement);
  assertEquals(staleVerdicts(PAGE, { claims: [claim], code }), []);
});

Deno.test("a claim without a row, another statement, a row without a claim and other code are stale", () => {
  const renamed = { ...claim, statement: "something else" } as Claim;
  assertEquals(staleVerdicts(PAGE, { claims: [renamed], code }).length, 1);
  assertEquals(staleVerdicts(PAGE, { claims: [], code }).length, 1);
  assertEquals(staleVerdicts("nothing", { claims: [claim], code }).length, 2);
  assertEquals(staleVerdicts(PAGE, { claims: [claim], code: "0" }), [
    "fixtures/baselines/VERDICTS.md must be of the code 0: verify, accept, and write it anew",
  ]);
});
