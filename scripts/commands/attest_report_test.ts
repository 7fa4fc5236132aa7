/** `attest report` from outside: the page it writes, and what it refuses without touching anything. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PAGE_START } from "../../src/report/html/page.ts";
import { FETCHING } from "./draw_charts.ts";
import { type Project, testProject } from "../test_project/project.ts";

/** A small figures.json, so that a test need not wait for the figures to be measured. */
const FIGURES = JSON.stringify({
  schema: "attest-figures/1",
  seed: 7,
  replicates: 6,
  figures: [{
    ...{ id: "one", title: "A figure <b>", claims: ["A1"], caption: "What it shows.", rules: [] },
    x: { label: "x", scale: "log" },
    y: { label: "y", scale: "linear" },
    series: [{
      name: "measured",
      kind: "measured",
      points: [{ x: 1, y: 2, low: 1.5, high: 2.5 }, { x: 10, y: 3, low: null, high: null }],
    }],
  }],
});

/** Runs some claims, so that there is a report. */
async function verified(project: Project): Promise<void> {
  const { code, stderr } = await project.attest("verify", "--claim", "A1,B10", "--seed", "1");
  assertEquals(code, 0, stderr);
  await project.write("attest-partial/figures.json", FIGURES);
}

testProject("a report becomes one page beside it", async (project) => {
  await verified(project);
  const { code, stdout, stderr } = await project.attest("report", "attest-partial");
  // On a cache without the charts' packages they are fetched now.
  assertEquals([code, stderr.replace(`${FETCHING}\n`, "")], [0, ""]);
  assert(/^attest-partial\/report\.html: 3 claims, \d+ kB\n$/.test(stdout), stdout);
  const page = await project.read("attest-partial/report.html");
  assert(page.startsWith(PAGE_START));
  for (
    const part of [
      'id="claim-A1"',
      'id="claim-B10.more"',
      'id="figure-one"',
      "A figure &lt;b&gt;",
      "2 [1.5, 2.5]",
    ]
  ) {
    assertStringIncludes(page, part);
  }
  assertEquals(page.match(/<script\b/g)?.length, 1, "the script that the page's policy names");
  assertEquals(
    (await project.attest("report", "attest-partial/")).code,
    0,
    "again, over its own page",
  );

  const interactive = await project.attest(
    "report",
    "attest-partial",
    "--interactive",
    "--out",
    "live.html",
  );
  assertEquals([interactive.code, interactive.stderr.replace(`${FETCHING}\n`, "")], [0, ""]);
  const live = await project.read("live.html");
  assertStringIncludes(live, "<script");
  assert(live.length > page.length + 400_000 && live.length < 2_000_000);
});

testProject("what cannot be used is said on one line, and nothing is written", async (project) => {
  await verified(project);
  const report = await project.read("attest-partial/report.json");
  await project.write("plain.html", "<p>mine</p>");
  await project.write("src/a.html", PAGE_START);
  const before = await project.list(".");
  const refused: [args: string[], message: string][] = [
    [[], "missing required argument 'dir'"],
    [["nowhere"], "the report nowhere/report.json: no such file"],
    [["src"], "src/report.json: no such file"],
    [["deno.json"], "not a directory"],
    [["attest-partial", "--out", "../climbs.html"], "it lies outside"],
    [["attest-partial", "--out", "src/../../climbs.html"], "it lies outside"],
    [["attest-partial", "--out", "/tmp/climbs.html"], "it lies outside"],
    [["attest-partial", "--out", "missing/page.html"], "no such file"],
    [["attest-partial", "--out", "page.txt"], "does not end in .html"],
    [["attest-partial", "--out", ".html"], "does not end in .html"],
    [["attest-partial", "--out", "plain.html"], "no page of attest"],
  ];
  for (const [args, message] of refused) {
    const { code, stdout, stderr } = await project.attest("report", ...args);
    assertEquals([code, stdout], [2, ""], stderr);
    assertStringIncludes(stderr, message);
    assert(!/^\s+at /m.test(stderr), stderr);
  }
  const broken: [text: string, message: string][] = [
    [report.slice(0, 900), "it is cut off"],
    [report.replace("report/2", "report/9"), "newer schema"],
    [`${report}${" ".repeat(64_000_000)}`, "at most 64000000 bytes"],
    ['{"schema":"x"}', 'got "x"'],
  ];
  for (const [text, message] of broken) {
    await project.write("attest-partial/report.json", text);
    const { code, stdout, stderr } = await project.attest("report", "attest-partial");
    assertEquals([code, stdout], [2, ""], stderr);
    assertStringIncludes(stderr, message);
  }
  await project.write("attest-partial/report.json", report);
  await project.write("attest-partial/figures.json", '{"schema":"attest-figures/2"}');
  const { code, stderr } = await project.attest("report", "attest-partial");
  assertEquals(code, 2);
  assertStringIncludes(stderr, "cannot read the figures attest-partial/figures.json: schema");
  assertEquals(await project.list("."), before);
  assertEquals(await project.read("plain.html"), "<p>mine</p>");
  assert(!(await project.list("attest-partial")).includes("report.html"));
});

testProject("a new run leaves no page of the last", async (project) => {
  await verified(project);
  assertEquals((await project.attest("report", "attest-partial")).code, 0);
  await project.attest("verify", "--claim", "A1", "--seed", "1");
  const left = await project.list("attest-partial");
  assert(!left.includes("report.html") && !left.includes("figures.json"), left.join());
});
