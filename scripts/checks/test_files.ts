/** The test files of a folder. */

import { ROOT } from "../base/paths.ts";

/** Every test file below a folder, by its path from the root, but for those in folders to be skipped; needs to read it. */
export async function* testFiles(
  folder: string,
  skips: (path: string) => boolean = () => false,
): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder || ".", ROOT))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (isDirectory) {
      if (!skips(path)) yield* testFiles(path, skips);
    } else if (name.endsWith("_test.ts")) yield path;
  }
}
