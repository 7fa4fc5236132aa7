/** How many tests a JUnit report of `deno test` counts, each failure once. */

import { type JunitCase, type JunitSuite, readSuites } from "./junit_xml.ts";

/** Numbers of test cases that passed, failed and were skipped. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts the leaves of the tests and steps in JUnit reports.
 *
 * Throws a SyntaxError when one is no JUnit report and a RangeError when one holds no test.
 */
export function countTests(...reports: readonly string[]): TestTotals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const xml of reports) {
    const counted = readSuites(xml).flatMap(countedCases);
    if (counted.length === 0) throw new RangeError("must hold at least one test");
    for (const { outcome } of counted) totals[outcome]++;
  }
  return totals;
}

/**
 * The cases of a file that count.
 *
 * Deno writes a test and each of its steps as test cases, a step as `test > step`, and a failing step
 * fails all that it stands in ("1 test step failed"). So a case with steps counts only when it failed
 * by itself, or when no step explains its failure.
 */
export function countedCases({ cases }: JunitSuite): JunitCase[] {
  const containers = new Set(cases.flatMap(({ name }) => containersOf(name)));
  const failures = cases.filter(({ outcome, echo }) => outcome === "failed" && !echo);
  const explained = new Set(failures.flatMap(({ name }) => containersOf(name)));
  return cases.filter(({ name, outcome, echo }) =>
    outcome === "failed" ? !echo || !explained.has(name) : !containers.has(name)
  );
}

/** `N passed, N failed`, and the skipped when there are any. */
export function formatTotals({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** The names of all that a step named `a > b > c` may stand in: `a` and `a > b`. */
function containersOf(name: string): string[] {
  const parts = name.split(" > ");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join(" > "));
}
