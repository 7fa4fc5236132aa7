import { fileURLToPath } from "node:url";
import { assertEquals, assertRejects } from "@std/assert";
import { CasesFile } from "./cases_file.ts";
import { SCRATCH } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";

const MAY_WRITE = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name, path: SCRATCH }).state === "granted"
);

/** A test in a directory of its own. */
function testInDirectory(name: string, run: (directory: string) => Promise<void>): void {
  Deno.test({
    name: `cases file: ${name}`,
    ignore: !MAY_WRITE,
    async fn() {
      await Deno.mkdir(SCRATCH, { recursive: true });
      const directory = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH) });
      try {
        await run(directory);
      } finally {
        await Deno.remove(directory, { recursive: true });
      }
    },
  });
}

async function namesIn(directory: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(directory))).map(({ name }) => name);
}

testInDirectory("lines are in the order of the claims, then as they came", async (directory) => {
  {
    await using cases = await CasesFile.open(directory);
    const long = `${"ŷ".repeat(800_000)}\n`;
    for (const [id, lines] of [["B", "b1\nb2\n"], ["A", "a1\n"], ["B", long], ["A", "a2\n"]]) {
      cases.add(id, lines);
    }
    await cases.finish(["A", "none", "B"]);
    assertEquals(await Deno.readTextFile(`${directory}/cases.jsonl`), `a1\na2\nb1\nb2\n${long}`);
  }
  assertEquals(await namesIn(directory), ["cases.jsonl"]);
});

testInDirectory("a run that does not finish leaves nothing", async (directory) => {
  {
    await using cases = await CasesFile.open(directory);
    cases.add("A", "a1\n");
  }
  assertEquals(await namesIn(directory), []);
});

testInDirectory("what cannot be written is a usage error", async (directory) => {
  await assertRejects(
    () => CasesFile.open(`${directory}/missing`),
    UsageError,
    "--cases must have",
  );
  await using cases = await CasesFile.open(directory);
  await Deno.mkdir(`${directory}/cases.jsonl`);
  await assertRejects(() => cases.finish([]), UsageError, "--cases must have");
  assertEquals(await namesIn(directory), ["cases.jsonl"]);
});
