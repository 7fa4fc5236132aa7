import { assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { isTestSource } from "../base/test_source.ts";
import { printed, REWRITE, styled, workflowCommand } from "./printed.ts";

Deno.test("printed: foreign text is shown, not obeyed", () => {
  assertEquals(
    printed("a\x1b[31mb\r\n::stop-commands::c\n\u00a0::d\n##[e]\x07\n"),
    "a\ufffd[31mb\n: :stop-commands::c\n\u00a0: :d\n## [e]\ufffd\n",
  );
});

Deno.test("printed: what is ours is obeyed", () => {
  assertEquals(printed(styled("red", "a")), "\x1b[31ma\x1b[39m");
  assertEquals(printed(styled("bold", "::a")), "\x1b[1m: :a\x1b[22m");
  assertEquals(printed(`${REWRITE}a`), "\r\x1b[Ka");
  assertEquals(printed(`${workflowCommand("::error::a")}\n::b\n`), "::error::a\n: :b\n");
});

Deno.test("printed: a mark with another key is foreign text", () => {
  const forged = styled("red", "a").replace(/[0-9a-f]{8}-/, "00000000-");
  assertEquals(printed(forged).includes("\x1b[31m"), false);
});

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";

Deno.test("printed: the command line writes in one place only", { ignore }, async () => {
  const ways = /console\.|Deno\.std(?:out|err)\b(?!\.isTerminal)|\bprocess\.std/;
  const found: string[] = [];
  const files = ["scripts/attest.ts", "scripts/test_claim.ts"];
  for (const room of ["base", "terminal", "project", "run_directory", "history", "commands"]) {
    for await (const { name } of Deno.readDir(new URL(`scripts/${room}`, ROOT))) {
      if (name.endsWith(".ts") && !isTestSource(name)) files.push(`scripts/${room}/${name}`);
    }
  }
  for (const file of files) {
    if (ways.test(await Deno.readTextFile(new URL(file, ROOT)))) found.push(file);
  }
  assertEquals(found, ["scripts/terminal/terminal.ts"]);
});
