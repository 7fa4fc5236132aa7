/**
 * Prints `N passed, N failed` of a JUnit report written by `deno test --junit-path`.
 *
 * `deno run --allow-read=.attest scripts/checks/junit_total.ts .attest/junit.xml`
 */

import { countTests, formatTotals } from "./junit_counts.ts";

const [path, ...rest] = Deno.args;
if (path === undefined || rest.length > 0) {
  fail(`junit_total takes one path of a JUnit report, got ${Deno.args.length} arguments`);
}
let line: string;
try {
  line = formatTotals(countTests(await Deno.readTextFile(path)));
} catch (error) {
  fail(`${path} must be a JUnit report of deno test: ${(error as Error).message}`);
}
console.log(line);

function fail(message: string): never {
  console.error(message);
  Deno.exit(2);
}
