/** A run that was stopped, or killed, has results that `--resume` goes on with: nothing else may take their place. */

import { join } from "node:path";
import type { Report } from "../../src/report/schema.ts";
import { readOutsideJson } from "../base/read_json.ts";
import { UsageError } from "../base/usage_error.ts";
import { requireOurs } from "./directory_contents.ts";
import { unfinishedIn } from "./directory_owner.ts";
import { readJournal } from "./read_journal.ts";
import { LARGEST_REPORT, REPORT_FILE } from "./report_file.ts";
import { readPlan, type RunPlan } from "./run_plan.ts";

/**
 * Throws a UsageError where a directory holds results of a run of these very sources that is not done.
 *
 * What no one could go on with, as it is of other sources or broken, is no loss.
 */
export async function requireNoUnfinishedResults(
  directory: string,
  { code, build }: Pick<RunPlan, "code" | "build">,
): Promise<void> {
  await requireOurs(directory).catch((error) => {
    // What else is wrong with it is found out when it is opened.
    if (error instanceof UsageError) throw error;
  });
  const count = await unfinishedResults(directory, { code, build });
  if (count === 0) return;
  throw new UsageError(
    `--out must not replace a run that is not done, got ${directory} with ${count} results: ` +
      `go on with it by --resume ${directory}, or say --anew`,
  );
}

async function unfinishedResults(
  directory: string,
  { code, build }: Pick<RunPlan, "code" | "build">,
): Promise<number> {
  try {
    const plan = await readPlan(directory);
    // A run on a user's model cannot be gone on with.
    if (plan.given !== undefined) return 0;
    if (plan.code !== code || plan.build !== build || await isDone(directory)) return 0;
    return (await readJournal(directory, plan))?.runs.length ?? 0;
  } catch (error) {
    if (error instanceof UsageError) return 0;
    throw error;
  }
}

/** Whether the run in a directory came to its end: it says so of itself, and its report does. */
async function isDone(directory: string): Promise<boolean> {
  if (await unfinishedIn(directory) !== undefined) return false;
  try {
    const report = await readOutsideJson(join(directory, REPORT_FILE), { bytes: LARGEST_REPORT });
    return (report as Pick<Report, "run">).run.interrupted === false;
  } catch {
    // Without a report that says it is done, it is not.
    return false;
  }
}
