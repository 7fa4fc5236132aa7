/** A report in the Common Test Report Format, https://ctrf.io, version 0.0.0 of its schema. */

import { verifyCommand } from "../text/failure.ts";
import type { Report, ReportRun } from "../schema.ts";
import { type CaseOptions, type CaseStatus, type TestCase, testCases } from "./reported_cases.ts";

/** What the format knows; `pending` and `other` are not in use. */
export type CtrfStatus = "passed" | "failed" | "skipped";

/** One test of the format. */
export interface CtrfTest {
  /** Name of the test. */
  readonly name: string;
  /** How it came out. */
  readonly status: CtrfStatus;
  /** Milliseconds. */
  readonly duration: number;
  /** The claim that it is of. */
  readonly suite: readonly string[];
  /** What failed, in a line. */
  readonly message?: string;
  /** What failed, in full. */
  readonly trace?: string;
  /** Its line in the file. */
  readonly line?: number;
  /** The verdict, or "untried". */
  readonly rawStatus: string;
  /** For filters. */
  readonly tags: readonly string[];
  /** What sort of test it is. */
  readonly type: "property";
  /** The claim's file. */
  readonly filePath: string;
  /** What the format has no field for. */
  readonly extra: Readonly<Record<string, string | number>>;
}

/** A document of the format. */
export interface CtrfReport {
  /** Name of the format. */
  readonly reportFormat: "CTRF";
  /** Its version. */
  readonly specVersion: string;
  /** When the run ended. */
  readonly timestamp: string;
  /** Who wrote it. */
  readonly generatedBy: string;
  /** The tests, and how many came out how. */
  readonly results: {
    readonly tool: { readonly name: string };
    readonly summary: Readonly<Record<CtrfStatus | "pending" | "other", number>> & {
      readonly tests: number;
      readonly suites: number;
      /** Milliseconds since 1970. */
      readonly start: number;
      readonly stop: number;
      readonly duration: number;
    };
    readonly tests: readonly CtrfTest[];
    readonly extra: Readonly<Record<string, string | number | boolean>>;
  };
}

/** Nothing undecided is green, and the format has no better word for it. */
const STATUSES: Readonly<Record<CaseStatus, CtrfStatus>> = {
  passed: "passed",
  failed: "failed",
  undecided: "failed",
  skipped: "skipped",
};

/** A test for each claim, and one for each of its mutants. */
export function ctrfReport(report: Report, options: CaseOptions): CtrfReport {
  const { run, claims } = report;
  const tests = testCases(report, options).map((one) => testOf(one, run));
  const count = (status: CtrfStatus) => tests.filter((test) => test.status === status).length;
  const { profile, seed, subject, interrupted } = run;
  return {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    timestamp: run.finished,
    generatedBy: "attest",
    results: {
      tool: { name: "attest" },
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: 0,
        suites: claims.length,
        start: Date.parse(run.started),
        stop: Date.parse(run.finished),
        duration: milliseconds(run.seconds),
      },
      tests,
      extra: {
        ...{ profile, seed, subject, interrupted },
        runAgain: verifyCommand(run.selected, run),
      },
    },
  };
}

function testOf(one: TestCase, run: ReportRun): CtrfTest {
  const { claim, mutant, rival, line, message, text } = one;
  return {
    name: one.name,
    status: STATUSES[one.status],
    duration: milliseconds(one.seconds),
    suite: [`${claim.id} ${claim.slug}`],
    ...(message !== "" && { message }),
    ...(text !== "" && { trace: text }),
    ...(line !== undefined && { line }),
    rawStatus: one.verdict ?? "untried",
    tags: [claim.kind, claim.unit, ...(mutant === undefined ? [] : [rival ? "rival" : "mutant"])],
    type: "property",
    filePath: claim.file,
    extra: {
      claim: claim.id,
      ...(mutant !== undefined && (rival ? { rival: mutant } : { mutant })),
      expected: claim.expected,
      seed: claim.seed,
      runAgain: verifyCommand([claim.id], run),
    },
  };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
