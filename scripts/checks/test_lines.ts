/** The tests of a run in a few lines: one for a claim, one for a folder, and those that failed with their texts. */

import { naturalOrder } from "../base/natural_order.ts";
import { countedCases, type TestTotals } from "./junit_counts.ts";
import type { JunitCase, JunitSuite } from "./junit_xml.ts";

/** Where claims register their tests; deno reports them under that file, whichever claim's they are. */
const HARNESS = "scripts/test_claim.ts";
/** Their names begin with the claim's id. */
const CLAIM = /^(\S+) (.*)$/s;

/** A line for each claim in the order of their ids, then one for each folder of other tests. */
export function testLines(suites: readonly JunitSuite[], width: number): string[] {
  const [claims, others] = split(suites);
  const lines = [
    ...claims.map(({ id, statement, cases }) => row(cases, id, statement)),
    ...others.map(({ folder, cases }) => row(cases, folder, "")),
  ];
  return lines.map((line) => cut(line, width));
}

/** What failed, each with its place and its text. */
export function failureLines(suites: readonly JunitSuite[]): string[] {
  return suites.flatMap((suite) =>
    countedCases(suite).filter(({ outcome }) => outcome === "failed").flatMap((failed) => [
      "",
      `FAILED ${failed.name} (${suite.file}:${failed.line})`,
      ...failed.text.trim().split("\n").map((line) => `  ${line}`.trimEnd()),
    ])
  );
}

function split(suites: readonly JunitSuite[]) {
  const own = suites.filter(({ file }) => file === HARNESS).flatMap(countedCases);
  const claims = [...Map.groupBy(own, ({ name }) => CLAIM.exec(name)?.[1] ?? name)]
    .map(([id, cases]) => ({ id, cases, statement: statementOf(cases) }))
    .sort((a, b) => naturalOrder(a.id, b.id));
  const others = [...Map.groupBy(
    suites.filter(({ file }) => file !== HARNESS),
    ({ file }) => file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".",
  )].map(([folder, suites]) => ({ folder, cases: suites.flatMap(countedCases) }))
    .sort((a, b) => a.folder < b.folder ? -1 : 1);
  return [claims, others] as const;
}

/** What the claim's own test is called; its mutants' are `refutes mutant …`. */
function statementOf(cases: readonly JunitCase[]): string {
  const statements = cases.map(({ name }) => CLAIM.exec(name)?.[2] ?? "");
  return statements.find((text) => !text.startsWith("refutes mutant ")) ?? "";
}

function row(cases: readonly JunitCase[], name: string, statement: string): string {
  const count: Record<keyof TestTotals, number> = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of cases) count[outcome]++;
  const seconds = cases.reduce((sum, own) => sum + own.seconds, 0);
  const what = count.failed > 0
    ? `${count.failed} of ${cases.length} failed`
    : count.skipped > 0
    ? `${count.passed} passed, ${count.skipped} skipped`
    : `${count.passed} passed`;
  return [
    count.failed > 0 ? "FAILED" : "ok    ",
    name.padEnd(20),
    `${seconds.toFixed(2).padStart(6)} s`,
    ` ${statement === "" ? what : what.padEnd(10)}`,
    ` ${statement}`,
  ].join(" ").trimEnd();
}

function cut(line: string, width: number): string {
  const letters = [...line];
  return letters.length <= width ? line : `${letters.slice(0, width - 1).join("")}…`;
}
