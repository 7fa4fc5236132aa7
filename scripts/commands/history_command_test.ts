/** The history from outside: runs are added, shown, drawn, and what cannot be is refused. */

import { DatabaseSync } from "node:sqlite";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testProject } from "../test_project/project.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

testProject(
  "history: runs of one code from two seeds multiply, the same run counts once",
  async (project) => {
    const add = (out: string, ...more: string[]) => project.attest("history", "add", out, ...more);
    for (const seed of ["1", "2"]) {
      await project.attest("verify", "--claim", "B10,A1", "--seed", seed, "--out", `run${seed}`);
      const added = await add(`run${seed}`, "--commit", COMMIT);
      assertEquals([added.code, added.stderr], [0, ""]);
      assertStringIncludes(
        added.stdout,
        `Added to .attest/history.db: run${seed}, commit 01234567`,
      );
    }
    assertStringIncludes((await add("run2", "--commit", COMMIT)).stdout, "Already in");

    const shown = await project.attest("history", "show", "--json");
    const { schema, runs, trends } = JSON.parse(shown.stdout);
    assertEquals([schema, runs.length], ["attest-history/1", 2]);
    assertEquals(trends.map(({ claim }: { claim: string }) => claim), ["A1", "B10", "B10.more"]);
    const [first, second] = trends[1].points;
    assertEquals([first.product.runs, second.product.runs], [1, 2]);
    assertEquals(second.product.logEvidence.for, first.log_for + second.log_for);

    const table = await project.attest("history", "show");
    assertMatch(table.stdout, /B10\.more +2 +\d+ +\d/);
    const trend = await project.attest("history", "show", "--claim", "B10");
    assertMatch(trend.stdout, /Over 2 runs of this build, \d+ replicates: e-value\s+for/);
    assertMatch((await project.attest("history", "plot")).stdout, /A1 .*\nB10 /);
    assertMatch((await project.attest("history", "plot", "--claim", "B10.more")).stdout, /├─*●─*┤/);

    {
      using raw = new DatabaseSync(project.path(".attest/history.db"));
      raw.exec("UPDATE results SET verdict = 'fine' WHERE claim = 'B10.more' AND run = 2");
    }
    const broken = await project.attest("history", "show", "--json");
    assertEquals([broken.code, broken.stdout], [2, ""], broken.stderr);
    assertStringIncludes(broken.stderr, "got another result of B10.more in run 2");
  },
);

testProject(
  "history: what cannot be used is said on one line, and nothing is written",
  async (project) => {
    await project.attest("verify", "--claim", "A1", "--profile", "quick", "--out", "run");
    await project.write(
      "text.db",
      "no database, but longer than a header of a hundred bytes ".repeat(4),
    );
    const before = [
      await project.list("."),
      await project.list("run"),
      await project.read("text.db"),
    ];
    const refused: [string[], string[]][] = [
      [["history", "add", "run"], ["--commit must be given where .git has no commit"]],
      [["history", "add", "run", "--commit", "main"], ["'main' is invalid", "hexadecimal"]],
      [["history", "add", "none", "--commit", COMMIT], [
        "cannot read the report none: no such file",
      ]],
      [["history", "add", "run", "--commit", COMMIT, "--db", "text.db"], [
        "--db must be a history",
      ]],
      [["history", "add", "run", "--commit", COMMIT, "--db", "text.db/h.db"], [
        "--db must be a history",
      ]],
      [["history", "show"], ["got .attest/history.db: no such file"]],
      [["history", "plot", "--db", "text.db"], ["--db must be a history"]],
      [["history", "drop"], ["unknown command 'drop'"]],
    ];
    for (const [args, parts] of refused) {
      const { code, stdout, stderr } = await project.attest(...args);
      assertEquals([code, stdout], [2, ""], `${args}: ${stderr}`);
      for (const part of parts) assertStringIncludes(stderr, part);
      assert(!/^\s+at /m.test(stderr) && !stderr.includes("file://"), stderr);
    }
    assertEquals([
      await project.list("."),
      await project.list("run"),
      await project.read("text.db"),
    ], before);
  },
);
