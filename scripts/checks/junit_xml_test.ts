import { assert, assertEquals, assertThrows } from "@std/assert";
import { readSuites, sortReport } from "./junit_xml.ts";
import { failureLines, testLines } from "./test_lines.ts";

/** As Deno 2.9 writes it: suites in the order in which files were done. */
const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="5" failures="1" errors="0" time="0.140">
    <testsuite name="./src/b_test.ts" tests="2" disabled="1" errors="0" failures="1">
        <testcase name="x &lt; &quot;y&quot;" classname="./src/b_test.ts" time="0.250" line="2" col="6">
            <failure message="Uncaught Error: x
got 5">Error: x
got 5 &amp; more
    at file:///b_test.ts:2:38</failure>
        </testcase>
        <testcase name="later" classname="./src/b_test.ts" time="0.000" line="4" col="6">
            <skipped/>
        </testcase>
    </testsuite>
    <testsuite name="./scripts/test_claim.ts" tests="3" disabled="0" errors="0" failures="0">
        <testcase name="B10 refutes mutant far" classname="./scripts/test_claim.ts" time="0.100" line="1" col="6">
        </testcase>
        <testcase name="B10 the loss is at least 0" classname="./scripts/test_claim.ts" time="0.200" line="1" col="6">
        </testcase>
        <testcase name="B2 it splits" classname="./scripts/test_claim.ts" time="0.000" line="1" col="6">
        </testcase>
    </testsuite>
    <testsuite name="./src/a_test.ts" tests="1" disabled="0" errors="0" failures="0">
        <testcase name="fits" classname="./src/a_test.ts" time="0.010" line="1" col="6"/>
    </testsuite>
</testsuites>
`;

Deno.test("test report: suites come in the order of their files, whichever was done first", () => {
  const suites = readSuites(REPORT);
  assertEquals(suites.map(({ file }) => file), [
    "scripts/test_claim.ts",
    "src/a_test.ts",
    "src/b_test.ts",
  ]);
  assertEquals(suites[2].cases[0], {
    ...{ name: 'x < "y"', outcome: "failed", echo: false, line: 2, seconds: 0.25 },
    text: "Error: x\ngot 5 & more\n    at file:///b_test.ts:2:38",
  });
  assertEquals(suites[2].cases[1].outcome, "skipped");
});

Deno.test("test report: what is written is sorted and says the same", () => {
  const sorted = sortReport(REPORT);
  assertEquals(readSuites(sorted), readSuites(REPORT));
  assertEquals([...sorted.matchAll(/suite name="([^"]*)"/g)].map(([, name]) => name), [
    "./scripts/test_claim.ts",
    "./src/a_test.ts",
    "./src/b_test.ts",
  ]);
  assertEquals(sorted.length, REPORT.length);
  const claims = readSuites(sorted)[0].cases.map(({ name }) => name);
  assertEquals(claims, ["B10 refutes mutant far", "B10 the loss is at least 0", "B2 it splits"]);
  const swapped = REPORT.replace(
    /( {8}<testcase name="B10 .*\n.*\n)( {8}<testcase name="B10 .*\n.*\n)/,
    "$2$1",
  );
  assert(swapped !== REPORT);
  assertEquals(sortReport(swapped), sorted);
  const suites = REPORT.match(/^ {4}<testsuite .*?<\/testsuite>\n/gms)!;
  const others = REPORT.replace(suites.join(""), suites.toReversed().join(""));
  assertEquals(sortReport(others), sorted);
  assertThrows(() => sortReport("<html/>"), SyntaxError, "<testsuites>");
});

Deno.test("test report: a line for a claim, a line for a folder, all of a failure", () => {
  const suites = readSuites(REPORT);
  assertEquals(testLines(suites, 60), [
    "ok     B2                     0.00 s  1 passed    it splits",
    "ok     B10                    0.30 s  2 passed    the loss …",
    "FAILED src                    0.26 s  1 of 3 failed",
  ]);
  assertEquals(failureLines(suites), [
    "",
    'FAILED x < "y" (src/b_test.ts:2)',
    "  Error: x",
    "  got 5 & more",
    "      at file:///b_test.ts:2:38",
  ]);
});
