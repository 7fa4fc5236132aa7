/** A run that was killed, stopped or out of disk, and gone on with. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { seeded, testStream } from "../../fixtures/random/random_for_tests.ts";
import { type Project, testProject } from "../test_project/project.ts";
import { waitFor } from "../test_project/wait_for.ts";

const ASKED = [
  "verify",
  "--claim",
  "A1,A2,B10,C1,C2",
  "--profile",
  "quick",
  "--seed",
  "3",
  "--no-keep",
];

/** What is the same whenever the same run is run. */
async function resultOf(project: Project, out: string): Promise<string> {
  const text = await project.read(`${out}/report.json`);
  return text.replaceAll(/"(seconds|started|finished)": [^\n]*/g, '"$1"')
    .replaceAll(`${out}/`, "out/");
}

async function killAfter(child: Deno.ChildProcess, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It was faster.
    }
  }, milliseconds);
  await child.output();
  clearTimeout(timer);
}

async function killAndGoOn(project: Project): Promise<void> {
  const { uniform } = testStream("moments");
  const begun = performance.now();
  await project.attest(...ASKED, "--out", "whole");
  const duration = performance.now() - begun;
  const wanted = await resultOf(project, "whole");
  let [kills, runs] = [0, 0];
  while (kills < 20) {
    const out = `killed${runs++}`;
    // Killed again and again until it has come to its end, or five times.
    for (let turn = 0; turn < 5; turn++) {
      const files = await project.list(out);
      if (files.includes("report.json")) break;
      const args = files.includes("run.json")
        ? ["verify", "--no-keep", "--resume", out]
        : [...ASKED, "--out", out];
      await killAfter(project.start(...args), uniform() * 1.2 * duration);
      kills++;
    }
    const begunAtAll = (await project.list(out)).includes("run.json");
    const args = begunAtAll ? ["verify", "--no-keep", "--resume", out] : [...ASKED, "--out", out];
    const last = await project.attest(...args);
    assertEquals(last.code, 1, last.stderr);
    assertEquals(await resultOf(project, out), wanted, `${out} after ${kills} kills`);
  }
}

testProject(
  "a run killed at any moment is gone on with, to the same report",
  seeded("killed", killAndGoOn),
);

testProject("nothing that is in the journal is run again", async (project) => {
  await project.attest(...ASKED, "--out", "out");
  const before = await project.read("out/journal.jsonl");
  const again = await project.attest("verify", "--no-keep", "--resume", "out");
  assertMatch(
    again.stderr,
    /^attest: 6 claims, profile quick, seed 3, going on after 18 results\n$/,
  );
  assertEquals(await project.read("out/journal.jsonl"), before);
});

testProject("a line that was cut off is as if it had not been written", async (project) => {
  await project.attest(...ASKED, "--out", "out");
  const wanted = await resultOf(project, "out");
  const journal = await project.read("out/journal.jsonl");
  for (const length of [journal.length - 1, journal.length - 30, 200, 60, 10, 0]) {
    await project.write("out/journal.jsonl", journal.slice(0, length));
    const { code, stderr } = await project.attest("verify", "--no-keep", "--resume", "out");
    assertEquals(code, 1, stderr);
    assertEquals(await resultOf(project, "out"), wanted);
    const lines = (await project.read("out/journal.jsonl")).trimEnd().split("\n");
    assertEquals(lines.length, 19);
    for (const line of lines) JSON.parse(line);
  }
});

