/** A run's directory: whose it is, what may become one, and what it says until the run is done. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Project, testProject } from "../test_project/project.ts";
import { runProgram, unrestricted } from "../test_project/run_program.ts";
import { waitFor } from "../test_project/wait_for.ts";

const QUICK = ["--profile", "quick", "--seed", "3", "--no-keep"];
/** Half a second and more of cases, one after the other. */
const SLOW = ["verify", "--claim", "D1", "--profile", "ci", "--seed", "9", "--no-keep"];
/** Fights of two processes over one directory; `-- 100` behind the file has a hundred, which take minutes. */
const FIGHTS = Number(Deno.args[0] ?? 6);

/** A run in its directory, from the moment on at which it has marked it. */
async function startIn(project: Project, out: string): Promise<Deno.ChildProcess> {
  const child = project.start(...SLOW, "--out", out);
  const plan = () => project.read(`${out}/run.json`).catch(() => "");
  await waitFor(child, async () => (await plan()).includes('"seed": 9'));
  return child;
}

async function end(child: Deno.ChildProcess, signal: Deno.Signal): Promise<number> {
  try {
    child.kill(signal);
  } catch {
    // It was faster.
  }
  return (await child.output()).code;
}

testProject("a live run's directory is nobody else's, and holds no result", async (project) => {
  await project.attest("verify", "--claim", "A1", ...QUICK, "--out", "run");
  await unrestricted("cp", "-r", project.path("run"), project.path("base"));
  const child = await startIn(project, "run");
  const taken = /run must be left to one run at a time, got one of process \d+ since 20/;
  const undone = /cannot read the report run\S*: its run is not done \(process \d+ since 20/;
  try {
    for (
      const [args, message] of [
        [["verify", "--claim", "A1", ...QUICK, "--out", "run"], taken],
        [["verify", "--resume", "run"], taken],
        [["merge", "base", "--out", "run"], taken],
        [["compare", "base", "run"], undone],
        [["report", "run"], undone],
        [["accept", "run"], undone],
        [["history", "add", "run", "--commit", "1234567"], undone],
      ] as const
    ) {
      const { code, stdout, stderr } = await project.attest(...args);
      assertEquals([code, stdout], [2, ""], stderr);
      assertMatch(stderr, message);
    }
  } finally {
    await end(child, "SIGKILL");
  }
  // An old report beside a run that was killed passes for no result either.
  await unrestricted("cp", project.path("base/report.json"), project.path("run/report.json"));
  for (const args of [["compare", "base", "run"], ["report", "run"], ["accept", "run"]]) {
    const { code, stderr } = await project.attest(...args);
    assertEquals(code, 2, stderr);
    assertMatch(stderr, undone);
  }
  // The killed process holds nothing: the next run has the directory at once.
  const next = await project.attest("verify", "--claim", "A1", ...QUICK, "--out", "run");
  assertEquals(next.code, 0, next.stderr);
  assertEquals((await project.attest("compare", "base", "run")).code, 0);
  assert(!(await project.list("run")).includes("unfinished"));
});

testProject("two processes that fight over a directory lose nothing", async (project) => {
  const asked = ["verify", "--claim", "A1,B10", ...QUICK];
  await project.attest(...asked, "--out", "whole");
  const lines = (await project.read("whole/journal.jsonl")).split("\n").length;
  for (let fight = 0; fight < FIGHTS; fight++) {
    const out = `fight${fight}`;
    const resume = ["verify", "--no-keep", "--resume", out];
    const second = fight % 2 === 0 ? [...asked, "--out", out] : resume;
    const children = [project.start(...asked, "--out", out), project.start(...second)];
    // Every third fight, one of the two is killed in the middle of it.
    if (fight % 3 === 2) {
      await new Promise((resolve) => setTimeout(resolve, 150 * (fight % 5)));
      await end(children[0], "SIGKILL");
    }
    const outputs = await Promise.all(
      children.slice(fight % 3 === 2 ? 1 : 0).map((child) => child.output()),
    );
    for (const { code, stderr } of outputs) {
      const said = new TextDecoder().decode(stderr);
      assert(code === 0 || code === 2, `${code}: ${said}`);
      assert(code === 0 || /one run at a time|must be the plan of a run/.test(said), said);
    }
    const planned = (await project.list(out)).includes("run.json");
    const last = await project.attest(...(planned ? resume : [...asked, "--out", out]));
    assertEquals(last.code, 0, last.stderr);
    const journal = await project.read(`${out}/journal.jsonl`);
    assertEquals(journal.split("\n").length, lines, journal);
    assertEquals((await project.attest("compare", "whole", out)).code, 0);
  }
});

testProject("only what is new, empty or a run's becomes a run's directory", async (project) => {
  await project.write("notes.txt", "mine");
  await unrestricted("mkdir", project.path("mine"), project.path("empty"));
  await project.write("mine/report.json", "{}");
  for (const out of ["src", ".", "mine", "props"]) {
    const before = await project.list(out);
    const ran = await project.attest("verify", "--claim", "A1", ...QUICK, "--out", out);
    assertEquals([ran.code, ran.stdout], [2, ""], ran.stderr);
    assertMatch(ran.stderr, /--out must be a new or an empty directory, or that of an earlier run/);
    assertEquals(await project.list(out), before);
  }
  for (const out of ["empty", "empty"]) {
    const ran = await project.attest("verify", "--claim", "A1", ...QUICK, "--out", out);
    assertEquals(ran.code, 0, ran.stderr);
  }
});

testProject("a part of the claims leaves the report of all of them alone", async (project) => {
  for (const slug of ["wrong", "lenient", "crashing", "slow", "unreached"]) {
    await project.remove(`props/${slug}_test.ts`);
  }
  assertEquals((await project.attest("verify", ...QUICK)).code, 0);
  const report = await project.read("attest-report/report.json");
  await project.attest("verify", "--claim", "A1", ...QUICK);
  await project.attest("verify", "--shard", "1/2", ...QUICK);
  assertEquals(await project.read("attest-report/report.json"), report);
  assert((await project.list("attest-partial")).includes("report.json"));
  assert((await project.list("attest-shards/1-of-2")).includes("report.json"));
});

testProject("what a run reads is checked before the last run is touched", async (project) => {
  const out = ["--claim", "A1", ...QUICK, "--out", "run"];
  await project.attest("verify", ...out);
  const names = await project.list("run");
  const kept = await Promise.all(names.map((name) => project.read(`run/${name}`)));
  await unrestricted("mkdir", "-p", project.path("fixtures/counterexamples"));
  for (
    const [path, args] of [
      ["fixtures/counterexamples/x.json", ["verify", ...out]],
      ["fixtures/calibration.json", ["verify", ...out]],
      ["fixtures/calibration.json", ["verify", "--no-keep", "--resume", "run"]],
      ["fixtures/mutants/broken.ts", ["verify", "--matrix", ...out]],
    ] as const
  ) {
    await project.write(path, "{");
    const { code, stdout, stderr } = await project.attest(...args);
    assertEquals([code, stdout], [2, ""], `${path}: ${stderr}`);
    assertEquals(await project.list("run"), names, path);
    const now = await Promise.all(names.map((name) => project.read(`run/${name}`)));
    assertEquals(now, kept, path);
    await project.remove(path);
  }
});

testProject("relative paths are those of the caller", async (project) => {
  await unrestricted("mkdir", project.path("sub"));
  const within = await project.attestWith(
    { INIT_CWD: project.path("sub") },
    ...["verify", "--claim", "A1", ...QUICK, "--out", "out"],
  );
  assertEquals(within.code, 0, within.stderr);
  assertStringIncludes(within.stdout, "Report: out/report.md");
  assert((await project.list("sub/out")).includes("report.json"));
  assert(!(await project.list(".")).includes("out"));
  // A process that is elsewhere already went there: the variable is of a task further out.
  const inFull = project.commandLine("compare", "out", "out").map((word) =>
    word.replaceAll(/(?<=^|[=,])scripts\/[^,]+/g, (path) => project.path(path))
  );
  const elsewhere = await runProgram(inFull, {
    cwd: project.path("sub"),
    env: { INIT_CWD: project.path("props") },
  });
  assertEquals(elsewhere.code, 0, elsewhere.stderr);
  const nowhere = await project.attestWith({ INIT_CWD: project.path("gone") }, "list");
  assertEquals(nowhere.code, 2, nowhere.stderr);
  assertStringIncludes(nowhere.stderr, "INIT_CWD must be the directory that relative paths are of");
});

testProject("a page replaces a page of ours, and nothing else", async (project) => {
  await project.attest("verify", "--claim", "A1", ...QUICK, "--out", "run");
  await project.write("mine.html", "<p>mine</p>");
  const refused = await project.attest("compare", "run", "run", "--html", "mine.html");
  assertEquals([refused.code, refused.stdout], [2, ""], refused.stderr);
  assertStringIncludes(refused.stderr, "it is there already and no page of attest");
  assertEquals(await project.read("mine.html"), "<p>mine</p>");
  for (let turn = 0; turn < 2; turn++) {
    const { code, stderr } = await project.attest("compare", "run", "run", "--html");
    assertEquals(code, 0, stderr);
  }
});

testProject("a run that is stopped says how to go on, and no more", async (project) => {
  const child = await startIn(project, "run");
  child.kill("SIGINT");
  const { code, stdout } = await child.output();
  assertEquals(code, 130);
  assertEquals(
    new TextDecoder().decode(stdout),
    "0 decided, 1 not reached. Go on: deno task attest verify --resume run/\n",
  );
});
