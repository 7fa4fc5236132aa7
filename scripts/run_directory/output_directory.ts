/** The directory of a run: checked and cleared before the run, filled after it. */

import { dirname } from "node:path";
import { writeAtomically } from "../base/atomic_write.ts";
import { jsonText } from "../base/json_text.ts";
import { readOutsideJson } from "../base/read_json.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { COUNTEREXAMPLES, isTemporary, requireOurs, RESULTS } from "./directory_contents.ts";
import { DirectoryOwner } from "./directory_owner.ts";
import { PLAN, type RunPlan } from "./run_plan.ts";

/** Largest file that is looked at before it is removed, in bytes. */
const LARGEST = 1_000_000;

/**
 * Makes the directory if need be, takes and marks it, notes the run in its run.json, and removes the results of
 * the last run.
 *
 * @throws {UsageError} If it holds anything but a run, is another process's or cannot be written to; then
 * nothing has been created or changed.
 */
export async function openOutput(directory: string, run: RunPlan): Promise<DirectoryOwner> {
  const missing = await missingDirectories(directory);
  let owner: DirectoryOwner | undefined;
  try {
    await requireOurs(directory);
    await Deno.mkdir(directory, { recursive: true });
    owner = DirectoryOwner.claim(directory);
    await writeAtomically(`${directory}/${PLAN}`, jsonText(run));
  } catch (error) {
    owner?.abandon();
    // Only what this call made, and only what is empty.
    for (const made of missing) await Deno.remove(made).catch(() => {});
    throw error instanceof UsageError ? error : unusable(directory, complaint(error));
  }
  await removeResults(directory);
  return owner;
}

/** Writes the results, each atomically; texts by path below the directory. */
export async function writeResults(
  directory: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  try {
    for (const [name, text] of files) {
      if (name.includes("/")) {
        await Deno.mkdir(`${directory}/${COUNTEREXAMPLES}`, { recursive: true });
      }
      await writeAtomically(`${directory}/${name}`, text);
    }
  } catch (error) {
    throw unusable(directory, complaint(error));
  }
}

/** The directory and those above it that are not there yet, the deepest first. */
async function missingDirectories(path: string): Promise<string[]> {
  const info = await Deno.stat(path).catch(() => undefined);
  if (info !== undefined && !info.isDirectory) throw unusable(path, "a file");
  const above = dirname(path);
  return info !== undefined || above === path ? [] : [path, ...await missingDirectories(above)];
}

async function removeResults(directory: string): Promise<void> {
  for (const name of RESULTS) await Deno.remove(`${directory}/${name}`).catch(() => {});
  for await (const { name } of Deno.readDir(directory)) {
    if (isTemporary(name)) await Deno.remove(`${directory}/${name}`).catch(() => {});
  }
  const folder = `${directory}/${COUNTEREXAMPLES}`;
  if (!(await Deno.stat(folder).catch(() => undefined))?.isDirectory) return;
  for await (const { name, isFile } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    // Nothing but what a run wrote: the folder may hold the user's own files.
    if (isFile && name.endsWith(".json") && await isCounterexample(path)) await Deno.remove(path);
  }
  // Gone when empty; a run without counterexamples leaves no folder for them.
  await Deno.remove(folder).catch(() => {});
}

async function isCounterexample(path: string): Promise<boolean> {
  try {
    const { schema } = await readOutsideJson(path, { bytes: LARGEST }) as { schema: unknown };
    return String(schema).startsWith("attest-counterexample/");
  } catch {
    return false;
  }
}

function unusable(directory: string, got: string): UsageError {
  return new UsageError(
    `--out must be a directory that can be written to, got ${directory}: ${got}`,
  );
}
