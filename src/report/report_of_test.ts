import { assertEquals, assertThrows } from "@std/assert";
import { REFERENCE, universal } from "../claim/claims_for_tests.ts";
import { verifyClaim } from "../verify/verify.ts";
import { buildReport } from "./build.ts";
import { reportOf } from "./report_of.ts";
import { RUN } from "./results_for_tests.ts";
import type { Report } from "./schema.ts";

async function sample(): Promise<Report> {
  const { seed, profile } = RUN;
  const result = await verifyClaim(universal({}), { subject: REFERENCE, seed, profile });
  return JSON.parse(JSON.stringify(buildReport([result], { run: RUN })));
}

Deno.test("a report that was written is read", async () => {
  const report = await sample();
  assertEquals(reportOf(report), report);
});

Deno.test("what does not follow the schema is refused, with its place", async () => {
  const { claims: [claim], ...rest } = await sample();
  const message = "attest-report/2: claims: 0: cases: ";
  const edited = { ...rest, claims: [{ ...claim, cases: -1 }] };
  assertThrows(() => reportOf(edited), RangeError, message);
  assertThrows(() => reportOf(undefined), RangeError, "attest-report/2");
});

Deno.test("a report that contradicts itself is refused", async () => {
  const report = await sample();
  report.run.errorBudget.falseGreen = 0.5;
  assertThrows(() => reportOf(report), RangeError, "must not contradict itself: ");
});
