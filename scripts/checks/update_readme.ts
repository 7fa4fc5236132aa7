/**
 * Writes the README's verdict table from attest-report/report.json; with `--check`, compares its rows
 * with the claims and exits 1 where they differ.
 *
 * Run by `deno task readme`, after a full `deno task verify`, and by `deno task readme:check`.
 */

import { readReport } from "../run_directory/read_report.ts";
import { loadClaims } from "../project/load_claims.ts";
import { staleVerdicts, withVerdicts } from "./readme_verdicts.ts";

const README = "README.md";
const REPORT = "attest-report/report.json";

const readme = await Deno.readTextFile(README);
if (Deno.args[0] === "--check") {
  const stale = staleVerdicts(readme, await loadClaims());
  for (const line of stale) console.error(line);
  console.error(`readme: ${stale.length} rows stale`);
  if (stale.length > 0) Deno.exit(1);
} else {
  const report = await readReport(REPORT);
  if (report.run.selected.length > 0 || !report.run.ok) {
    console.error(`${REPORT} must be of a full run with every claim as expected`);
    Deno.exit(1);
  }
  await Deno.writeTextFile(README, withVerdicts(readme, report));
}
