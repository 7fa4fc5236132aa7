/** Claim files that would turn a check of the project green, were they loaded by the process that checks. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { claimText, gainText } from "../test_project/claim_texts.ts";
import { type Project, type Ran, testProject } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

/** What a file says before its claim, to end the process that loads it with success. */
const LEAVES = "Deno.exit(0);\n";

/** Runs what a task of the project runs in a small one, with the same permissions. */
function check(project: Project, task: "claims:check" | "verdicts:check"): Promise<Ran> {
  const [, ...args] = config.tasks[task].command.split(" ");
  return runProgram([Deno.execPath(), ...args], { cwd: project.path(".") });
}

/** What stands behind every mutation of the sources, with the permissions that it has there. */
function runUniversal(project: Project): Promise<Ran> {
  const script = ["--allow-run=scripts/judged/child.sh", "scripts/mutation/quick_universal.ts"];
  return runProgram([Deno.execPath(), "run", "--no-prompt", "--allow-read=.", ...script, "1"], {
    cwd: project.path("."),
  });
}

async function writeBadClaim(project: Project): Promise<void> {
  const text = claimText({ id: "C1", slug: "bad", largest: 5 });
  await project.write("props/bad_test.ts", `${LEAVES}${text}`);
}

testProject("a claim file cannot end the check of claims with success", async (project) => {
  await writeBadClaim(project);
  const { code, stderr } = await check(project, "claims:check");
  assertEquals(code, 1, stderr);
  assertStringIncludes(stderr, "props/bad_test.ts must load, got a process that failed");
  assertStringIncludes(stderr, "claims: 1 violations");
});

testProject("a claim file cannot end the check of the verdicts with success", async (project) => {
  const missing = await check(project, "verdicts:check");
  assertEquals(missing.code, 1);
  assertStringIncludes(
    missing.stderr,
    "fixtures/baselines/VERDICTS.md must have a row for A1, got none",
  );
  await writeBadClaim(project);
  const { code, stderr } = await check(project, "verdicts:check");
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "props/bad_test.ts must load");
});

testProject("the check of claims tells what their processes tell", async (project) => {
  const bounds = "{ x: { from: 0, to: 2 } }";
  await project.write("props/leaves_test.ts", gainText({ id: "E3", slug: "leaves", bounds }));
  const { code, stderr } = await check(project, "claims:check");
  assertEquals(code, 1);
  for (
    const breach of [
      "fixtures/mutants/other_weights.ts: it exports mutant other-weights, got no such export",
      "props/leaves_test.ts: the generator left the regime: x must be in [0, 2], got 3",
    ]
  ) assertStringIncludes(stderr, breach);
});

testProject("a claim file cannot keep a mutation of the sources alive", async (project) => {
  const seen = await runUniversal(project);
  assertEquals([seen.code, seen.stderr], [1, "C1 came out refuted\n"]);
  for (const name of await project.list("props")) await project.remove(`props/${name}`);
  await project.write("props/good_test.ts", claimText({ id: "C2", slug: "good", largest: 5 }));
  const survived = await runUniversal(project);
  assertEquals(survived, { code: 0, stdout: "", stderr: "" });
  await writeBadClaim(project);
  assertEquals((await runUniversal(project)).code, 2);
});
