import { assertEquals, assertStringIncludes } from "@std/assert";
import { testProject } from "../test_project/project.ts";

testProject("a shard whose journal was changed is not joined", async (project) => {
  for (const index of [1, 2]) {
    const asked = ["verify", "--claim", "A1", "--profile", "quick", "--no-keep"];
    await project.attest(...asked, "--shard", `${index}/2`, "--out", `${index}`);
  }
  const text = await project.read("1/journal.jsonl");
  const fewer = text.replace(/("verdict":"verified","cases":)\d+/, "$19");
  assertEquals(fewer === text, false);
  await project.write("1/journal.jsonl", fewer);
  const { code, stderr } = await project.attest("merge", "1", "2", "--out", "whole");
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "1/journal.jsonl must hold results of its run, got A1");
});

testProject("shards of another build, or of other sources, are not joined", async (project) => {
  for (const index of [1, 2]) {
    const asked = ["verify", "--claim", "A1", "--profile", "quick", "--no-keep"];
    await project.attest(...asked, "--shard", `${index}/2`, "--out", `${index}`);
  }
  assertEquals((await project.attest("merge", "1", "2", "--out", "whole")).code, 0);
  const files = await project.list("whole");
  assertEquals([files.includes("journal.jsonl"), files.includes("unfinished")], [true, false]);
  assertEquals((await project.attest("merge", "whole", "--out", "again")).code, 0);
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
