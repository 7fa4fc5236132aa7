/** The test files of a folder. */

import { fileURLToPath } from "node:url";
import { filesUnder } from "../base/files_under.ts";
import { ROOT } from "../base/paths.ts";

/** Every test file below a folder, by its path from the root, but for those in folders to be skipped; needs to read it. */
export async function* testFiles(
  folder: string,
  skips?: (path: string) => boolean,
): AsyncGenerator<string> {
  for await (const path of filesUnder(fileURLToPath(ROOT), folder, skips)) {
    if (path.endsWith("_test.ts")) yield path;
  }
}
