/** What waits for a run and is ended takes the run along: `deno task`, npx and the like pass no SIGKILL on. */

import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { reportSchema } from "../../src/report/schema.ts";
import { claimText } from "../test_project/claim_texts.ts";
import { ELSEWHERE, type Project, testProject } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

const IS_WATCHED = Deno.build.os === "linux";

/** A program that starts attest as `deno task` does, says its process id and waits for it. */
function startWrapped(project: Project, ...args: string[]): Deno.ChildProcess {
  const [program, ...own] = project.commandLine(...args);
  const asked = JSON.stringify({
    ...{ args: own, stdin: "null", cwd: project.path(".") },
    // A task that runs the tests says where it was called, which is no business of theirs.
    env: ELSEWHERE,
  });
  const code = `const child = new Deno.Command(${JSON.stringify(program)}, ${asked}).spawn();
    console.error("pid", child.pid); await child.status;`;
  return new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-config", code],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** What is said until this text, or until all who may speak have gone. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, text?: string) {
  let said = "";
  while (text === undefined || !said.includes(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    said += value;
  }
  return said;
}

testProject("a run whose wrapper is killed stops, and keeps what is decided", async (project) => {
  if (!IS_WATCHED) return;
  const wrapper = startWrapped(project, "verify", "--claim", "A1,D1");
  const reader = wrapper.stderr.pipeThrough(new TextDecoderStream()).getReader();
  const before = await readUntil(reader, "A1 verified");
  wrapper.kill("SIGKILL");
  await wrapper.status;
  const pid = /^pid (\d+)/.exec(before)![1];
  const late = setTimeout(() => runProgram(["kill", "-9", pid]), 300_000);
  const after = await readUntil(reader);
  clearTimeout(late);
  assertStringIncludes(after, "attest: stopping after the current cases");
  const report = await project.read("attest-partial/report.json").catch(() => {
    throw new Error(`the run must write its report, got ${before}${after}`);
  });
  const { run, claims } = reportSchema.parse(JSON.parse(report));
  assertEquals(run.interrupted, true);
  assertEquals(claims.map(({ verdict }) => verdict), ["verified", "undecided"]);
});

testProject("a run in the background outlives the shell that started it", async (project) => {
  const check = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return inequalityMargin("x", x * weigh(Float64Array.of(1))[0], 5, { tolerance: 0 });`;
  const mutant = "(scores) => scores.map(() => NaN)";
  const text = claimText({ id: "C9", slug: "lasting", cases: 400, check, mutant, more: mutant });
  await project.write("props/lasting_test.ts", text);
  const command = project.commandLine("verify", "--claim", "C9", "--no-keep");
  const { code, stdout, stderr } = await runProgram(
    ["sh", "-c", '"$@" & sleep 1', "sh", ...command],
    { cwd: project.path("."), env: ELSEWHERE },
  );
  assertEquals(code, 0, stderr);
  assertFalse(stderr.includes("stopping"), stderr);
  assert(/^\S* ?C9 .*verified/m.test(stdout), stdout);
});
