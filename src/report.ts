/**
 * Reports of runs: built from results, read again, written in other formats, and compared.
 *
 * @example A run as a report, in other formats, and compared
 * ```ts
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 * import fc from "fast-check";
 * import {
 *   exactMargin,
 *   referenceSubject,
 *   universalClaim,
 *   variant,
 *   verifyClaim,
 * } from "@attest/attest";
 * import {
 *   buildReport,
 *   compareReports,
 *   comparisonHtml,
 *   ctrfReport,
 *   hasRegressed,
 *   junitXml,
 *   reportMarkdown,
 *   reportOf,
 * } from "@attest/attest/report";
 *
 * const claim = universalClaim({
 *   id: "X1",
 *   slug: "one_score_has_all_weight",
 *   statement: "a single score has all the weight",
 *   source: "definition of the softmax",
 *   regime: "one score in ±9",
 *   kind: "ID",
 *   expected: "verified",
 *   needs: ["weigh"],
 *   mutants: [
 *     variant({ name: "raw", description: "no softmax", weigh: (scores) => scores.map(() => 2) }),
 *     variant({ name: "none", description: "no weight", weigh: (scores) => scores.map(() => 0) }),
 *   ],
 *   generator: fc.integer({ min: -9, max: 9 }),
 *   budget: { quick: 100, ci: 1000, deep: 5000 },
 *   check: (score, { weigh }) => exactMargin("weight", weigh(Float64Array.of(score))[0], 1),
 * });
 * const result = await verifyClaim(claim, {
 *   subject: referenceSubject,
 *   seed: 1,
 *   profile: "quick",
 * });
 * const report = buildReport([result], {
 *   run: {
 *     profile: "quick",
 *     seed: 1,
 *     selected: [],
 *     subject: referenceSubject.name,
 *     started: "2026-01-01T00:00:00Z",
 *     finished: "2026-01-01T00:00:01Z",
 *     seconds: 1,
 *     deno: "2.9.6",
 *     code: "0123456789abcdef",
 *     interrupted: false,
 *     shards: { of: 1, run: [1] },
 *   },
 * });
 *
 * assertEquals(reportOf(JSON.parse(JSON.stringify(report))).claims[0].verdict, "verified");
 *
 * const options = { lines: new Map(), folder: "out/" };
 * assertStringIncludes(junitXml(report, options), 'tests="3"');
 * assertEquals(ctrfReport(report, options).results.summary.passed, 3);
 * assertStringIncludes(reportMarkdown(report, options), claim.statement);
 *
 * const comparison = compareReports(report, report);
 * assertEquals(hasRegressed(comparison), false);
 * assertStringIncludes(comparisonHtml(comparison, { base: report, head: report }), "<html");
 * ```
 *
 * @module
 */

// Reports.
export { buildReport, type CounterexampleFiles, type RunFacts } from "./report/build.ts";
export { reportOf } from "./report/report_of.ts";
export type {
  Report,
  ReportCase,
  ReportClaim,
  ReportEffect,
  ReportEvidence,
  ReportGiven,
  ReportMatrix,
  ReportMutant,
  ReportNumber,
  ReportOpponent,
  ReportRow,
  ReportRun,
  ReportStratum,
  ReportVerdict,
} from "./report/report_types.ts";
export type { Json } from "./report/spec_json.ts";

// Formats.
export {
  type CtrfReport,
  ctrfReport,
  type CtrfStatus,
  type CtrfTest,
} from "./report/formats/ctrf.ts";
export { junitXml } from "./report/formats/junit.ts";
export { reportMarkdown } from "./report/formats/markdown.ts";
export type { CaseOptions, ClaimLines } from "./report/formats/reported_cases.ts";

// Comparisons.
export type { Change, ChangeKind, Severity } from "./report/compare/change.ts";
export { compareReports, type Comparison, hasRegressed } from "./report/compare/compare.ts";
export { comparisonHtml } from "./report/html/comparison_page.ts";
