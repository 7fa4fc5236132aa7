import { assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { inScratch } from "../base/scratch_for_tests.ts";
import { DirectoryOwner } from "./directory_owner.ts";
import { readReport } from "./read_report.ts";

inScratch("a report in a directory whose run is not done is no result", async (folder) => {
  await Deno.writeTextFile(join(folder, "report.json"), "{}");
  const owner = DirectoryOwner.claim(folder);
  for (const path of [folder, join(folder, "report.json")]) {
    await assertRejects(() => readReport(path), UsageError, "its run is not done (process ");
  }
  // Nor is it once its process has gone without a word.
  owner[Symbol.dispose]();
  await assertRejects(() => readReport(folder), UsageError, "its run is not done (process ");
  using last = DirectoryOwner.claim(folder);
  last.finish();
  await assertRejects(() => readReport(folder), UsageError, "its schema must be");
});
