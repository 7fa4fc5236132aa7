/** What GitHub Actions shows of a run: annotations of the sources, and the summary of the step. */

import { annotations } from "../../src/report/formats/annotations.ts";
import type { Report } from "../../src/report/schema.ts";
import { stepSummary } from "../../src/report/formats/step_summary.ts";
import type { CaseOptions } from "../../src/report/formats/reported_cases.ts";
import { writeAll } from "../base/atomic_write.ts";
import { workflowCommand } from "../terminal/printed.ts";
import { writeError } from "../terminal/terminal.ts";
import { complaint } from "../base/usage_error.ts";

/** More than GitHub takes from one step, in bytes. */
const TOO_LONG = 1024 * 1024;

/**
 * Tells GitHub Actions of a report, where it is there to hear; changes nothing else.
 *
 * Annotations go to standard error, which the runner reads as well, so that standard output stays the report.
 * A summary that cannot be written is a warning.
 */
export async function tellGithub(report: Report, options: CaseOptions): Promise<void> {
  if (Deno.env.get("GITHUB_ACTIONS") === "true") {
    const commands = annotations(report, options).map(workflowCommand);
    writeError(commands.map((line) => `${line}\n`).join(""));
  }
  const path = Deno.env.get("GITHUB_STEP_SUMMARY");
  if (!path) return;
  try {
    await appendSummary(path, { report, folder: options.folder });
  } catch (error) {
    writeError(
      `attest: warning: GITHUB_STEP_SUMMARY must be a file that can be written to, ` +
        `got ${path}: ${complaint(error)}\n`,
    );
  }
}

/** Appends the summary; a step may have written to the file before, and what it wrote counts as well. */
async function appendSummary(
  path: string,
  { report, folder }: { readonly report: Report; readonly folder: string },
): Promise<void> {
  // Asked first: to open a FIFO waits for someone who reads.
  if (!(await Deno.stat(path)).isFile) throw new RangeError("It must be a regular file");
  using file = await Deno.open(path, { append: true });
  const { size } = await file.stat();
  // What is there may have no newline at its end.
  const before = size === 0 ? "" : "\n\n";
  const bytes = TOO_LONG - 1 - size - before.length;
  const summary = stepSummary(report, { folder, bytes, artifacts: artifactsAddress() });
  if (summary === undefined) {
    throw new Error(`it must leave room in its ${TOO_LONG} bytes, got none`);
  }
  try {
    await writeAll(file, new TextEncoder().encode(before + summary));
  } catch (error) {
    // All or nothing: half a table is worse than none.
    await file.truncate(size);
    throw error;
  }
}

/** Where the artifacts of the workflow run are, undefined when the variables do not say. */
function artifactsAddress(): string | undefined {
  const [server, repository, run] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"]
    .map((name) => Deno.env.get(name));
  if (!server || !repository || !run) return undefined;
  return URL.parse(`${server}/${repository}/actions/runs/${run}#artifacts`)?.href;
}
