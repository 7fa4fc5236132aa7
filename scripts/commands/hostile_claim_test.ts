/** Claims, arguments and files that want to be more than text, through every command. */

import { assert, assertEquals } from "@std/assert";
import { CLAIMS } from "../test_project/claim_texts.ts";
import { HOSTILE, offences } from "../test_project/hostile.ts";
import { type Project, type Ran, testProject } from "../test_project/project.ts";

/** Short enough for the name of a mutant, and possible as an argument and as the name of a file. */
const SHORT =
  "x\n::stop-commands::quiet\r::error::y\x1b[31mz\x07\x9b2J\u202e##[debug] @user <img src=x> |`";
const RUN = ["--profile", "quick", "--seed", "3", "--no-keep"];

/** Every text of a claim file becomes hostile. */
function hostileFile(text: string): string {
  const literal = JSON.stringify(HOSTILE);
  return [
    ...["x is at most 5 and weights sum to one", "the gain is above 0", "made up", "everywhere"],
    ...["other weights", "none", "x", "gain", "sum of weights"],
  ].reduce(
    (file, part) =>
      file.replace(
        new RegExp(`(statement: |source: |regime: |description: |effectName: |Margin\\()"${part}"`),
        (_, before) => before + literal,
      ),
    text,
  ).replace(/name: "[\w-]+"/, () => `name: ${JSON.stringify(SHORT)}`);
}

async function writeClaims(project: Project): Promise<void> {
  for (const slug of ["small_numbers", "large_numbers", "gain", "wrong", "lenient", "crashing"]) {
    const text = CLAIMS[slug].replace("return notDefined;", () => {
      return `throw new Error(${JSON.stringify(HOSTILE)});`;
    });
    await project.write(`props/${slug}_test.ts`, hostileFile(text));
  }
}

/** Nothing that was written is obeyed, but our own annotations where they are asked for. */
function assertShown({ stdout, stderr }: Ran, { annotated = false } = {}): void {
  assertEquals(offences(stdout), []);
  const own = (line: string) => annotated && line.startsWith("::error file=props/");
  assertEquals(offences(stderr, own), []);
  assert(stdout + stderr !== "");
}

testProject(
  "hostile claims are reported, told to GitHub, and kept in their place",
  async (project) => {
    await writeClaims(project);
    await project.write("summary.md", "");
    const github = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "summary.md" };
    const ids = "A1,A2,B10,C1,C2,C3";
    const there = await project.attestWith(github, "verify", "--claim", ids, ...RUN);
    assertEquals(there.code, 1, there.stderr);
    assertShown(there, { annotated: true });
    assertEquals(there.stderr.match(/^::error /gm)?.length, 5);
    const json = await project.attest("verify", "--claim", ids, ...RUN, "--json", "--cases");
    assertShown(json);
    assertEquals(JSON.parse(json.stdout).claims[0].statement, HOSTILE);
    const written = ["report.json", "report.md", "junit.xml", "ctrf.json", "cases.jsonl"];
    for (const path of ["summary.md", ...written.map((name) => `attest-partial/${name}`)]) {
      assertEquals(offences(await project.read(path)), [], path);
    }
  },
);

testProject(
  "hostile claims are listed, compared, kept, joined, replayed and tested",
  async (project) => {
    await writeClaims(project);
    await project.attest("verify", "--claim", "A1,B10,C1", ...RUN);
    const report = JSON.parse(await project.read("attest-partial/report.json"));
    report.claims[0].statement = `${HOSTILE} or not`;
    report.run.deno = SHORT.slice(0, 40);
    await project.write("other.json", JSON.stringify(report));
    const shown = [
      ["list"],
      ["list", "--json"],
      ["compare", "other.json", "attest-partial"],
      ["compare", "other.json", "attest-partial", "--json"],
      ["accept", "attest-partial"],
      ["history", "add", "attest-partial"],
      ["history", "show"],
      ["history", "show", "--claim", "B10", "--json"],
      ["history", "plot"],
      ["merge", "attest-partial", "--out", "joined"],
      ["replay", "attest-partial/counterexamples/C1.json"],
    ];
    for (const args of shown) assertShown(await project.attest(...args));
    const files = ["wrong", "lenient", "crashing", "gain"].map((slug) => `props/${slug}_test.ts`);
    assertShown(await project.test(...files));
  },
);

testProject(
  "hostile arguments and files are named, and say nothing themselves",
  async (project) => {
    await project.write("schema.json", JSON.stringify({ schema: HOSTILE, [HOSTILE]: HOSTILE }));
    await project.write("text.json", HOSTILE);
    await project.attest("verify", "--claim", "C1", ...RUN);
    const kept = JSON.parse(await project.read("attest-partial/counterexamples/C1.json"));
    await project.write("case.json", JSON.stringify({ ...kept, subject: SHORT }));
    const refused = [
      [SHORT],
      ...["--claim", "--seed", "--workers", "--shard", "--profile", "--resume"].map((
        option,
      ) => ["verify", option, SHORT]),
      ...["report", "replay", "merge", "accept"].map((command) => [command, SHORT]),
      ...["schema.json", "text.json", "case.json"].flatMap((file) => [
        ["replay", file],
        ["compare", file, "attest-partial"],
      ]),
      ...["add", "show"].map((command) => ["history", command, SHORT]),
      ["history", "show", "--db", SHORT],
      ["compare", SHORT, SHORT, "--html", SHORT],
    ];
    for (const args of refused) {
      const ran = await project.attest(...args);
      assertEquals(ran.code, 2, args.join(" "));
      assertShown(ran);
    }
    const out = await project.attest("verify", "--claim", "A1", ...RUN, "--out", `made/${SHORT}`);
    assertEquals(out.code, 0, out.stderr);
    assertShown(out);
  },
);

testProject("a file that does not load says why, and no more", async (project) => {
  await project.write(
    "props/broken_test.ts",
    `throw new Error(${JSON.stringify(HOSTILE.replaceAll("\n", " "))});\n`,
  );
  for (const args of [["list"], ["verify", ...RUN], ["--debug", "list"]]) {
    const ran = await project.attest(...args);
    assert(ran.code !== 0);
    assertShown(ran);
  }
});
