/** `attest accept`: a run becomes the baseline of its profile. */

import { dirname, relative } from "node:path";
import { writeAtomically } from "../base/atomic_write.ts";
import { baselinePath, baselineText, refusal } from "../project/baseline.ts";
import { contentCode } from "../project/content_seed.ts";
import { listClaims } from "../judged/list_claims.ts";
import { requireOfClaims } from "./report_of_claims.ts";
import { readReport } from "../run_directory/read_report.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Writes the baseline; 0, or 1 when the run is not one to hold others to. */
export async function runAccept(path: string): Promise<number> {
  const report = await readReport(path);
  await requireOfClaims([{ report, path }]);
  const ids = (await listClaims()).map(({ id }) => id);
  const reason = refusal(report, { ids, code: await contentCode() });
  if (reason !== undefined) {
    writeError(`attest: not accepted: ${reason}\n`);
    return 1;
  }
  const file = baselinePath(report.run.profile);
  try {
    await Deno.mkdir(dirname(file), { recursive: true });
    await writeAtomically(file, baselineText(report));
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${complaint(error)}`);
  }
  writeOutput(`Baseline of profile ${report.run.profile}: ${relative(Deno.cwd(), file)}\n`);
  return 0;
}
