/** `attest --project`: claims outside of attest, judged as its own are. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { reportSchema } from "../../src/report/schema.ts";
import { ROOT } from "../base/paths.ts";
import { claimText } from "../test_project/claim_texts.ts";
import { byName, type OtherProject, otherProject } from "../test_project/other_project.ts";
import { MAY_RUN, runScript, testProject } from "../test_project/project.ts";

const SMALL = byName(claimText({ id: "A1", slug: "small" }));
const QUICK = ["verify", "--profile", "quick", "--project", "."];
const MUTANT = `import { variant } from "@attest/attest";
export const noWeights = variant({ name: "no-weights", description: "none", weigh: (x) => x.map(() => 0) });
`;

/** A test with a project of these files. */
function withProject(
  name: string,
  files: Readonly<Record<string, string>>,
  run: (project: OtherProject) => Promise<void>,
): void {
  Deno.test({
    name: `--project: ${name}`,
    ignore: !MAY_RUN,
    async fn() {
      await using project = await otherProject(files);
      await run(project);
    },
  });
}

async function reportOf(project: OtherProject, out = "attest-report") {
  return reportSchema.parse(JSON.parse(await project.read(`${out}/report.json`)));
}

withProject(
  "claims without mutants, baselines or kept cases of the project's own are judged",
  { "props/small_test.ts": SMALL },
  async (project) => {
    for (const args of [["--project", ".", "list"], ["list", "--project", "."]]) {
      const { code, stdout, stderr } = await project.attest(args);
      assertEquals([code, stderr], [0, ""]);
      assertMatch(stdout, /^A1 +x is at most 5/m);
    }
    const { code, stderr } = await project.attest([...QUICK, "--matrix"]);
    assertEquals(code, 0, stderr);
    const { claims, matrix } = await reportOf(project);
    assertEquals(claims.map(({ id, verdict }) => [id, verdict]), [["A1", "verified"]]);
    // Those of the claim itself.
    assertEquals(matrix?.mutants, ["more-weights", "other-weights"]);
  },
);

withProject(
  "mutants and packages come by name, and the seed follows from the project",
  {
    "props/small_test.ts": SMALL.replace(
      "export const claim",
      `import { assertEquals } from "@std/assert";
import { Matrix } from "ml-matrix";
import { noWeights } from "../fixtures/mutants/no_weights.ts";
assertEquals(Matrix.eye(1).get(0, 0), 1);

export const claim`,
    ).replace("mutants: [", "mutants: [\n    noWeights,"),
    "fixtures/mutants/no_weights.ts": MUTANT,
  },
  async (project) => {
    const first = await project.attest([...QUICK, "--matrix"]);
    assertEquals(first.code, 0, first.stderr);
    const { run, matrix } = await reportOf(project);
    assertEquals(matrix?.mutants, ["more-weights", "no-weights", "other-weights"]);
    await project.write("fixtures/mutants/no_weights.ts", `${MUTANT}// changed\n`);
    await project.attest(QUICK);
    const { run: { seed, code } } = await reportOf(project);
    assertNotEquals([seed, code], [run.seed, run.code]);
  },
);

withProject(
  "kept cases, baselines and shards are the project's",
  { "props/wrong_test.ts": byName(claimText({ id: "A1", slug: "wrong", largest: 50 })) },
  async (project) => {
    const failed = await project.attest(QUICK);
    assertEquals(failed.code, 1, failed.stderr);
    const [, kept] = /kept (fixtures\/counterexamples\/A1-[0-9a-f]{8}\.json),/.exec(failed.stderr)!;
    const replayed = await project.attest(["replay", kept, "--project", "."]);
    assertEquals(replayed.code, 1, replayed.stderr);

    await Deno.remove(`${project.directory}/${kept}`);
    await project.write("props/wrong_test.ts", byName(claimText({ id: "A1", slug: "wrong" })));
    for (const shard of ["1/2", "2/2"]) {
      await project.attest([...QUICK, "--shard", shard]);
    }
    const shards = ["attest-shards/1-of-2", "attest-shards/2-of-2"];
    const merged = await project.attest(["merge", ...shards, "--project", "."]);
    assertEquals(merged.code, 0, merged.stderr);
    const accepted = await project.attest(["accept", "attest-report", "--project", "."]);
    assertEquals(accepted.stdout, "Baseline of profile quick: fixtures/baselines/quick.json\n");
    const compared = await project.attest(
      ["compare", "fixtures/baselines/quick.json", "attest-report", "--project", "."],
    );
    assertEquals(compared.code, 0, compared.stderr + compared.stdout);
  },
);

