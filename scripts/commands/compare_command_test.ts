/** Runs held against each other from outside: what is printed, written and exited with. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { claimText } from "../test_project/claim_texts.ts";
import { type Project, type Ran, testProject } from "../test_project/project.ts";

function assertUsageError({ code, stdout, stderr }: Ran, ...parts: readonly string[]): void {
  assertEquals([code, stdout], [2, ""], stderr);
  for (const part of parts) assertStringIncludes(stderr, part);
  assert(!/^\s+at /m.test(stderr) && !stderr.includes("file://"), stderr);
}

const GOOD = ["A1", "A2", "B10"];

async function verify(project: Project, out: string, seed: number, ...claims: string[]) {
  const args = ["--out", out, "--seed", String(seed), "--claim", ...claims];
  return await project.attest("verify", ...args);
}

testProject(
  "compare: two seeds of one code do not differ, a broken claim is a regression",
  async (project) => {
    await verify(project, "one", 1, ...GOOD);
    await verify(project, "two", 2, ...GOOD);
    const same = await project.attest("compare", "one", "two/report.json", "--json");
    assertEquals(same.code, 0, same.stdout + same.stderr);
    const { schema, compared, effects, changes } = JSON.parse(same.stdout);
    assertEquals([schema, compared, effects], ["attest-comparison/1", 4, 2]);
    assert(changes.every(({ severity }: { severity: string }) => severity === "note"), same.stdout);

    const broken = claimText({ id: "A1", slug: "small_numbers", largest: 50 });
    await project.write("props/small_numbers_test.ts", broken);
    await verify(project, "worse", 2, ...GOOD);
    const worse = await project.attest("compare", "one", "worse", "--html", "page.html");
    assertEquals(worse.code, 1, worse.stderr);
    assertMatch(worse.stdout, /regression +A1 +verdict +verified → refuted ✗/);
    assertStringIncludes(worse.stdout, "Page: page.html");
    assertStringIncludes(await project.read("page.html"), "verified → refuted ✗");
  },
);

testProject("compare: what cannot be used is refused and nothing is written", async (project) => {
  await verify(project, "one", 1, "A1");
  await verify(project, "other", 1, "C1");
  const text = await project.read("one/report.json");
  await project.write("newer.json", text.replace("attest-report/2", "attest-report/3"));
  await project.write("cut.json", text.slice(0, 500));
  const before = [await project.list("."), await project.list("one")];
  const refused: [string[], string[]][] = [
    [["compare", "one"], ["missing required argument 'head'"]],
    [["compare", "one", "none"], ["cannot read the report none: no such file"]],
    [["compare", "newer.json", "one", "--html"], [
      "newer.json: it is of the newer schema attest-report/3",
    ]],
    [["compare", "one", "cut.json", "--html"], ["cut.json: it is cut off"]],
    [["compare", "one", "other", "--html"], [
      "cannot compare one with other",
      "in common, got A1 and C1",
    ]],
    [["compare", "one", "one", "--html", "one/report.json"], ["must name a .html file"]],
    [["compare", "one", "one", "--html", "none/a.html"], [
      "file that can be written",
      "no such file",
    ]],
    [["compare", "one", "one", "--html", "fixtures/baselines/a.html"], [
      "outside fixtures/baselines",
    ]],
    [["compare", "one", "one", "--html", "one/../fixtures/baselines/a.html"], [
      "outside fixtures/baselines",
    ]],
    [["accept", "cut.json"], ["cut.json: it is cut off"]],
    [["accept"], ["missing required argument 'dir'"]],
  ];
  for (const [args, parts] of refused) assertUsageError(await project.attest(...args), ...parts);
  assertEquals([await project.list("."), await project.list("one")], before);
  assertEquals(await project.list("fixtures/baselines"), []);
});

testProject(
  "accept: a whole run becomes the baseline of its profile, others do not",
  async (project) => {
    const part = await verify(project, "part", 1, "A1");
    assertEquals(part.code, 0, part.stderr);
    const refused = await project.attest("accept", "part");
    assertEquals([refused.code, refused.stdout], [1, ""]);
    assertStringIncludes(refused.stderr, "not accepted: the run must be of all 9 claims");
    assertEquals(await project.list("fixtures/baselines"), []);

    for (const slug of ["wrong", "lenient", "crashing", "slow", "unreached"]) {
      await project.remove(`props/${slug}_test.ts`);
    }
    await project.attest("verify", "--out", "whole");
    const accepted = await project.attest("accept", "whole");
    assertEquals([accepted.code, accepted.stderr], [0, ""]);
    assertStringIncludes(accepted.stdout, "fixtures/baselines/ci.json");
    assertEquals(await project.list("fixtures/baselines"), ["ci.json"]);
    const baseline = await project.read("fixtures/baselines/ci.json");

    const same = await project.attest("compare", "fixtures/baselines/ci.json", "whole");
    assertEquals(same.code, 0, same.stdout);
    assertStringIncludes(same.stdout, "0 regressions, 0 changes, 0 notes over 4 claims");
    // Of other sources the run is no baseline any more.
    await project.write("src/added.ts", "export const added = 1;\n");
    const stale = await project.attest("accept", "whole");
    assertEquals(stale.code, 1);
    assertStringIncludes(stale.stderr, "must be of these sources");
    assertEquals(await project.read("fixtures/baselines/ci.json"), baseline);
  },
);
