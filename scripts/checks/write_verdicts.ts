/**
 * Writes the page of verdicts from attest-report/report.json; with `--check`, compares it with the claims and the
 * code, and exits 1 where they differ.
 *
 * Run by `deno task verdicts`, after a full `deno task verify`, and by `deno task verdicts:check`.
 */

import "../terminal/uncaught.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { listClaims } from "../judged/list_claims.ts";
import { contentCode } from "../project/content_seed.ts";
import { readReport } from "../run_directory/read_report.ts";
import { staleVerdicts, verdictPage, VERDICTS } from "./verdict_page.ts";
import { writeError } from "../terminal/terminal.ts";

const REPORT = "attest-report/report.json";

/** Returns the exit code. */
async function update(): Promise<number> {
  if (Deno.args[0] === "--check") {
    const page = await Deno.readTextFile(VERDICTS).catch(() => "");
    const stale = staleVerdicts(page, { claims: await listClaims(), code: await contentCode() });
    for (const line of stale) writeError(`${line}\n`);
    writeError(`verdicts: ${stale.length} lines stale\n`);
    return stale.length > 0 ? 1 : 0;
  }
  const report = await readReport(REPORT);
  if (report.run.selected.length > 0 || !report.run.ok) {
    writeError(`${REPORT} must be of a full run with every claim as expected\n`);
    return 1;
  }
  await writeAtomically(VERDICTS, verdictPage(report));
  return 0;
}

Deno.exit(await update());
