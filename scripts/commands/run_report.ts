/** `attest report`: the report of a run as one page. */

import { join } from "node:path";
import { measureFigures } from "../../src/attention/figures/measure_figures.ts";
import type { Change } from "../../src/report/compare/change.ts";
import { compareReports } from "../../src/report/compare/compare.ts";
import type { Report } from "../../src/report/schema.ts";
import { baselinePath } from "../project/baseline.ts";
import type { Figures } from "../../src/report/figures/schema.ts";
import { plural } from "../../src/report/text/summary.ts";
import { reportPage } from "../../src/report/html/report_page.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { IS_BUNDLED } from "../base/paths.ts";
import { drawCharts } from "./draw_charts.ts";
import { readFigures } from "../run_directory/figures_file.ts";
import { pageTarget } from "../run_directory/page_target.ts";
import { requireOfClaims } from "./report_of_claims.ts";
import { requireOfPlan } from "../run_directory/report_of_plan.ts";
import { readReport } from "../run_directory/read_report.ts";
import { REPORT_FILE } from "../run_directory/report_file.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Arguments of `attest report`. */
export interface ReportArguments {
  /** Directory that a run wrote. */
  readonly directory: string;
  /** File to write; `DIR/report.html` by default. */
  readonly out?: string;
  /** Report, or its directory, to tell the changes from; the accepted baseline of the profile by default. */
  readonly base?: string;
  /** Whether charts are interactive, which adds half a megabyte. */
  readonly interactive: boolean;
}

/** Writes the page and returns the exit code. */
export async function runReport(
  { directory, out, base, interactive }: ReportArguments,
): Promise<number> {
  if (IS_BUNDLED) {
    throw new UsageError(
      "a page has charts, whose packages are not in a bundle, got one: write it from the sources, by " +
        "`deno task attest report`",
    );
  }
  const path = join(directory, REPORT_FILE);
  const report = await readReport(path);
  await requireOfClaims([{ report, path }]);
  await requireOfPlan(report, directory);
  const target = await pageTarget(out ?? join(directory, "report.html"), { directory });
  const figures = await readFigures(directory) ?? measured(report.run.seed);
  const drawn = await drawCharts({ report, figures, interactive });
  const changes = await changesSince(base, report);
  const page = reportPage(report, {
    folder: join(directory, "/"),
    ...drawn,
    ...(changes && { changes }),
  });
  await writeAtomically(target, page).catch((error) => {
    throw new UsageError(
      `--out must be a file that can be written, got ${target}: ${complaint(error)}`,
    );
  });
  const size = Math.ceil(new TextEncoder().encode(page).length / 1000);
  writeOutput(`${target}: ${plural(report.claims.length, "claim")}, ${size} kB\n`);
  return 0;
}

/** What changed since the report that is asked for, or since the accepted baseline, if there is one. */
async function changesSince(
  asked: string | undefined,
  report: Report,
): Promise<readonly Change[] | undefined> {
  const path = asked ?? baselinePath(report.run.profile);
  if (asked === undefined && await Deno.stat(path).then(() => false, () => true)) return undefined;
  const before = await readReport(path);
  try {
    return compareReports(before, report).changes;
  } catch (error) {
    // A baseline of another suite says nothing of this report; one that was asked for is a mistake.
    if (asked === undefined) return undefined;
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      `--base must be a report of the same suite, got ${asked}: ${complaint(error)}`,
    );
  }
}

/** Without a file, the fewest replicates that have intervals: a reader waits. */
function measured(seed: number): Figures {
  writeError("attest: measuring the figures, about 15 seconds; verify --profile deep keeps them\n");
  return measureFigures({ seed, replicates: 6 });
}
