/**
 * Prints every breach of the rules in `layers.ts`; exits 1 when there is one.
 *
 * Run by `deno task layers`.
 */

import "../terminal/uncaught.ts";
import config from "../../deno.json" with { type: "json" };
import { filesUnder } from "../base/files_under.ts";
import { findViolations } from "./layers.ts";
import { writeError } from "../terminal/terminal.ts";

const FOLDERS = ["src", "props", "scripts", "fixtures"];

async function readSources(): Promise<Map<string, string>> {
  const paths: string[] = [];
  for (const folder of FOLDERS) {
    for await (const path of filesUnder(".", folder)) if (path.endsWith(".ts")) paths.push(path);
  }
  paths.sort();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await Deno.readTextFile(path)] as const),
    ),
  );
}

const files = await readSources();
const doors = Object.values(config.exports).map((path) => path.replace(/^\.\//, ""))
  .filter((path) => path.startsWith("src/"));
const violations = findViolations(files, { doors });
for (const { file, line, rule, value } of violations) {
  writeError(`${file}:${line}: ${rule}, got ${value}\n`);
}
writeError(`layers: ${files.size} files, ${violations.length} violations\n`);
if (violations.length > 0) Deno.exit(1);
