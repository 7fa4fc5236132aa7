/** The regular files of a folder, on which a result depends. */

import { join } from "node:path";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Largest file that is read, in bytes, and most files. */
const [LARGEST, MOST] = [64_000_000, 20_000];

/** How a folder is walked. */
export interface Walk {
  /** Whether a file counts, by its path from the root. */
  readonly counts: (path: string) => boolean;
  /** Whether a folder is left out with all that it holds. */
  readonly skips?: (path: string) => boolean;
  /** The folder may be absent. */
  readonly optional?: boolean;
}

/**
 * Paths from `root` of the files below a folder that count, in no order. What begins with a dot is an editor's, or
 * git's.
 *
 * @throws {UsageError} On code that is no regular file, as reading it might never end, and on a file that is too
 * large; what else is no regular file does not count.
 */
export function filesBelow(root: string, folder: string, walk: Walk): string[] {
  const found: string[] = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of entriesOf(root, at, walk.optional === true && at === folder)) {
      const path = at === "." ? entry.name : `${at}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) {
        if (!walk.skips?.(path)) open.push(path);
      } else if (walk.counts(path)) {
        if (isRegular(root, path)) found.push(path);
      }
      if (found.length > MOST) {
        throw new UsageError(`${folder} must hold at most ${MOST} files, got more`);
      }
    }
  }
  return found;
}

function entriesOf(root: string, folder: string, optional: boolean): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(join(root, folder))];
  } catch (error) {
    if (optional && error instanceof Deno.errors.NotFound) return [];
    throw new UsageError(`${folder}/ must be a folder that can be read, got ${complaint(error)}`);
  }
}

/** What is imported. */
const CODE = /\.(?:[cm]?[jt]s|json)$/;

/** Whether a file is a regular one; code has to be. */
function isRegular(root: string, path: string): boolean {
  const rule = `${path} must be a regular file of at most ${LARGEST} bytes`;
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(join(root, path));
  } catch (error) {
    if (!CODE.test(path)) return false;
    throw new UsageError(`${rule}, got ${complaint(error)}`);
  }
  if (!info.isFile && !CODE.test(path)) return false;
  if (!info.isFile) throw new UsageError(`${rule}, got something else: move it away`);
  if (info.size > LARGEST) throw new UsageError(`${rule}, got ${info.size} bytes`);
  return true;
}
