/**
 * Test files in a few groups: `deno test` loads the library anew for every file that it is given, which took longer
 * than most of the tests. In JUnit and in failures each test keeps the file that it is in.
 */

import { testFiles } from "./test_files.ts";

/** The paths in so many groups, neighbours apart, so that no group has all that takes long. */
export function groupsOf(paths: readonly string[], groups: number): string[][] {
  const dealt = Map.groupBy(paths.toSorted(), (_, i) => i % groups);
  return [...dealt.values()];
}

/** The text of a module that loads these test files, from so many levels below the root. */
export function groupText(paths: readonly string[], levels: number): string {
  return paths.map((path) => `import "${"../".repeat(levels)}${path}";\n`).join("");
}

/** Every test file below the root but for those in these folders and in hidden ones; needs to read it. */
export function testFilesBeside(ignored: readonly string[]): Promise<string[]> {
  const skips = (path: string) => /(^|\/)\.[^/]*$/.test(path) || ignored.includes(path);
  return Array.fromAsync(testFiles("", skips));
}