testProject(
  "a journal that attest did not write is refused, and left as it is",
  async (project) => {
    await project.attest(...ASKED, "--out", "out");
    const [head, first, ...rest] = (await project.read("out/journal.jsonl")).split("\n");
    const contrary = first.replace(/"verdict":"[a-z]+"/, '"verdict":"undecided"');
    for (
      const [second, message] of [
        ["not JSON", "out/journal.jsonl must hold a result on line 2, got not JSON"],
        ['{"shard":1}', 'out/journal.jsonl must hold a result on line 2, got {"shard":1}'],
        [`${first}\n${contrary}`, "out/journal.jsonl must say one thing of "],
        [
          first.replace('"cases":', '"cases":9'),
          "out/journal.jsonl must hold results of its run, got",
        ],
        [first.replace(/"claim":"[^"]+"/, '"claim":"Z9"'), "does not ask for this claim"],
        [first.replace('"shard":1', '"shard":2'), "the run does not have this shard"],
        [
          first.replace('"outcome":{', '"outcome":{"counterexample":1,'),
          "must hold a result on line",
        ],
      ]
    ) {
      const text = [head, second, ...rest].join("\n");
      await project.write("out/journal.jsonl", text);
      const { code, stderr } = await project.attest("verify", "--no-keep", "--resume", "out");
      assertEquals(code, 2);
      assertStringIncludes(stderr, message);
      assertEquals(await project.read("out/journal.jsonl"), text);
    }
  },
);

testProject(
  "sources that changed, and options that would change the run, are refused",
  async (project) => {
    await project.attest(...ASKED, "--out", "out");
    for (
      const option of [["--seed", "4"], ["--claim", "A1"], ["--profile", "ci"], ["--shard", "1/2"]]
    ) {
      const { code, stderr } = await project.attest(
        "verify",
        "--no-keep",
        "--resume",
        "out",
        ...option,
      );
      assertEquals(code, 2);
      assertStringIncludes(stderr, "cannot be used with");
    }
    const nowhere = await project.attest("verify", "--resume", "nowhere");
    assertEquals(nowhere.code, 2);
    assertStringIncludes(nowhere.stderr, "nowhere/run.json must be the plan of a run");
    await project.write("src/more.ts", "");
    const { code, stderr } = await project.attest("verify", "--no-keep", "--resume", "out");
    assertEquals(code, 2);
    assertMatch(stderr, /--resume needs the sources that the run began with, [0-9a-f]{16}, got/);
    await project.remove("src/more.ts");
    // What computes a result belongs to it as well, though the seed does not follow from it.
    const was =
      /needs the scripts and packages .*, build [0-9a-f]{16}, got [0-9a-f]{16}: check them out/;
    await project.write("scripts/judged/more.ts", "");
    for (const args of [["verify", "--resume", "out"], ["merge", "out", "--out", "m"]]) {
      const other = await project.attest(...args);
      assertEquals([other.code, other.stdout], [2, ""], other.stderr);
      assertMatch(other.stderr, was);
    }
    await project.remove("scripts/judged/more.ts");
    await project.write("scripts/checks/more.ts", "");
    const same = await project.attest("verify", "--no-keep", "--resume", "out");
    assertEquals(same.code, 1, same.stderr);
  },
);

testProject("a run stopped by hand is gone on with", async (project) => {
  const asked = ["verify", "--claim", "A1,C2", "--profile", "quick", "--seed", "3"];
  const child = project.start(...asked, "--out", "out");
  await waitFor(child, async () => (await project.list("out")).includes("journal.jsonl"));
  child.kill("SIGINT");
  const { code } = await child.output();
  const stopped = JSON.parse(await project.read("out/report.json"));
  // Unless it had come to its end: then C2's mutant has survived.
  assertEquals(code, stopped.run.interrupted ? 130 : 1);
  const again = await project.attest("verify", "--no-keep", "--resume", "out");
  const whole = await project.attest(...asked, "--out", "whole");
  assertEquals([again.code, whole.code], [1, 1]);
  assertEquals(await resultOf(project, "out"), await resultOf(project, "whole"));
});

testProject(
  "a journal of another run is refused, and does not start the run over",
  async (project) => {
    await project.attest(...ASKED, "--out", "out");
    const journal = await project.read("out/journal.jsonl");
    for (const text of [journal.replace('"seed":3', '"seed":4'), "{}", "\n", "not of attest"]) {
      await project.write("out/journal.jsonl", text);
      const { code, stderr } = await project.attest("verify", "--no-keep", "--resume", "out");
      assertEquals(code, 2, stderr);
      assertStringIncludes(
        stderr,
        "out/journal.jsonl must be the journal of the run in out/run.json",
      );
      assertEquals(await project.read("out/journal.jsonl"), text);
    }
  },
);

testProject("a plan that was edited is held to the claims and to the journal", async (project) => {
  await project.attest(...ASKED, "--out", "out");
  const plan = await project.read("out/run.json");
  const edits: [change: Record<string, unknown>, message: string][] = [
    [{ selected: ["nope"] }, "nope"],
    [{ selected: ["A1"] }, "another's, with selected ["],
    [{ profile: "deep" }, "matrix: must be true for the deep profile"],
    [{ profile: "ci" }, 'another\'s, with profile "quick" and not "ci": start the run anew'],
    [{ subject: "mine" }, "mine"],
    [{ matrix: true }, "another's, with matrix false and not true: start the run anew"],
    [{ deno: "2.0.0" }, "another's, with deno "],
    [{ kept: ["a.json"] }, "a.json"],
    [{ kept: ["../../deno.json"] }, "out/run.json must be the plan of a run"],
    [{ shards: { of: 2, run: [2] } }, "another's, with shards "],
    [{ build: undefined }, "build"],
    [{ schema: { toString: 1 } }, "out/run.json must be the plan of a run"],
  ];
  for (const [change, message] of edits) {
    await project.write("out/run.json", JSON.stringify({ ...JSON.parse(plan), ...change }));
    for (
      const args of [["verify", "--no-keep", "--resume", "out"], ["merge", "out", "--out", "m"]]
    ) {
      const { code, stdout, stderr } = await project.attest(...args);
      assertEquals([code, stdout], [2, ""], stderr);
      assertStringIncludes(stderr, message);
    }
  }
});
