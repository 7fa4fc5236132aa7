/** Something else in place of a file that attest reads: refused at once, exit code 2, on one line. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Project, type Ran, testProject } from "../test_project/project.ts";
import { runProgram, unrestricted } from "../test_project/run_program.ts";

const RUN = ["--profile", "quick", "--seed", "3", "--no-keep"];
/** Longer than any command takes, shorter than a hang. */
const PATIENCE = 30_000;

/** What the command did; a hang is an error. */
async function within(run: Promise<Ran>, what: string): Promise<Ran> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} must end`)), PATIENCE);
  });
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

function assertRefused({ code, stdout, stderr }: Ran, ...parts: readonly string[]): void {
  assertEquals([code, stdout], [2, ""], stderr);
  for (const part of parts) assertStringIncludes(stderr, part);
  assert(!/^\s+at /m.test(stderr) && !stderr.includes("mistake in attest"), stderr);
}

/** Files that are read, the command that reads each, and how its complaint begins. */
const READERS: readonly [path: string, args: readonly string[], rule: string][] = [
  ["run/run.json", ["verify", "--resume", "run"], "run/run.json must be the plan of a run"],
  ["run/journal.jsonl", ["verify", "--resume", "run"], "run/journal.jsonl must be readable"],
  ["run/journal.jsonl", ["merge", "run", "--out", "merged"], "run/journal.jsonl must be readable"],
  ["run/report.json", ["compare", "run", "run"], "cannot read the report run/report.json"],
  ["run/report.json", ["accept", "run"], "cannot read the report run/report.json"],
  ["run/report.json", ["history", "add", "run", "--commit", "1234567"], "cannot read the report"],
  ["run/figures.json", ["report", "run"], "cannot read the figures run/figures.json"],
  ["case.json", ["replay", "case.json"], "cannot replay case.json"],
  ["fixtures/calibration.json", ["verify", "--out", "o"], "fixtures/calibration.json must be"],
  [
    "fixtures/counterexamples/x.json",
    ["verify", "--out", "o"],
    "fixtures/counterexamples/x.json must be a kept counterexample",
  ],
  ["history.db", ["history", "show", "--db", "history.db"], "--db must be a history"],
];

testProject("a FIFO, a device or a directory in place of a file is refused", async (project) => {
  await project.attest("verify", "--claim", "A1", ...RUN, "--out", "run");
  await unrestricted("mkdir", "-p", project.path("fixtures/counterexamples"));
  for (const [i, [path, args, rule]] of READERS.entries()) {
    const there = await project.read(path).catch(() => undefined);
    // Each kind meets each command over a few runs of the table; all three for the first.
    const kinds = [["mkfifo"], ["ln", "-s", "/dev/zero"], ["mkdir"]];
    for (const [program, ...rest] of i === 0 ? kinds : [kinds[i % 2], kinds[2]]) {
      await unrestricted("rm", "-rf", project.path(path));
      await unrestricted(program, ...rest, project.path(path));
      const asked = args[0] === "verify" && args[1] === "--out"
        ? [...args, "--claim", "A1", ...RUN]
        : args;
      const ran = await within(project.attest(...asked), `${asked.join(" ")} on ${program}`);
      assertRefused(ran, rule, "must be a regular file");
    }
    await unrestricted("rm", "-rf", project.path(path));
    if (there !== undefined) await project.write(path, there);
  }
});

testProject("a step's summary that is no file costs a warning, and no run", async (project) => {
  await unrestricted("mkfifo", project.path("summary"));
  const env = { GITHUB_STEP_SUMMARY: "summary" };
  const run = project.attestWith(env, "verify", "--claim", "A1", ...RUN, "--out", "o");
  const { code, stderr } = await within(run, "verify");
  assertEquals(code, 0, stderr);
  assertStringIncludes(stderr, "GITHUB_STEP_SUMMARY must be a file that can be written to, got");
  assertStringIncludes(stderr, "must be a regular file");
});

testProject(
  "a disk that is full under standard output is no mistake of attest",
  async (project) => {
    const full = ["sh", "-c", 'exec "$@" > /dev/full', "sh"];
    const listed = project.commandLine("list", "--json");
    const { code, stderr } = await runProgram([...full, ...listed], { cwd: project.path(".") });
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, "standard output must take what is written, got no space left");
  },
);

testProject("what makes an address of a name makes none of a path", async (project) => {
  const out = "a#b?c%41";
  const ran = await project.attest("verify", "--claim", "A1,A2", ...RUN, "--out", out);
  assertEquals(ran.code, 0, ran.stderr);
  assertEquals((await project.list(encodeURIComponent(out))).includes("report.json"), true);
  const kept = `${encodeURIComponent(out)}/counterexamples/A2.json`;
  await unrestricted("mkdir", "-p", project.path("fixtures/counterexamples"));
  await unrestricted(
    "cp",
    project.path(kept),
    project.path(`fixtures/counterexamples/${encodeURIComponent("k#1?%41")}.json`),
  );
  for (
    const args of [
      ["replay", `${out}/counterexamples/A2.json`],
      ["compare", out, out],
      ["history", "add", out, "--db", `${out}/h.db`, "--commit", "1234567"],
      ["verify", "--claim", "A2", ...RUN, "--out", "o"],
    ]
  ) {
    const { code, stderr } = await project.attest(...args);
    assertEquals(code, 0, stderr);
  }
});

testProject("an option in place of a database is a slip", async (project) => {
  await project.attest("verify", "--claim", "A1", ...RUN, "--out", "run");
  assertRefused(await project.attest("history", "add", "run", "--db", "--commit"), "'--commit' is");
  await addTwice(project);
});

/** A name that SQLite would take for an address is a file like any other. */
async function addTwice(project: Project): Promise<void> {
  for (const said of ["Added to", "Already in"]) {
    const asked = ["--db", "file:x.db?mode=memory", "--commit", "1234567"];
    const { stdout } = await project.attest("history", "add", "run", ...asked);
    assertStringIncludes(stdout, said);
  }
}

testProject("the list goes without a last report that is broken, and says so", async (project) => {
  const listed = async (wanted: string, ...json: string[]) => {
    const { code, stdout, stderr } = await project.attest("list", ...json);
    assertEquals(code, 0, stderr);
    assertStringIncludes(stdout, "A1");
    assertEquals(stderr === "", wanted === "", stderr);
    assertStringIncludes(stderr, wanted);
    assert(stderr.split("\n").length <= 2, stderr);
  };
  await listed("");
  await project.attest("verify", "--claim", "A1", ...RUN, "--out", "attest-report");
  await listed("");
  const report = await project.read("attest-report/report.json");
  const broken = "attest: no last verdicts: cannot read the report attest-report/report.json: ";
  for (const text of [report.slice(0, 900), "", "{}", "\u001b[31m\n::error::x"]) {
    await project.write("attest-report/report.json", text);
    await listed(broken);
  }
  await listed("`attest verify` writes it anew", "--json");
  await unrestricted("rm", project.path("attest-report/report.json"));
  await unrestricted("mkfifo", project.path("attest-report/report.json"));
  await listed(`${broken}it must be a regular file`);
  await project.write("attest-report/unfinished", "process 7 since 2026-01-02T03:04:05.000Z\n");
  await listed("the run in attest-report is not done (process 7 since 2026-01-02T03:04:05.000Z)");
});
