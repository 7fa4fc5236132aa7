import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import * as z from "zod";
import { ctrfReport } from "./ctrf.ts";
import { anyText, MIXED, PLACES, reportOf } from "./mixed_report_for_tests.ts";

const status = z.enum(["passed", "failed", "skipped", "pending", "other"]);
const extra = z.record(z.string(), z.unknown()).optional();

/** The published schema, version 0.0.0, as far as it bears on what a run can say; it allows no other keys. */
const schema = z.strictObject({
  reportFormat: z.literal("CTRF"),
  specVersion: z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+$/),
  reportId: z.uuid().optional(),
  timestamp: z.iso.datetime().optional(),
  generatedBy: z.string().optional(),
  extra,
  results: z.strictObject({
    tool: z.strictObject({ name: z.string().min(1), version: z.string().optional(), extra }),
    summary: z.strictObject({
      tests: z.int(),
      passed: z.int(),
      failed: z.int(),
      skipped: z.int(),
      pending: z.int(),
      other: z.int(),
      flaky: z.int().optional(),
      suites: z.int().optional(),
      start: z.int(),
      stop: z.int(),
      duration: z.int().optional(),
      extra,
    }),
    tests: z.array(z.strictObject({
      name: z.string().min(1),
      status,
      duration: z.int(),
      suite: z.array(z.string()).min(1).optional(),
      message: z.string().optional(),
      trace: z.string().optional(),
      line: z.int().optional(),
      rawStatus: z.string().optional(),
      tags: z.array(z.string()).optional(),
      type: z.string().optional(),
      filePath: z.string().optional(),
      extra,
    })),
    extra,
  }),
});

/** The document as its file says it. */
function written(report: Parameters<typeof ctrfReport>[0]): z.infer<typeof schema> {
  return schema.parse(JSON.parse(JSON.stringify(ctrfReport(report, PLACES))));
}

Deno.test("a report follows the schema of CTRF, and its summary counts its tests", () => {
  const { summary, tests } = written(MIXED).results;
  const count = (name: z.infer<typeof status>) => tests.filter((test) => test.status === name);
  assertEquals(summary, {
    tests: 16,
    passed: count("passed").length,
    failed: count("failed").length,
    skipped: count("skipped").length,
    pending: 0,
    other: 0,
    suites: 8,
    start: 1767323045000,
    stop: 1767323047000,
    duration: 2000,
  });
  assertEquals([summary.passed, summary.failed, summary.skipped], [8, 5, 3]);
});

Deno.test("what is undecided failed, and its raw status says so", () => {
  const { tests } = written(MIXED).results;
  const failed = tests.filter(({ status }) => status === "failed");
  assertEquals(failed.map(({ rawStatus }) => rawStatus), [
    ...["refuted", "verified", "undecided", "undecided", "undecided"],
  ]);
  assertEquals([failed[0].filePath, failed[0].line], ["props/fails_test.ts", 10]);
  assertMatch(failed[0].trace ?? "", /run again +deno task attest verify --claim C1 .* --seed 42$/);
  assertEquals(tests.at(-1)?.rawStatus, "untried");
});

randomTest("any text gives a document that follows the schema", () => {
  assertProperty(fc.property(anyText, (text) => {
    written(reportOf(text));
  }));
});
