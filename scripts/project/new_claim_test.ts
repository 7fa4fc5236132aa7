import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { type Project, type Ran, testProject } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

/** Runs the task in a small project, with the permissions that it has there. */
function newClaim(project: Project, ...args: readonly string[]): Promise<Ran> {
  const [, ...command] = config.tasks["new-claim"].command.split(" ");
  return runProgram([Deno.execPath(), ...command, ...args], { cwd: project.path(".") });
}

for (const options of [[], ["--statistical"]]) {
  testProject(`a new claim is green as it is written ${options}`, async (project) => {
    const written = await newClaim(project, "X1", "ratio_of_weights", ...options);
    assertEquals(written.code, 0, written.stderr);
    assertStringIncludes(written.stdout, "props/ratio_of_weights_test.ts");
    const text = await project.read("props/ratio_of_weights_test.ts");
    assertMatch(text, /statement: "TODO/);
    assertStringIncludes(written.stdout, "3. deno task attest verify --claim X1 --watch\n");
    const files = ["props/ratio_of_weights_test.ts", "fixtures/mutants/ratio_of_weights_off.ts"];
    const formatted = await runProgram(
      [Deno.execPath(), "fmt", "--check", "--line-width=100", ...files],
      { cwd: project.path(".") },
    );
    assertEquals(formatted.code, 0, formatted.stderr);
    const ran = await project.attest("verify", "--claim", "X1", "--profile", "quick", "--json");
    assertEquals(ran.code, 0, ran.stderr);
    const [claim] = JSON.parse(ran.stdout).claims;
    assertEquals([claim.verdict, claim.ok, claim.mutants.length >= 2], ["verified", true, true]);
    const tested = await project.test("props/ratio_of_weights_test.ts");
    assertEquals(tested.code, 0, tested.stdout);
    const again = await newClaim(project, "X1", "ratio_of_weights");
    assertEquals(again.code, 2);
    assertStringIncludes(again.stderr, "props/ratio_of_weights_test.ts is there already");
  });
}

testProject("the first claim of a project of one's own", async (project) => {
  await Deno.mkdir(project.path("mine"));
  const written = await newClaim(project, "X1", "first_claim", "--project", "mine");
  assertEquals(written.code, 0, written.stderr);
  const text = await project.read("mine/props/first_claim_test.ts");
  assertStringIncludes(text, 'from "@attest/attest/test"');
  // The commands to go on with are of that project.
  assertStringIncludes(
    written.stdout,
    "deno task attest --project mine verify --claim X1 --watch\n",
  );
  assertStringIncludes(written.stdout, "deno test --config=deno.json mine/props\n");
});

testProject("a new claim is refused with the rule and the value", async (project) => {
  const refused: readonly (readonly [string[], string])[] = [
    [[], "got nothing"],
    [["X1"], "expected new-claim ID SLUG"],
    [["4.2", "a_slug"], "an id is a letter, a number and dotted parts as in B10.loss, got 4.2"],
    [["X1", "Not-A-Slug"], "a slug is in snake case, got Not-A-Slug"],
    [["X1", "a_slug", "more"], "got X1 a_slug more"],
    [["X1", "a_slug", "--bad"], "--bad"],
  ];
  for (const [args, message] of refused) {
    const { code, stderr } = await newClaim(project, ...args);
    assertEquals(code === 0, false);
    assertStringIncludes(stderr, message);
    assertEquals(stderr.includes("    at "), false, stderr);
  }
});
