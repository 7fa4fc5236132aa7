/** Every file below a folder. */

import { join } from "node:path";

/**
 * Paths from `root` of all files below `folder`, "" for the root itself, but for those in folders to be skipped; in
 * no order. What makes a seed or a fingerprint is found by `filesBelow` of project/, which refuses what is odd.
 */
export async function* filesUnder(
  root: string,
  folder: string,
  skips: (path: string) => boolean = () => false,
): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (!isDirectory) yield path;
    else if (!skips(path)) yield* filesUnder(root, path, skips);
  }
}
