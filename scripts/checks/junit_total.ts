/**
 * Prints what failed in the JUnit reports written by `deno test --junit-path`, and `N passed, N failed` of all of them.
 *
 * `deno run --allow-read=.attest scripts/checks/junit_total.ts .attest/junit.xml …`
 */

import "../terminal/uncaught.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";
import { countTests, formatTotals } from "./junit_counts.ts";
import { readSuites } from "./junit_xml.ts";
import { failureLines } from "./test_lines.ts";

if (Deno.args.length === 0) fail("junit_total takes paths of JUnit reports, got no argument");
const reports = await Promise.all(Deno.args.map(async (path) => {
  try {
    const xml = await Deno.readTextFile(path);
    countTests(xml);
    return xml;
  } catch (error) {
    fail(`${path} must be a JUnit report of deno test: ${(error as Error).message}`);
  }
}));
for (const line of reports.flatMap((xml) => failureLines(readSuites(xml)))) {
  writeOutput(`${line}\n`);
}
writeOutput(`${formatTotals(countTests(...reports))}\n`);

function fail(message: string): never {
  writeError(`${message}\n`);
  Deno.exit(2);
}