testProject("a claim may read attest and its project, nothing else", async (copy) => {
  // A copy of attest, so that neither lies in the other.
  const harness = pathToFileURL(copy.path("."));
  await using project = await otherProject({});
  await using beside = await otherProject({ "notes.md": "" });
  const readable = [copy.path("deno.json"), join(project.directory, "props/small_test.ts")];
  const others = ["/etc/passwd", join(beside.directory, "notes.md")];
  const said: boolean[] = [];
  for (const path of [...readable, ...others]) {
    const check = `Deno.readTextFileSync(${JSON.stringify(path)});
    return inequalityMargin("x", x * weigh(Float64Array.of(1))[0], 5, { tolerance: 0 });`;
    await project.write(
      "props/small_test.ts",
      byName(claimText({ id: "A1", slug: "small", check })),
    );
    const { stderr } = await project.attest([...QUICK, "--no-keep"], { harness });
    const [{ reason }] = (await reportOf(project)).claims;
    assert(!reason || reason.includes("NotCapable"), `${reason} ${stderr}`);
    said.push(reason === null);
  }
  assertEquals(said, [true, true, false, false]);
});

withProject("its tests run under deno test, with or without permissions", {
  "props/small_test.ts": SMALL,
}, async (project) => {
  const { "@std/assert": _, "@std/testing": _testing, ...imports } = config.imports;
  const absolute = Object.entries(imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? new URL(target, ROOT).href : target,
  ]);
  // Below .attest/, which the configuration of attest leaves out.
  await project.write("deno.json", JSON.stringify({ imports: Object.fromEntries(absolute) }));
  for (const flags of [[], ["--allow-read"]]) {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-prompt", "--no-check", "--no-lock", ...flags, "props"],
      cwd: project.directory,
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder().decode(stdout);
    assertEquals(code, 0, text);
    assertStringIncludes(text, "3 passed");
  }
});

withProject("what is no project is refused in one line", {
  "a,b/props/small_test.ts": SMALL,
  "empty/notes.md": "",
  "file/props": "",
}, async (project) => {
  const rule = "attest: --project must be a directory with claims in its props/, got ";
  const cases: Readonly<Record<string, string>> = {
    "nowhere": `${rule}nowhere: no such file or directory\n`,
    "empty": `${rule}empty/props: no such file or directory\n`,
    "empty/notes.md": `${rule}empty/notes.md: not a directory\n`,
    "file": `${rule}file/props: not a directory\n`,
  };
  for (const [path, said] of Object.entries(cases)) {
    for (const command of [["list"], ["verify"], ["accept", "x"], ["history", "show"]]) {
      const { code, stdout, stderr } = await project.attest([...command, "--project", path]);
      assertEquals([code, stdout, stderr], [2, "", said]);
    }
  }
  const { code, stderr } = await project.attest(["list", "--project", "a,b"]);
  assertEquals(code, 2);
  assertMatch(
    stderr,
    /^attest: a path that claims may read must have no comma, got .*a,b\/: move or rename it\n$/,
  );
});

withProject("its claims and mutants can be held to what is judged may say", {
  "props/small_test.ts": SMALL,
}, async ({ directory, write }) => {
  const check = () => runScript("scripts/checks/check_judged.ts", directory);
  assertEquals((await check()).stderr, "judged: 1 files, 0 violations\n");
  await write("fixtures/mutants/no_weights.ts", `${MUTANT}Deno.exit(0);\n`);
  const { code, stderr } = await check();
  assertEquals(code, 1);
  assertMatch(stderr, /^fixtures\/mutants\/no_weights.ts:3: what is judged uses .* got Deno$/m);
  assertEquals((await runScript("scripts/checks/check_judged.ts", `${directory}/none`)).code, 2);
});

Deno.test("--project: attest is given no more permissions for it", () => {
  const granted = config.tasks["attest:run"].command.match(/--allow-(?!env)\S*/g);
  assertEquals(granted, [
    "--allow-read",
    "--allow-write",
    "--allow-run=scripts/charts/draw.sh,scripts/judged/child.sh,scripts/subject/start.sh,scripts/records/records.sh",
  ]);
});
