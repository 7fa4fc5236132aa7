/** The site on disk: in a directory of its own, which it alone replaces. */

import { dirname, join } from "node:path";
import { writeAtomically } from "../base/atomic_write.ts";
import { filesUnder } from "../base/files_under.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** How the first page of a site begins, by which its directory is known. */
const SITE_START = '<!doctype html>\n<html lang="en" data-attest="site">';

/** @throws {UsageError} Unless a path is free, an empty directory, or one that a site was written to. */
export async function requireSiteTarget(out: string): Promise<void> {
  const refuse = (got: string) =>
    new UsageError(`--out must be a new or empty directory, or one of a site, got ${out}: ${got}`);
  let names: string[];
  try {
    names = await Array.fromAsync(Deno.readDir(out), ({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw refuse(complaint(error));
  }
  if (names.length === 0) return;
  const start = await Deno.readTextFile(join(out, "index.html")).catch(() => "");
  if (!start.startsWith(SITE_START)) throw refuse(`it holds ${names.toSorted()[0]}`);
}

/**
 * Writes the files, the first page first, so that a site that was cut off is known as one; what an earlier site had
 * besides goes.
 */
export async function writeSite(out: string, files: ReadonlyMap<string, string>): Promise<void> {
  try {
    const before = await Deno.stat(out).then(() => Array.fromAsync(filesUnder(out, "")), () => []);
    const first = files.get("index.html")!;
    for (const [path, text] of [["index.html", first] as const, ...files]) {
      await Deno.mkdir(dirname(join(out, path)), { recursive: true });
      await writeAtomically(join(out, path), text);
    }
    for (const path of before) {
      if (!files.has(path)) await Deno.remove(join(out, path));
    }
  } catch (error) {
    throw new UsageError(
      `--out must be a directory that can be written, got ${out}: ${complaint(error)}`,
    );
  }
}
