import { fileURLToPath } from "node:url";
import { assertEquals, assertRejects } from "@std/assert";
import { writeAtomically } from "./atomic_write.ts";
import { SCRATCH } from "./paths.ts";

const MAY_WRITE = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name, path: SCRATCH }).state === "granted"
);

/** A test in a directory of its own. */
function testInDirectory(name: string, run: (directory: string) => Promise<void>): void {
  Deno.test({
    name,
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

testInDirectory(
  "atomic write: a file is replaced, and nothing is left beside it",
  async (directory) => {
    await writeAtomically(`${directory}/a.json`, "old");
    await writeAtomically(`${directory}/a.json`, "ξ".repeat(100_000));
    assertEquals(await Deno.readTextFile(`${directory}/a.json`), "ξ".repeat(100_000));
    assertEquals(await namesIn(directory), ["a.json"]);
  },
);

testInDirectory("atomic write: a failure leaves nothing behind", async (directory) => {
  await Deno.mkdir(`${directory}/taken`);
  await assertRejects(() => writeAtomically(`${directory}/taken`, "text"));
  await assertRejects(() => writeAtomically(`${directory}/missing/a.json`, "text"));
  assertEquals(await namesIn(directory), ["taken"]);
});
