/** The command line from outside: what it prints, writes and exits with. */

import { fileURLToPath } from "node:url";
import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import config from "../../deno.json" with { type: "json" };
import { SCRATCH } from "../base/paths.ts";
import { claimText } from "../test_project/claim_texts.ts";
import { MAY_RUN, type Project, runTask, testProject } from "../test_project/project.ts";

async function reportOf(project: Project, out = "attest-partial"): Promise<Report> {
  return reportSchema.parse(JSON.parse(await project.read(`${out}/report.json`)));
}

/** What is the same whenever the same run is run. */
function withoutTimes(text: string): string {
  return text.replaceAll(/"(seconds|started|finished)": [^\n]*/g, '"$1"');
}

testProject("help is no error and needs no claim", async (project) => {
  await project.write("props/broken_test.ts", "not TypeScript");
  for (const args of [["--help"], ["help", "verify"], ["verify", "--help"], ["replay", "--help"]]) {
    const { code, stdout, stderr } = await project.attest(...args);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, "Usage: attest");
    assertStringIncludes(stdout, "deno task ");
  }
});

testProject("the claims are listed in natural order", async (project) => {
  const { code, stdout } = await project.attest("list", "--json");
  const ids = JSON.parse(stdout).map(({ id }: { id: string }) => id);
  assertEquals([code, ids], [0, ["A1", "A2", "B10", "B10.more", "C1", "C2", "C3", "D1", "D2"]]);
  const plain = await project.attest("list");
  assertMatch(plain.stdout, /^claim +statement +kind/);
});

testProject("a part of the list is what was asked for", async (project) => {
  const listed = async (...args: string[]) => {
    const { code, stdout, stderr } = await project.attest("list", "--json", ...args);
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout).map(({ id }: { id: string }) => id);
  };
  assertEquals(await listed("--group", "B10"), ["B10", "B10.more"]);
  assertEquals(await listed("--group", "b10.more,a"), ["A1", "A2", "B10.more"]);
  assertEquals(await listed("--kind", "EXP"), ["B10", "B10.more"]);
  assertEquals(await listed("--group", "A", "--kind", "EXP"), []);
  // A row is no beginning of another one.
  assertEquals((await project.attest("list", "--group", "B1")).code, 2);
  assertEquals(await listed("--verdict", "verified"), []);
  await project.attest("verify", "--claim", "A1,A2", "--out", "attest-report");
  assertEquals(await listed("--verdict", "refuted"), ["A2"]);
  const none = await project.attest("list", "--verdict", "undecided");
  assertEquals([none.code, none.stdout], [0, "None of 9 claims is like that.\n"]);
});

testProject("the version is that of deno.json", async (project) => {
  const { code, stdout } = await project.attest("--version");
  assertEquals([code, stdout], [0, `attest ${config.version}, deno ${Deno.version.deno}\n`]);
});

testProject("commands are printed as attest was started", async (project) => {
  const started = async (env: Readonly<Record<string, string>>) => {
    const { stdout } = await project.attestWith(env, "verify", "--claim", "C1", "--seed", "3");
    return /run again +(.*) verify/.exec(stdout)?.[1];
  };
  assertEquals(
    await started({ npm_command: "exec" }),
    `npx --yes deno@${Deno.version.deno} task attest`,
  );
  // A script of npm's finds the deno that it names.
  assertEquals(await started({ npm_command: "run-script" }), "deno task attest");
  assertEquals(await started({}), "deno task attest");
  const help = await project.attestWith({ npm_command: "exec" }, "verify", "--help");
  assertStringIncludes(help.stdout, `npx --yes deno@${Deno.version.deno} task verify`);
});

testProject("who asks for the table has it, also of more than twelve claims", async (project) => {
  for (let i = 1; i <= 11; i++) {
    await project.write(
      `props/small_${i}_test.ts`,
      claimText({ id: `E${i}`, slug: `small_${i}`, cases: 20 }),
    );
  }
  const ids = ["A1", "A2", ...Array.from({ length: 11 }, (_, i) => `E${i + 1}`)].join(",");
  const args = ["verify", "--claim", ids, "--profile", "quick"];
  const table = await project.attest(...args, "--table");
  assertMatch(table.stdout, /^13 of 13 claims as expected\n[^]*\nclaim +statement/);
});

