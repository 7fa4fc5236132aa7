/**
 * Prints `N passed, N failed` of all JUnit reports written by `deno test --junit-path`.
 *
 * `deno run --allow-read=.attest scripts/checks/junit_total.ts .attest/junit.xml …`
 */

import "../terminal/uncaught.ts";
import { countTests, formatTotals } from "./junit_counts.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

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
writeOutput(`${formatTotals(countTests(...reports))}\n`);

function fail(message: string): never {
  writeError(`${message}\n`);
  Deno.exit(2);
}
