/**
 * Writes the README's verdict table from attest-report/report.json; with `--check`, compares its rows
 * with the claims and exits 1 where they differ.
 *
 * Run by `deno task readme`, after a full `deno task verify`, and by `deno task readme:check`.
 */

import "../terminal/uncaught.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { listClaims } from "../judged/list_claims.ts";
import { readReport } from "../run_directory/read_report.ts";
import { staleVerdicts, withVerdicts } from "./readme_verdicts.ts";
import { writeError } from "../terminal/terminal.ts";

const README = "README.md";
const REPORT = "attest-report/report.json";

/** Returns the exit code. */
async function update(): Promise<number> {
  const readme = await Deno.readTextFile(README);
  if (Deno.args[0] === "--check") {
    const stale = staleVerdicts(readme, await listClaims());
    for (const line of stale) writeError(`${line}\n`);
    writeError(`readme: ${stale.length} rows stale\n`);
    return stale.length > 0 ? 1 : 0;
  }
  const report = await readReport(REPORT);
  if (report.run.selected.length > 0 || !report.run.ok) {
    writeError(`${REPORT} must be of a full run with every claim as expected\n`);
    return 1;
  }
  await writeAtomically(README, withVerdicts(readme, report));
  return 0;
}

Deno.exit(await update());
