/** The scripts of the gate end with another exit code than 0 where something is wrong. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { MAY_RUN, testProject } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

type Files = Readonly<Record<string, string>>;

/** Runs a script of the gate where these files are, and returns its exit code with what it said. */
async function gate(
  script: string,
  files: Files,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly said: string }> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const cwd = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "gate-" });
  try {
    for (const [path, text] of Object.entries({ "deno.json": "{}", ...files })) {
      await Deno.mkdir(join(cwd, dirname(path)), { recursive: true });
      await Deno.writeTextFile(join(cwd, path), text);
    }
    const config = fileURLToPath(new URL("deno.json", ROOT));
    const path = fileURLToPath(new URL(`${script}.ts`, new URL("scripts/checks/", ROOT)));
    const run = ["run", "--quiet", "--no-check", "--allow-all", `--config=${config}`, path];
    const { code, stdout, stderr } = await runProgram([Deno.execPath(), ...run, ...args], { cwd });
    return { code, said: stdout + stderr };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

function testGate(name: string, run: () => Promise<void>): void {
  Deno.test({ name: `gate: ${name}`, ignore: !MAY_RUN, fn: run });
}

async function expectCodes(
  cases: readonly (readonly [code: number, ...Parameters<typeof gate>])[],
) {
  for (const [wanted, ...asked] of cases) {
    const { code, said } = await gate(...asked);
    assertEquals(code, wanted, said);
  }
}

const EMPTY = { "src/a.ts": "", "props/a.ts": "", "scripts/base/a.ts": "", "fixtures/a.ts": "" };

testGate("check_layers", () =>
  expectCodes([
    [0, "check_layers", EMPTY],
    [1, "check_layers", { ...EMPTY, "src/a.ts": "export const x = Math.random();" }],
  ]));

testGate("check_judged", () =>
  expectCodes([
    [0, "check_judged", { "props/a_test.ts": "export const x = 1;" }, "."],
    [1, "check_judged", { "props/a_test.ts": "Deno.exit(0);" }, "."],
    [1, "check_judged", { "props/a.ts": "", "fixtures/mutants/a.ts": "fetch('x');" }, "."],
    [1, "check_judged", { "props/a_test.ts": "no typescript at all" }, "."],
    [2, "check_judged", {}, "."],
    [2, "check_judged", {}],
  ]));

/** What check_docs wants the door to have, with a reason. */
const KEPT = [
  ...["boundsOf", "claimControl", "drawNearestBatch", "ranged", "runClaim", "signLabels"],
  ...["stackPrompts", "transpose"],
];
const DOCUMENTED = {
  "deno.json": '{ "exports": { ".": "./src/mod.ts" } }',
  "src/mod.ts": `/**
 * M.
 * @example X
 * \`\`\`ts
 * import { x } from "@attest/attest";
 * \`\`\`
 * @module
 */
${KEPT.map((name) => `/** Kept. */\nexport const ${name}: number = 1;`).join("\n")}
/** X. */
export const x: number = 1;`,
  "README.md": "",
  ".github/a.md": "",
  "props/a.ts": "",
  "fixtures/mutants/a.ts": "",
  "fixtures/laws/a.ts": "",
  "fixtures/formulas/a.ts": "",
};

testGate("check_docs", () => {
  const undocumented = DOCUMENTED["src/mod.ts"].replace("/** X. */", "");
  const unused = DOCUMENTED["src/mod.ts"].replace("import { x }", "import { y }");
  return expectCodes([
    [0, "check_docs", DOCUMENTED],
    [1, "check_docs", { ...DOCUMENTED, "src/mod.ts": undocumented }],
    [1, "check_docs", { ...DOCUMENTED, "src/mod.ts": unused }],
    [1, "check_docs", { "deno.json": DOCUMENTED["deno.json"] }],
  ]);
});

testGate("check_performance", async () => {
  const script = "../bench/check_performance";
  const page = (code: string, seal: string) => ({
    "fixtures/baselines/PERFORMANCE.md":
      `Fast.\nThe timed code was \`${code}\`, and the text above is \`${seal}\`.\n`,
  });
  const { code, said } = await gate(script, page("0".repeat(16), "0".repeat(16)));
  const [, timed] = /must be of the code (\w{16})/.exec(said) ?? [];
  const [, seal] = /as the bench wrote it, 0+, got (\w{16})/.exec(said) ?? [];
  assertEquals(code, 1, said);
  await expectCodes([[0, script, page(timed, seal)], [1, script, {}]]);
});

testGate("export_schema", () =>
  expectCodes([
    [1, "export_schema", {}, "--check"],
    [0, "export_schema", {}],
    [2, "export_schema", {}, "--chek"],
  ]));

const JUNIT = (inside: string) =>
  `<testsuites><testsuite name="a"><testcase name="x" line="1" time="0">${inside}</testcase>` +
  "</testsuite></testsuites>";

testGate("junit_total", async () => {
  const files = { "a.xml": JUNIT(""), "b.xml": JUNIT('<failure message="x">y</failure>') };
  const { code, said } = await gate("junit_total", files, "a.xml", "b.xml");
  assertEquals([code, said], [0, "\nFAILED x (a:1)\n  y\n1 passed, 1 failed\n"]);
  await expectCodes([
    [2, "junit_total", files],
    [2, "junit_total", files, "a.xml", "c.xml"],
    [2, "junit_total", { "a.xml": "<testsuites></testsuites>" }, "a.xml"],
  ]);
});

testGate("in_rooms", () =>
  expectCodes([
    [0, "in_rooms", {}, "eval", ""],
    [1, "in_rooms", {}, "eval", "Deno.exit(Deno.cwd().endsWith('kernel') ? 1 : 0)"],
  ]));

testGate("run_tests", async () => {
  const test = (body: string) => ({ "a_test.ts": `Deno.test("a", () => {${body}});` });
  const asked = ["--junit-path=out/junit.xml", "a_test.ts"];
  await expectCodes([
    [0, "run_tests", test(""), ...asked],
    [1, "run_tests", { ...test(""), "b_test.ts": 'throw new Error("x");' }, ...asked, "b_test.ts"],
    [2, "run_tests", test(""), "a_test.ts"],
  ]);
  const { code, said } = await gate("run_tests", test("throw new Error('no');"), ...asked);
  assertEquals(code, 1);
  for (const part of ["FAILED a", "Error: no", "0 passed, 1 failed"]) {
    assertStringIncludes(said, part);
  }
});

testProject("gate: print_chance", async (project) => {
  await Deno.mkdir(project.path("fixtures/random"), { recursive: true });
  const tests = "export const [RANDOM_TESTS, SEEDED_TESTS] = [[1, 2], [3]];";
  await project.write("fixtures/random/random_for_tests.ts", tests);
  for (const [allowed, wanted] of [[0.3, 0], [0.29, 1]]) {
    const chance = `export const [RUN_CHANCE, TEST_CHANCE] = [${allowed}, 0.1 - 1e-9];`;
    await project.write("fixtures/random/chance_for_tests.ts", chance);
    const { code, stderr } = await runProgram(
      [Deno.execPath(), "run", "--no-check", "--allow-read", "scripts/checks/print_chance.ts"],
      { cwd: project.path(".") },
    );
    assertEquals(code, wanted, stderr);
  }
});
