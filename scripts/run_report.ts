/** `attest report`: the report of a run as one page. */

import { join } from "node:path";
import { plural } from "../src/report/summary_text.ts";
import { reportPage } from "../src/report/html/report_page.ts";
import { writeAtomically } from "./atomic_write.ts";
import { pageTarget } from "./page_target.ts";
import { readReport } from "./read_report.ts";
import { writeOutput } from "./terminal.ts";
import { complaint, UsageError } from "./usage_error.ts";

/** Arguments of `attest report`. */
export interface ReportArguments {
  /** Directory that a run wrote. */
  readonly directory: string;
  /** File to write; `DIR/report.html` by default. */
  readonly out?: string;
  /** Whether charts answer to the pointer, at half a megabyte more. */
  readonly interactive: boolean;
}

/** Writes the page and returns the exit code. */
export async function runReport(
  { directory, out, interactive: _ }: ReportArguments,
): Promise<number> {
  const path = join(directory, "report.json");
  const target = await pageTarget(out ?? join(directory, "report.html"), directory);
  const report = await readReport(path);
  const page = reportPage(report, { out: join(directory, "/") });
  await writeAtomically(target, page).catch((error) => {
    throw new UsageError(
      `--out must be a file that can be written, got ${target}: ${complaint(error)}`,
    );
  });
  const size = Math.ceil(new TextEncoder().encode(page).length / 1000);
  writeOutput(`${target}: ${plural(report.claims.length, "claim")}, ${size} kB\n`);
  return 0;
}