testProject("a seed is the same run every time, and the files say so", async (project) => {
  const args = ["verify", "--claim", "A1,B10", "--claim", "large_numbers", "--seed", "1"];
  const first = await project.attest(...args);
  assertEquals(first.code, 0, first.stderr);
  const [report, markdown] = await Promise.all(
    ["report.json", "report.md"].map((name) => project.read(`attest-partial/${name}`)),
  );
  const again = await project.attest(...args, "--out", "deeper/again", "--json");
  assertEquals(again.code, 0, again.stderr);
  assertEquals(await project.read("deeper/again/report.json"), again.stdout);
  assertEquals(withoutTimes(again.stdout), withoutTimes(report));
  assertStringIncludes(markdown, "4 of 4 claims as expected");

  const { run, claims } = await reportOf(project);
  assertEquals([run.seed, run.profile, run.ok, run.interrupted], [1, "ci", true, false]);
  assertEquals(
    claims.map(({ id, verdict, ok }) => [id, verdict, ok]),
    [["A1", "verified", true], ["A2", "refuted", true], ["B10", "verified", true], [
      "B10.more",
      "verified",
      true,
    ]],
  );
  assertEquals(JSON.parse(await project.read("attest-partial/run.json")).seed, 1);
  assertEquals(await project.list("attest-partial"), [
    "counterexamples",
    "ctrf.json",
    "journal.jsonl",
    "junit.xml",
    "report.json",
    "report.md",
    "run.json",
  ]);
});

testProject(
  "piped output is plain: one line a claim, the summary, then the table",
  async (project) => {
    const { stdout, stderr } = await project.attest(
      "verify",
      "--claim",
      "A1",
      "--profile",
      "quick",
    );
    assert(!(stdout + stderr).includes("\x1b") && !(stdout + stderr).includes("\r"));
    assertMatch(
      stderr,
      /^attest: 1 claim, profile quick, seed \d+\n\[1\/1\] A1 verified, 20 cases/,
    );
    assertMatch(stdout, /^1 of 1 claim as expected\n/);
    assertMatch(stdout, /\n\nclaim +statement +verdict/);
    assert(stdout.split("\n").every((line) => line.length <= 100), stdout);
  },
);

testProject("without a seed it follows from the sources", async (project) => {
  const seed = async () => {
    await project.attest("verify", "--claim", "A1", "--profile", "quick");
    return (await reportOf(project)).run.seed;
  };
  const first = await seed();
  assertEquals(await seed(), first);
  await project.write(
    "props/unreached_test.ts",
    claimText({ id: "D2", slug: "unreached", largest: 4 }),
  );
  assertNotEquals(await seed(), first);
});

testProject(
  "a claim that is not as expected is told in full, and its case can be replayed",
  async (project) => {
    const { code, stdout } = await project.attest("verify", "--claim", "C1,A2", "--seed", "3");
    assertEquals(code, 1);
    assertMatch(stdout, /C1 .* refuted ✗/);
    assertMatch(stdout, /got +\d+ for x\nwanted +5\n/);
    const file = "attest-partial/counterexamples/C1.json";
    assertStringIncludes(stdout, `deno task attest replay ${file}`);
    assertStringIncludes(stdout, "deno task attest verify --claim C1 --profile ci --seed 3");

    const fails = await project.attest("replay", file);
    assertEquals(fails.code, 1, fails.stderr);
    assertMatch(fails.stdout, /case +\{"x":\d+\}\ngot +\d+ for x\nwanted +5\n/);
    assertStringIncludes(fails.stdout, "fails, not as expected");
    const expected = await project.attest("replay", "attest-partial/counterexamples/A2.json");
    assertEquals(expected.code, 0);
    assertStringIncludes(expected.stdout, "fails, as expected");

    const text = await project.read(file);
    await project.write("holds.json", text.replace(/"x": \d+/, '"x": 2'));
    assertEquals((await project.attest("replay", "holds.json")).code, 0);
  },
);

