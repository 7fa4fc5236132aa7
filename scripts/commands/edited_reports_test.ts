/** A report that someone edited is refused by every command that reads one. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Report } from "../../src/report/schema.ts";
import { testProject } from "../test_project/project.ts";

const COMMANDS = [
  ["compare", "run", "edited"],
  ["report", "edited"],
  ["accept", "edited"],
  ["history", "add", "edited", "--commit", "1234567"],
];

/** Edits that the report itself, or the claims of its sources, belie. */
const EDITS: readonly [edit: (report: Report) => void, message: string][] = [
  [({ claims: [, a2] }) => {
    a2.verdict = "verified";
    a2.ok = false;
    a2.mutants.forEach((mutant) => mutant.killed = mutant.verdict === "verified");
  }, "A2 is verified, but "],
  [({ run }) => {
    run.profile = "deep";
  }, "A1 is verified after 20 cases, its deep budget is 5000"],
  [({ claims: [a1] }) => {
    a1.mutants[0].name = "another";
  }, "A1 has mutants another, "],
  [({ claims: [, , b10] }) => {
    b10.logEvidence = { for: 1e9, against: 0 };
  }, "B10 has other evidence than its effects"],
  [({ run }) => {
    run.selected = [];
  }, "it is of all claims, but C1 is missing"],
  [({ claims: [, a2] }) => {
    a2.failsIn = 0.01;
  }, "A2 has failsIn 0.01, the claim has 0.05"],
  [({ claims: [, a2] }) => {
    a2.failing = 1;
  }, "A2 is refuted, which 1 failing cases of"],
  [({ claims: [, , b10] }) => {
    b10.rule!.smallestEffect = 0.3;
  }, "B10 has"],
  [({ run, claims: [a1] }) => {
    a1.expected = "refuted";
    a1.ok = run.ok = false;
    a1.mutants.forEach((mutant) => mutant.killed = false);
  }, "A1 has expected refuted, the claim has verified"],
  [({ claims: [, , b10] }) => {
    b10.streams = [Array(150_000).fill(0.5)];
    b10.cases = 150_000;
  }, "B10 has other evidence than its effects"],
  [(report) => {
    (report as unknown as Record<string, unknown>).schema = { toString: 1 };
  }, 'its schema must be "attest-report/2", got {"toString":1}'],
];

testProject("a report is held to the plan beside it", async (project) => {
  await project.attest("verify", "--claim", "A1", "--profile", "quick", "--out", "run");
  const plan = await project.read("run/run.json");
  for (
    const [change, message] of [
      [{ matrix: true }, "run/run.json must be the plan of the report beside it, got matrix true"],
      [{ seed: 5 }, "got seed 5, the report has "],
      [{ build: "0".repeat(16) }, 'got build "0000000000000000", the report has "'],
      [{ schema: "attest-run/9" }, "run/run.json must be the plan of a run"],
    ] as const
  ) {
    await project.write("run/run.json", JSON.stringify({ ...JSON.parse(plan), ...change }));
    const { code, stdout, stderr } = await project.attest("report", "run");
    assertEquals([code, stdout], [2, ""], stderr);
    assertStringIncludes(stderr, message);
  }
});

testProject("an edited report is refused by whatever reads it", async (project) => {
  await project.attest(
    ...["verify", "--claim", "A1,A2,B10", "--profile", "quick", "--seed", "3", "--out", "run"],
  );
  const text = await project.read("run/report.json");
  await project.attest("verify", "--claim", "A1", "--profile", "quick", "--out", "edited");
  for (const [i, [edit, message]] of EDITS.entries()) {
    const report: Report = JSON.parse(text);
    edit(report);
    await project.write("edited/report.json", JSON.stringify(report));
    // All of the commands for the first edits, one for each of the others.
    for (const args of i < 2 ? COMMANDS : [COMMANDS[i % COMMANDS.length]]) {
      const { code, stdout, stderr } = await project.attest(...args);
      assertEquals([code, stdout], [2, ""], stderr);
      assertStringIncludes(stderr, message);
    }
  }
});
