/** Diagnoses from outside: what is written, what is said, and what is refused with nothing written. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testProject } from "../test_project/project.ts";

/** Ninety rows on a bent line, without draws: x and y = |x|, and a column that tells nothing. */
function table(): string {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const x = ((i * 37) % 90) / 45 - 1;
    return `${x},${(i * 11) % 7},${Math.abs(x)}`;
  });
  return `x,other,y\n${rows.join("\n")}\n`;
}

testProject(
  "diagnose: five sentences, files, and a model that answers as they do",
  async (project) => {
    await Deno.writeTextFile(project.path("t.csv"), table());
    await Deno.writeTextFile(project.path("q.csv"), "other,x\n3,0.51\n3,-0.49\n");
    const asked = ["diagnose", "t.csv", "--label", "y", "--query", "q.csv"];
    const said = await project.attest(...asked, "--out", "d", "--save", "m.json");
    assertEquals(said.code, 0, said.stderr);
    assertMatch(said.stdout, /^1\. Past cases predict new ones here: /);
    assertMatch(said.stdout, /\n5\. /);

    const files = ["diagnosis.json", "answers.csv", "page.html"];
    const texts = await Promise.all(
      files.map((name) => Deno.readTextFile(project.path(`d/${name}`))),
    );
    const { schema, answers } = JSON.parse(texts[0]);
    assertEquals([schema, answers.length], ["attest-diagnosis/1", 2]);
    assert(texts[2].includes('id="query-2"'));

    const again = await project.attest(...asked, "--out", "d", "--json");
    assertEquals(again.stdout, texts[0], "the same seed gives the same bytes");
    assertEquals(await Deno.readTextFile(project.path("d/page.html")), texts[2]);
    const other = JSON.parse((await project.attest(...asked, "--json", "--seed", "7")).stdout);
    assertEquals(other.seed, 7);

    const kept = await project.attest("answer", "m.json", "--query", "q.csv", "--json");
    assertEquals(JSON.parse(kept.stdout).answers, answers);
  },
);

testProject(
  "diagnose: what cannot be used is said in one line, and nothing is written",
  async (project) => {
    await Deno.writeTextFile(project.path("t.csv"), table());
    await Deno.writeTextFile(project.path("bad.csv"), "x,y\n1,2\n3\n");
    await Deno.writeTextFile(project.path("mine.txt"), "mine");
    const refused = async (message: string, ...args: string[]) => {
      const { code, stdout, stderr } = await project.attest(...args);
      assertEquals([code, stdout], [2, ""], stderr);
      assertStringIncludes(stderr, message);
      assertEquals(stderr.trim().split("\n").length, 1);
    };
    await refused(
      'attest: t.csv: --label must be a column of the table, got "z"',
      ...["diagnose", "t.csv", "--label", "z", "--out", "d"],
    );
    await refused(
      "attest: bad.csv: every row must have 2 cells as the header has, got 1 in line 3",
      ...["diagnose", "bad.csv", "--label", "y", "--out", "d"],
    );
    await refused(
      "--out must be a new directory",
      "diagnose",
      "t.csv",
      "--label",
      "y",
      "--out",
      ".",
    );
    await refused(
      "--save must be a new file, or an earlier model, got mine.txt",
      ...["diagnose", "t.csv", "--label", "y", "--save", "mine.txt"],
    );
    await refused("a model must be one that", "answer", "mine.txt", "--query", "t.csv");
    assertEquals(await Deno.readTextFile(project.path("mine.txt")), "mine");
    assertEquals(await Deno.stat(project.path("d")).then(() => true, () => false), false);
  },
);
