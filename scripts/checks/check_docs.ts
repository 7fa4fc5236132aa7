/**
 * Is the public API documented, and used? Runs `deno doc` on the entry points of deno.json in the working directory
 * and exits 1 on errors of our own.
 */

import "../terminal/uncaught.ts";
import { filesUnder } from "../base/files_under.ts";
import { ownDocErrors } from "./doc_errors.ts";
import { doorErrors, type DoorPage, type DoorUsers, KEPT } from "./door_rules.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

/** Where the suite's own claims live, and what they share. */
const SUITE = ["props", "fixtures/mutants", "fixtures/laws", "fixtures/formulas"];

const { exports } = JSON.parse(await Deno.readTextFile("deno.json")) as {
  readonly exports: Readonly<Record<string, string>>;
};
const doors = Object.values(exports).map((path) => path.replace(/^\.\//, ""));

// What cannot be read as documentation has no names to look at.
const lint = await lintErrors();
const errors = lint.length > 0 ? lint : doorErrors(await pages(), { ...await users(), kept: KEPT });
for (const error of errors) writeError(`${error}\n`);
if (errors.length > 0) Deno.exit(1);
writeOutput("every public name is documented and used\n");

async function lintErrors(): Promise<string[]> {
  const { stdout, stderr, code } = await deno("doc", "--lint", ...doors);
  const text = stderr + stdout;
  // A failure without a single error line is a failure of the tool itself.
  return code !== 0 && !/^error\[/m.test(text) ? [text] : ownDocErrors(text);
}

/** What `deno doc` knows of each entry point of the library; that of tests has one name. */
async function pages(): Promise<Map<string, DoorPage>> {
  const pages = new Map<string, DoorPage>();
  for (const door of doors.filter((path) => path.startsWith("src/"))) {
    const { stdout } = await deno("doc", "--json", door);
    const { nodes } = JSON.parse(stdout) as { nodes: Readonly<Record<string, DoorPage>> };
    for (const page of Object.values(nodes)) pages.set(door, page);
  }
  return pages;
}

async function users(): Promise<DoorUsers> {
  const suite = (await Promise.all(SUITE.map(textsOf))).flat();
  const documents = [await Deno.readTextFile("README.md"), ...await textsOf(".github")];
  return { suite, documents };
}

async function textsOf(folder: string): Promise<string[]> {
  const paths = await Array.fromAsync(filesUnder(".", folder));
  return Promise.all(
    paths.filter((path) => /\.(ts|md)$/.test(path)).map((path) => Deno.readTextFile(path)),
  );
}

async function deno(...args: readonly string[]) {
  const { stdout, stderr, code } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { stdout: decoder.decode(stdout), stderr: decoder.decode(stderr), code };
}
