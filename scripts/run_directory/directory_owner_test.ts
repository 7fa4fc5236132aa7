import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { inScratch } from "../base/scratch_for_tests.ts";
import { DirectoryOwner, UNFINISHED, unfinishedIn } from "./directory_owner.ts";

async function namesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
}

inScratch(
  "a directory has one owner, who is named, and is unfinished until he says",
  async (folder) => {
    const owner = DirectoryOwner.claim(folder);
    assertMatch(await unfinishedIn(folder) ?? "", /^process \d+ since 20\d\d-\S+Z$/);
    const error = assertThrows(() => DirectoryOwner.claim(folder), UsageError, "one run at a time");
    assertMatch(error.message, new RegExp(`got one of process ${Deno.pid} since 20`));
    owner.finish();
    assertEquals(await unfinishedIn(folder), undefined);
    assertThrows(() => DirectoryOwner.claim(folder), UsageError, "one run at a time");
    owner[Symbol.dispose]();
    assertEquals(await namesIn(folder), []);
  },
);

inScratch("an owner that ends without a word leaves the mark, and no lock", async (folder) => {
  DirectoryOwner.claim(folder)[Symbol.dispose]();
  assertMatch(await unfinishedIn(folder) ?? "", /^process /);
  const next = DirectoryOwner.claim(folder);
  // Nothing was changed: it is as unfinished as it was.
  next.abandon();
  assertMatch(await unfinishedIn(folder) ?? "", /^process /);
  using last = DirectoryOwner.claim(folder);
  last.finish();
});

inScratch("a claim that is abandoned leaves nothing where nothing was", async (folder) => {
  DirectoryOwner.claim(folder).abandon();
  assertEquals(await namesIn(folder), []);
});

inScratch("what stands in place of the mark is never waited for, nor repeated", async (folder) => {
  const path = join(folder, UNFINISHED);
  await Deno.writeTextFile(path, "\u001b[31m::stop-commands::x\n");
  assertEquals(await unfinishedIn(folder), "another process");
  await Deno.remove(path);
  await Deno.mkdir(path);
  assertThrows(() => DirectoryOwner.claim(folder), UsageError, "something else: remove it");
  assertEquals(await unfinishedIn(folder), "something else than a run");
});
