import { assertEquals, assertThrows } from "@std/assert";
import { countTests, formatTotals } from "./junit_counts.ts";

const FAILURE = `<failure message="Uncaught Error: boom &lt;b&gt;">Error: boom &lt;b&gt;</failure>`;
const STEP_FAILED = `<failure message="1 test step failed">1 test step failed.</failure>`;

/** A report as Deno 2.9 writes it: one suite for a file, tests and steps as cases side by side. */
function report(...suites: [name: string, body?: string][][]): string {
  const written = suites.map((cases, i) => {
    const lines = cases.map(([name, body = ""]) =>
      `<testcase name="${name}" classname="./${i}_test.ts" time="0.000" line="1" col="6">
            ${body}
        </testcase>`
    );
    return `<testsuite name="./${i}_test.ts" tests="${cases.length}">${lines.join("")}</testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="0" failures="0">${written.join("")}</testsuites>`;
}

Deno.test("test totals: flat tests count one each", () => {
  const xml = report([["a"], ["b", FAILURE], ["c", "<skipped/>"]], [["a"]]);
  assertEquals(countTests(xml), { passed: 2, failed: 1, skipped: 1 });
});

Deno.test("test totals: a test with steps counts by its steps", () => {
  const xml = report([["t"], ["t &gt; a"], ["t &gt; b"], ["t &gt; b &gt; c", "<skipped/>"]]);
  assertEquals(countTests(xml), { passed: 1, failed: 0, skipped: 1 });
});

Deno.test("test totals: a failing step counts once, not once per level", () => {
  const xml = report([
    ["t", STEP_FAILED],
    ["t &gt; a"],
    ["t &gt; b", STEP_FAILED],
    ["t &gt; b &gt; c", FAILURE],
  ]);
  assertEquals(countTests(xml), { passed: 1, failed: 1, skipped: 0 });
});

Deno.test("test totals: a test that fails beside its steps counts too", () => {
  const xml = report([["t", FAILURE], ["t &gt; a"], ["t &gt; b", FAILURE]]);
  assertEquals(countTests(xml), { passed: 1, failed: 2, skipped: 0 });
});

Deno.test("test totals: a failure that no step explains is not lost", () => {
  const xml = report([["t", STEP_FAILED], ["t &gt; a"]], [["t &gt; a", FAILURE]]);
  assertEquals(countTests(xml), { passed: 1, failed: 2, skipped: 0 });
});

Deno.test("test totals: the line names the skipped only when there are any", () => {
  assertEquals(formatTotals({ passed: 3, failed: 0, skipped: 0 }), "3 passed, 0 failed");
  assertEquals(formatTotals({ passed: 3, failed: 1, skipped: 2 }), "3 passed, 1 failed, 2 skipped");
});

Deno.test("test totals: what is no report, or holds no test, is an error", () => {
  assertThrows(() => countTests("not XML"), SyntaxError, "<testsuites>");
  assertThrows(() => countTests(report([])), RangeError, "at least one test");
});
