/**
 * Writes the README's verdict table from attest-report/report.json; with `--check`, compares its rows
 * with the claims and exits 1 where they differ.
 *
 * Run by `deno task readme`, after a full `deno task verify`, and by `deno task readme:check`.
 */

import { UsageError } from "../base/usage_error.ts";
import { listClaims } from "../judged/list_claims.ts";
import { readReport } from "../run_directory/read_report.ts";
import { staleVerdicts, withVerdicts } from "./readme_verdicts.ts";

const README = "README.md";
const REPORT = "attest-report/report.json";

/** Returns the exit code. */
async function update(): Promise<number> {
  const readme = await Deno.readTextFile(README);
  if (Deno.args[0] === "--check") {
    const stale = staleVerdicts(readme, await listClaims());
    for (const line of stale) console.error(line);
    console.error(`readme: ${stale.length} rows stale`);
    return stale.length > 0 ? 1 : 0;
  }
  const report = await readReport(REPORT);
  if (report.run.selected.length > 0 || !report.run.ok) {
    console.error(`${REPORT} must be of a full run with every claim as expected`);
    return 1;
  }
  await Deno.writeTextFile(README, withVerdicts(readme, report));
  return 0;
}

try {
  Deno.exit(await update());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`readme: ${error.message}`);
  Deno.exit(2);
}
