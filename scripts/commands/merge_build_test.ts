import { assertEquals, assertStringIncludes } from "@std/assert";
import { testProject } from "../test_project/project.ts";

testProject("shards of another build, or of other sources, are not joined", async (project) => {
  for (const index of [1, 2]) {
    const asked = ["verify", "--claim", "A1", "--profile", "quick", "--no-keep"];
    await project.attest(...asked, "--shard", `${index}/2`, "--out", `${index}`);
  }
  assertEquals((await project.attest("merge", "1", "2", "--out", "whole")).code, 0);
  for (const [key, said] of [["build", "scripts and packages"], ["code", "sources"]]) {
    for (const file of [1, 2].flatMap((k) => [`${k}/run.json`, `${k}/journal.jsonl`])) {
      const text = await project.read(file);
      const other = text.replace(new RegExp(`"${key}": ?"[0-9a-f]{16}"`), `"${key}": "${OTHER}"`);
      await project.write(
        file,
        file.endsWith("jsonl") ? other.replace(`"${key}": `, `"${key}":`) : other,
      );
    }
    const { code, stderr } = await project.attest("merge", "1", "2", "--out", `no-${key}`);
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, `merge needs the ${said} of the runs`);
    assertEquals(await project.list(`no-${key}`), []);
  }
});

const OTHER = "f".repeat(16);
