/** How many tests a JUnit report of `deno test` counts, each failure once. */

/** Numbers of test cases that passed, failed and were skipped. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

type Outcome = keyof TestTotals;

interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** Failed only because a step inside failed. */
  readonly echo: boolean;
}

/**
 * Counts the leaves of the tests and steps in `xml`.
 *
 * Deno writes a test and each of its steps as test cases, a step as `test > step`, and a failing step
 * fails all that it stands in ("1 test step failed"). So a case with steps counts only when it failed
 * by itself, or when no step explains its failure. Throws a SyntaxError when `xml` is no JUnit report
 * and a RangeError when it holds no test.
 */
export function countTests(xml: string): TestTotals {
  if (!/<testsuites\b/.test(xml)) throw new SyntaxError("must hold a <testsuites> element");
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const [suite] of xml.matchAll(/<testsuite\b.*?<\/testsuite>/gs)) {
    const cases = readCases(suite);
    const containers = new Set(cases.flatMap(({ name }) => containersOf(name)));
    const failures = cases.filter(({ outcome, echo }) => outcome === "failed" && !echo);
    const explained = new Set(failures.flatMap(({ name }) => containersOf(name)));
    for (const { name, outcome, echo } of cases) {
      if (outcome === "failed" ? !echo || !explained.has(name) : !containers.has(name)) {
        totals[outcome]++;
      }
    }
  }
  if (totals.passed + totals.failed + totals.skipped === 0) {
    throw new RangeError("must hold at least one test");
  }
  return totals;
}

/** `N passed, N failed`, and the skipped when there are any. */
export function formatTotals({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

// Deno escapes <, > and quotes in names and texts, so that tags and attributes end where they seem to.
function readCases(suite: string): TestCase[] {
  return [...suite.matchAll(/<testcase\b[^>]*?\bname="([^"]*)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs)]
    .map(([, name, body = ""]) => {
      const failure = /<(?:failure|error)\b[^>]*?(?:message="([^"]*)")?[^>]*>/.exec(body);
      return {
        name,
        outcome: failure ? "failed" : /<skipped\b/.test(body) ? "skipped" : "passed",
        echo: failure !== null && /message="\d+ test steps? failed"/.test(failure[0]),
      };
    });
}

/** The names of all that a step named `a &gt; b &gt; c` may stand in: `a` and `a &gt; b`. */
function containersOf(name: string): string[] {
  const parts = name.split(" &gt; ");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join(" &gt; "));
}
