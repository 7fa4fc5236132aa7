/**
 * Prints every breach of the rules in `layers.ts`; exits 1 when there is one.
 *
 * Run by `deno task layers`.
 */

import "../terminal/uncaught.ts";
import config from "../../deno.json" with { type: "json" };
import { findViolations } from "./layers.ts";
import { writeError } from "../terminal/terminal.ts";

const FOLDERS = ["src", "props", "scripts", "fixtures"];

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(`${folder}/${name}`);
    else if (name.endsWith(".ts")) yield `${folder}/${name}`;
  }
}

async function readSources(): Promise<Map<string, string>> {
  const paths: string[] = [];
  for (const folder of FOLDERS) paths.push(...await Array.fromAsync(sources(folder)));
  paths.sort();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await Deno.readTextFile(path)] as const),
    ),
  );
}

const files = await readSources();
const doors = [config.exports].flat().map((path) => path.replace(/^\.\//, ""));
const violations = findViolations(files, { doors });
for (const { file, line, rule, value } of violations) {
  writeError(`${file}:${line}: ${rule}, got ${value}\n`);
}
writeError(`layers: ${files.size} files, ${violations.length} violations\n`);
if (violations.length > 0) Deno.exit(1);
