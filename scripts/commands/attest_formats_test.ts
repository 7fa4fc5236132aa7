/** The forms of a report for other tools, from outside. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import {
  elementsOf,
  parseXml,
  schemaBreaches,
} from "../../src/report/formats/junit_schema_for_tests.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { type Project, testProject } from "../test_project/project.ts";

const MIB = 1024 * 1024;
const SUMMARY = { GITHUB_STEP_SUMMARY: "summary.md" };
const WORKFLOW = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "one/two",
  GITHUB_RUN_ID: "77",
};
/** Claims that come out in every way. */
const MIXED = [
  "verify",
  "--claim",
  "A1,A2,B10,C1,C2,C3",
  "--profile",
  "quick",
  "--seed",
  "3",
  "--no-keep",
];

// deno-lint-ignore no-explicit-any -- lines of another format, whose schema has tests of its own
async function casesOf(project: Project, out: string): Promise<any[]> {
  const text = await project.read(`${out}/cases.jsonl`);
  assert(text.endsWith("\n"));
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

testProject("a run is in junit.xml and ctrf.json, with places that are there", async (project) => {
  assertEquals((await project.attest(...MIXED)).code, 1);
  const root = parseXml(await project.read("attest-partial/junit.xml"));
  assertEquals(schemaBreaches(root), []);
  const failing = elementsOf(root, "testcase").filter(({ children }) => children.length > 0);
  assertEquals(failing.map(({ attributes }) => attributes.name), [
    "C1 x is at most 5 and weights sum to one",
    "C2 refutes mutant other-weights",
    "C3 x is at most 5 and weights sum to one",
    "C3 refutes mutant other-weights",
    "C3 refutes mutant more-weights",
  ]);
  for (const { attributes: { file, line, name } } of failing) {
    const text = (await project.read(file)).split("\n")[Number(line) - 1];
    assertStringIncludes(text, name.includes("mutant") ? "mutants: [" : "export const claim");
  }
  const { results } = JSON.parse(await project.read("attest-partial/ctrf.json"));
  const { tests, passed, failed, skipped } = results.summary;
  assertEquals([tests, passed, failed, skipped], [21, 16, 5, 0]);
});

testProject("results of the last run in these forms are gone", async (project) => {
  await project.attest(...MIXED, "--cases");
  await project.attest("verify", "--claim", "A1", "--profile", "quick");
  assertEquals(await project.list("attest-partial"), [
    ...["ctrf.json", "journal.jsonl", "junit.xml", "report.json", "report.md", "run.json"],
  ]);
  assert(!(await project.read("attest-partial/junit.xml")).includes("C1"));
});

testProject("GitHub Actions is told on standard error, and JSON stays JSON", async (project) => {
  const elsewhere = await project.attest(...MIXED, "--json");
  const there = await project.attestWith({ GITHUB_ACTIONS: "true" }, ...MIXED, "--json");
  assert(!elsewhere.stderr.includes("::error"));
  assertEquals([there.code, elsewhere.code], [1, 1]);
  reportSchema.parse(JSON.parse(there.stdout));
  const commands = there.stderr.split("\n").filter((line) => line.startsWith("::"));
  assertEquals(
    commands.map((line) => /^::error file=(.*?),line=\d+,title=(\w+)/.exec(line)?.slice(1)),
    [
      ["props/wrong_test.ts", "C1"],
      ["props/crashing_test.ts", "C3"],
      ["props/lenient_test.ts", "C2"],
      ["props/crashing_test.ts", "C3"],
      ["props/crashing_test.ts", "C3"],
    ],
  );
  assertStringIncludes(
    commands[0],
    "replay     deno task attest replay attest-partial/counterexam",
  );
});

testProject("a step's summary is added to what the step has written", async (project) => {
  await project.write("summary.md", "before");
  const { code, stderr } = await project.attestWith(SUMMARY, ...MIXED);
  assertEquals(code, 1);
  assert(!stderr.includes("::error") && !stderr.includes("warning"), stderr);
  const summary = await project.read("summary.md");
  assertMatch(summary, /^before\n\n# Attest\n\n4 of 7 claims as expected; not as expected: C1, C2/);
  assertStringIncludes(summary, "deno task attest replay attest-partial/counterexamples/C1.json");
});

testProject(
  "a summary is cut to what is left of 1 MiB, and links to the artifacts",
  async (project) => {
    const before = "é".repeat((MIB - 1200) / 2);
    await project.write("summary.md", before);
    const { code } = await project.attestWith({ ...SUMMARY, ...WORKFLOW }, ...MIXED);
    assertEquals(code, 1);
    const summary = await project.read("summary.md");
    const bytes = new TextEncoder().encode(summary).length;
    assert(bytes < MIB && bytes > MIB - 1000, String(bytes));
    assert(summary.startsWith(`${before}\n\n# Attest`));
    assertStringIncludes(
      summary,
      "the artifact [attest-report](https://github.com/one/two/actions/runs/77#artifacts).\n",
    );
  },
);

testProject("a summary that cannot be written is a warning and nothing else", async (project) => {
  const passing = ["verify", "--claim", "A1", "--profile", "quick"];
  await project.write("summary.md", "x".repeat(MIB - 20));
  for (const path of ["missing/summary.md", "props", "not_there.md", "summary.md"]) {
    const ran = await project.attestWith({ GITHUB_STEP_SUMMARY: path }, ...passing);
    assertEquals(ran.code, 0, ran.stderr);
    assertStringIncludes(ran.stderr, `attest: warning: GITHUB_STEP_SUMMARY must be a file`);
    assertStringIncludes(ran.stderr, `got ${path}: `);
    assert(!/^\s+at /m.test(ran.stderr), ran.stderr);
  }
  assertEquals((await project.read("summary.md")).length, MIB - 20);
  assert(!(await project.list(".")).includes("not_there.md"));
});

testProject("--cases has a line about every case, however many workers", async (project) => {
  for (const workers of ["1", "3"]) {
    await project.attest(...MIXED, "--cases", "--workers", workers, "--out", workers);
  }
  const timeless = (lines: { timing: unknown; run_start: unknown }[]) =>
    lines.map((line) => ({ ...line, timing: 0, run_start: 0 }));
  const cases = await casesOf(project, "1");
  assertEquals(timeless(cases), timeless(await casesOf(project, "3")));

  const { run, claims } = reportSchema.parse(JSON.parse(await project.read("1/report.json")));
  assertEquals(
    cases.map(({ metadata: { claim, index } }) => `${claim} ${index}`),
    claims.flatMap(({ id, cases }) => Array.from({ length: cases }, (_, i) => `${id} ${i}`)),
  );
  assert(cases.every(({ run_start }) => run_start === Date.parse(run.started) / 1000));
  const failed = cases.filter(({ status }) => status === "failed");
  assertEquals([...new Set(failed.map(({ metadata }) => metadata.claim))], ["A2", "C1", "C3"]);
  const counts = claims.map(({ id, failing }) => [id, failing]);
  const often = failed.filter(({ metadata }) => metadata.claim === "A2").length;
  assertEquals(counts.find(([id]) => id === "A2"), ["A2", often]);
  assertEquals((await project.list("1")).filter((name) => name.includes("tmp")), []);
});

testProject(
  "a shard skips what it cannot decide, and the shards joined do not",
  async (project) => {
    const asked = ["verify", "--claim", "A1,B10,C1", "--seed", "3", "--no-keep"];
    for (const shard of ["1/2", "2/2"]) {
      await project.attest(...asked, "--shard", shard, "--out", `part${shard[0]}`);
    }
    const merged = await project.attestWith(
      { GITHUB_ACTIONS: "true" },
      ...["merge", "part1", "part2", "--out", "whole"],
    );
    assertEquals(merged.code, 1, merged.stderr);
    assertEquals(merged.stderr.match(/^::error /gm)?.length, 1);
    const status = async (out: string, name: string) => {
      const { tests } = JSON.parse(await project.read(`${out}/ctrf.json`)).results;
      return tests.find((test: { name: string }) => test.name.startsWith(name)).status;
    };
    assertEquals(await status("whole", "B10 the gain"), "passed");
    assertEquals(await status("whole", "C1 x"), "failed");
    const { claims } = reportSchema.parse(JSON.parse(await project.read("part1/report.json")));
    for (const { id, verdict } of claims) {
      const expected = { verified: "passed", refuted: "failed", undecided: "skipped" }[verdict];
      assertEquals(await status("part1", `${id} `), expected);
    }
  },
);

testProject("an interrupted run keeps the cases that it has run", async (project) => {
  const child = project.start("verify", "--claim", "A1,D1,D2", "--workers", "1", "--cases");
  const [output, errors] = child.stderr.tee();
  const stdout = new Response(child.stdout).text();
  for await (const text of errors.pipeThrough(new TextDecoderStream())) {
    if (text.includes("A1 verified")) break;
  }
  child.kill("SIGINT");
  const stderr = await new Response(output).text();
  assertEquals((await child.status).code, 130, stderr);
  await stdout;
  const report = await project.read("attest-partial/report.json");
  const { claims } = reportSchema.parse(JSON.parse(report));
  assertEquals(
    (await casesOf(project, "attest-partial")).length,
    claims.reduce((sum, { cases }) => sum + cases, 0),
  );
  const root = parseXml(await project.read("attest-partial/junit.xml"));
  assertEquals(schemaBreaches(root), []);
  // All four mutants that were not tried, and each claim that was not begun.
  assertEquals(
    elementsOf(root, "skipped").length,
    4 + claims.filter(({ cases }) => cases === 0).length,
  );
});
