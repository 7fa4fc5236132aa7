import { assertThrows } from "@std/assert";
import { universal } from "../../src/claim/claims_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";
import { caseOf, result, RUN } from "../../src/report/results_for_tests.ts";
import { UsageError } from "../base/usage_error.ts";
import { parseReport } from "./read_report.ts";

Deno.test("a report that contradicts itself is refused by every reader", () => {
  const report = buildReport([result(universal(), { closest: caseOf(4) })], { run: RUN });
  const [claim] = report.claims;
  const text = JSON.stringify({ ...report, claims: [{ ...claim, ok: false }] });
  assertThrows(
    () => parseReport(text, "report.json"),
    UsageError,
    "cannot read the report report.json: A1 says ok: false, which its verdict and mutants do not",
  );
});
