import { assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { ROOT } from "../base/paths.ts";
import { reservedBreaches } from "./reserved_names.ts";
import { readSource } from "./source_facts.ts";

/** What of a text may not stand in a file. */
function breaches(file: string, text: string): string[] {
  return reservedBreaches(file, readSource(file, text)).map(({ value }) => value);
}

const FORBIDDEN: readonly [text: string, value: string][] = [
  [`await Deno.writeTextFile("README.md", text);`, "Deno.writeTextFile"],
  [`Deno.writeFileSync("a", bytes);`, "Deno.writeFileSync"],
  [`using file = await Deno.open("a", { write: true });`, "Deno.open"],
  [`using file = Deno.createSync("a");`, "Deno.createSync"],
  [`Deno["rename"]("a", "b");`, "Deno.rename"],
  [`await Deno.copyFile("a", "b");`, "Deno.copyFile"],
  [`const { writeTextFile } = Deno;`, "Deno"],
  [`Deno[name]("a");`, "Deno.undefined"],
  [`globalThis.Deno.writeTextFile("a", "b");`, "globalThis.Deno"],
  [`console.log(text);`, "console.log"],
  [`console[name](text);`, "console.undefined"],
  [`const { log } = console;`, "console"],
  [`Deno.stdout.writeSync(bytes);`, "Deno.stdout"],
];

for (const [text, value] of FORBIDDEN) {
  Deno.test(`reserved names: scripts have another way for ${text}`, () => {
    assertEquals(breaches("scripts/base/a.ts", text), [value]);
  });
}

Deno.test("reserved names: their users, tests and the rest of the tree are free", () => {
  const text = `await Deno.open("a"); console.log(1);`;
  assertEquals(breaches("scripts/base/a_test.ts", text), []);
  assertEquals(breaches("scripts/base/a_for_tests.ts", text), []);
  assertEquals(breaches("scripts/test_project/project.ts", text), []);
  assertEquals(breaches("fixtures/mutants/a.ts", text), []);
  assertEquals(breaches("scripts/run_directory/journal.ts", text), ["console.log"]);
  assertEquals(breaches("scripts/terminal/terminal.ts", text), ["Deno.open"]);
});

Deno.test("reserved names: reading, and the types of files, are no writing", () => {
  const text = `const read = (file: Deno.FsFile) => Deno.readTextFile("a"); Deno.stat("b");`;
  assertEquals(breaches("scripts/base/a.ts", text), []);
});

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";

Deno.test("entry files: what a task starts tells what nothing catches", { ignore }, async () => {
  const commands = Object.values(config.tasks).map(({ command }) => command).join("\n");
  const started = new Set(commands.match(/(?<=\s)scripts\/[\w/]+\.ts(?=\s|$)/g));
  started.add("scripts/mutation/quick_universal.ts").add("scripts/charts/draw.ts");
  const silent: string[] = [];
  for (const file of started) {
    if (file.endsWith("_test.ts")) continue;
    const { imports } = readSource(file, await Deno.readTextFile(new URL(file, ROOT)));
    const first = imports.map(({ specifier }) => specifier);
    if (!first.some((name) => name?.endsWith("/terminal/uncaught.ts"))) silent.push(file);
  }
  assertEquals(silent, []);
  assertEquals(started.size > 12, true);
});
