/** What a run leaves in its directory, by name: what may be replaced, and where a run may be written at all. */

import { join } from "node:path";
import { readOutsideJson } from "../base/read_json.ts";
import { UsageError } from "../base/usage_error.ts";
import { CASES } from "./cases_file.ts";
import { UNFINISHED } from "./directory_owner.ts";
import { JOURNAL } from "./journal.ts";
import { REPORT_FILE } from "./report_file.ts";
import { PLAN } from "./run_plan.ts";

/** Folder of the counterexamples. */
export const COUNTEREXAMPLES = "counterexamples";

/** Results of a run, which must not outlive the start of the next. */
export const RESULTS: readonly string[] = [
  REPORT_FILE,
  "report.md",
  "report.html",
  "figures.json",
  "junit.xml",
  "ctrf.json",
  CASES,
  JOURNAL,
];

/** Largest plan that is looked at, in bytes. */
const LARGEST = 1_000_000;
const TEMPORARY = /^(.+?)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.spool)?\.tmp$/;

/** Whether a name is that of a file being written, which a kill has left behind. */
export function isTemporary(name: string): boolean {
  const [, whole] = TEMPORARY.exec(name) ?? [];
  return whole === PLAN || RESULTS.includes(whole);
}

/**
 * Throws a UsageError unless a directory is new, empty, or a run's: nobody's sources are to lie among reports,
 * and nothing is to be removed from among them.
 */
export async function requireOurs(directory: string): Promise<void> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(directory)) names.push(name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  // A run that was killed as it began has left no more than this.
  const others = names.filter((name) => name !== UNFINISHED && !isTemporary(name)).toSorted();
  if (others.length === 0 || await holdsPlan(directory)) return;
  throw new UsageError(
    `--out must be a new or an empty directory, or that of an earlier run, got ${directory}, ` +
      `which holds ${others[0]}`,
  );
}

/** Of whatever version: an older run may be replaced, though not read. */
async function holdsPlan(directory: string): Promise<boolean> {
  try {
    const plan = await readOutsideJson(join(directory, PLAN), { bytes: LARGEST });
    const { schema } = plan as { schema: unknown };
    return typeof schema === "string" && /^attest-run\/[1-9]\d*$/.test(schema);
  } catch {
    return false;
  }
}
