/**
 * Prints what breaks the rule of `judged_source.ts` in the claims and mutants of a project; exits 1 when anything
 * does, 2 when there is nothing to read.
 *
 * `deno run --allow-read=DIR scripts/checks/check_judged.ts DIR`; for attest itself `deno task layers` does it.
 */

import { join } from "node:path";
import { writeError } from "../terminal/terminal.ts";
import { judgedBreaches } from "./judged_source.ts";

/** Folders of what is judged; only the first must be there. */
const FOLDERS = ["props", "fixtures/mutants"];

const [directory] = Deno.args;
if (directory === undefined) fail("check_judged takes the directory of a project, got none");

let [files, breaches] = [0, 0];
for (const folder of FOLDERS) {
  for (const name of namesIn(join(directory, folder), { optional: folder !== FOLDERS[0] })) {
    files++;
    for (const { line, rule, value } of breachesOf(`${folder}/${name}`)) {
      breaches++;
      writeError(`${folder}/${name}:${line}: ${rule}, got ${value}\n`);
    }
  }
}
writeError(`judged: ${files} files, ${breaches} violations\n`);
if (breaches > 0) Deno.exit(1);

function namesIn(folder: string, { optional }: { readonly optional: boolean }): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name)
      .filter((name) => name.endsWith(".ts")).sort();
  } catch (error) {
    if (optional && error instanceof Deno.errors.NotFound) return [];
    fail(`${folder} must be a folder that can be read, got ${(error as Error).message}`);
  }
}

function breachesOf(file: string) {
  const text = Deno.readTextFileSync(join(directory, file));
  try {
    return judgedBreaches(file, text);
  } catch (error) {
    return [{ line: 1, rule: "what is judged is TypeScript", value: (error as Error).message }];
  }
}

function fail(message: string): never {
  writeError(`${message}\n`);
  Deno.exit(2);
}
