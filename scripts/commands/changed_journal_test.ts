import { assertEquals, assertStringIncludes } from "@std/assert";
import { testProject } from "../test_project/project.ts";

const ASKED = ["verify", "--claim", "A1", "--profile", "quick", "--no-keep"];

testProject("a run whose journal was changed is not gone on with", async (project) => {
  await project.attest(...ASKED, "--out", "run");
  const text = await project.read("run/journal.jsonl");
  const fewer = text.replace(/("verdict":"verified","cases":)\d+/, "$19");
  assertEquals(fewer === text, false);
  await project.write("run/journal.jsonl", fewer);
  const { code, stderr } = await project.attest("verify", "--no-keep", "--resume", "run");
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "run/journal.jsonl must hold results of its run, got A1");
});

testProject("a part without a journal is not joined", async (project) => {
  await project.attest(...ASKED, "--out", "run");
  await project.remove("run/journal.jsonl");
  const { code, stderr } = await project.attest("merge", "run", "--out", "whole");
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "run must hold the journal of its run, got none");
});