testProject(
  "counterexamples of the last run are gone, the user's files are not",
  async (project) => {
    await project.attest("verify", "--claim", "C1");
    await project.write("attest-partial/counterexamples/mine.json", "{}");
    await project.attest("verify", "--claim", "A1");
    assertEquals(await project.list("attest-partial/counterexamples"), ["mine.json"]);
  },
);

testProject("a surviving mutant and a crash are not as expected, and say why", async (project) => {
  const lenient = await project.attest("verify", "--claim", "C2", "--profile", "quick");
  assertEquals(lenient.code, 1);
  assertStringIncludes(
    lenient.stdout,
    "mutant other-weights is verified after 1000 cases, wanted refuted",
  );
  const crashing = await project.attest("verify", "--claim", "C3", "--profile", "quick", "--json");
  assertEquals(crashing.code, 1);
  const [claim] = reportSchema.parse(JSON.parse(crashing.stdout)).claims;
  assertEquals(claim.verdict, "undecided");
  assertStringIncludes(
    claim.reason ?? "",
    "case 1 crashed: ReferenceError: notDefined is not defined",
  );
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  testProject(`${signal} keeps what is decided, exit code 130`, async (project) => {
    const child = project.start("verify", "--claim", "A1,D1,D2");
    const [output, errors] = child.stderr.tee();
    for await (const text of errors.pipeThrough(new TextDecoderStream())) {
      if (text.includes("A1 verified")) break;
    }
    child.kill(signal);
    const stdout = await new Response(child.stdout).text();
    const stderr = await new Response(output).text();
    assertEquals((await child.status).code, 130, stderr);
    assertStringIncludes(stderr, "stopping after the current case");
    assertEquals(
      stdout,
      "1 decided, 2 not reached. Go on: deno task attest verify --resume attest-partial/\n",
    );
    const { run, claims } = await reportOf(project);
    assertEquals([run.interrupted, run.ok], [true, false]);
    assertEquals(claims.map(({ verdict }) => verdict), ["verified", "undecided", "undecided"]);
    for (const { reason } of claims.slice(1)) {
      assertMatch(reason ?? "", /^interrupted (after \d+ of 1000(000)? cases|before it began)$/);
    }
  });
}

testProject("a failing test says how to run it again, and that fails alike", async (project) => {
  const tested = await project.test("props/wrong_test.ts", "props/lenient_test.ts");
  assertEquals(tested.code, 1);
  assertStringIncludes(tested.stdout, "C1 refutes mutant other-weights ... ok");
  assertMatch(
    tested.stdout,
    /mutant +other-weights: other weights\n *got +verified after 1000 cases/,
  );
  const said = /case +(\{"x":\d+\})\n.*\n *run again +deno task attest (verify .*)\n/.exec(
    tested.stdout,
  );
  assert(said !== null, tested.stdout);
  const again = await project.attest(...said[2].split(" "));
  assertEquals(again.code, 1);
  assertStringIncludes(again.stdout, said[1]);
});

Deno.test({
  name: "attest: the tasks run on the project's own claims",
  ignore: !MAY_RUN,
  async fn() {
    const listed = await runTask("attest", "list", "--json");
    assertEquals(listed.code, 0, listed.stderr);
    const claims: { id: string; expected: string }[] = JSON.parse(listed.stdout);
    assert(claims.some(({ expected }) => expected === "refuted"));
    const out = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "task-" });
    try {
      const asked = ["--claim", claims[0].id, "--profile", "quick", "--out", `${out}/run`];
      const verified = await runTask("verify", ...asked);
      assertEquals(verified.code, 0, verified.stdout);
      const report = JSON.parse(await Deno.readTextFile(`${out}/run/report.json`));
      assert(reportSchema.parse(report).run.ok);
    } finally {
      await Deno.remove(out, { recursive: true });
    }
  },
});
