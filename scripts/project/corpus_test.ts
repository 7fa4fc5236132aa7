/** Failing cases that are kept, and replayed before anything new is generated. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { claimText } from "../test_project/claim_texts.ts";
import { type Project, testProject } from "../test_project/project.ts";

const CORPUS = "fixtures/counterexamples";
const ASKED = ["verify", "--claim", "C1", "--profile", "quick"];

async function claimOf(project: Project): Promise<Report["claims"][number]> {
  const text = await project.read("attest-partial/report.json");
  return reportSchema.parse(JSON.parse(text)).claims[0];
}

/** "x is at most 5", of x up to 50, with another check. */
function wrong(check: string): string {
  return claimText({ id: "C1", slug: "wrong", largest: 50, check });
}

testProject(
  "a failing case is kept, and is the first thing that later runs try",
  async (project) => {
    const first = await project.attest(...ASKED, "--seed", "1");
    assertEquals(first.code, 1);
    const { verdict, counterexample } = await claimOf(project);
    assertEquals(verdict, "refuted");
    const [name, ...more] = await project.list(CORPUS);
    assertEquals(more, []);
    assertMatch(name, /^C1-[0-9a-f]{8}\.json$/);
    assertStringIncludes(first.stderr, `attest: kept ${CORPUS}/${name}, to be replayed first`);

    const second = await project.attest(...ASKED, "--seed", "2");
    const again = await claimOf(project);
    assertEquals([second.code, again.verdict, again.cases], [1, "refuted", 0]);
    assertEquals(again.counterexample!.spec, counterexample!.spec);
    assertEquals((await project.list(CORPUS)).length, 1);

    const test = await project.test("props/wrong_test.ts");
    assertEquals(test.code, 1, "without leave to read the corpus the claim still fails");
  },
);

testProject("a case that holds again lets the claim be generated anew", async (project) => {
  await project.attest(...ASKED);
  await project.write(
    "props/wrong_test.ts",
    wrong(
      'return inequalityMargin("x", x * weigh(Float64Array.of(1, 2))[0], 50, { tolerance: 0 });',
    ),
  );
  await project.attest(...ASKED);
  const { verdict, cases } = await claimOf(project);
  assertEquals([verdict, cases], ["verified", 20]);
});

testProject("a stale case is red, with the reason", async (project) => {
  await project.attest(...ASKED);
  const [name] = await project.list(CORPUS);
  await project.write(
    "props/wrong_test.ts",
    claimText({ id: "C1", slug: "wrong", largest: 5 }),
  );
  const { code } = await project.attest(...ASKED);
  const { verdict, reason } = await claimOf(project);
  assertEquals([code, verdict], [1, "undecided"]);
  assertStringIncludes(reason!, `${CORPUS}/${name} is stale: the generator of C1 has fingerprint`);

  await project.write("props/wrong_test.ts", claimText({ id: "C9", slug: "wrong", largest: 5 }));
  const gone = await project.attest("verify", "--claim", "C9", "--profile", "quick");
  assertEquals(gone.code, 2);
  assertStringIncludes(gone.stderr, `${CORPUS}/${name} is stale: its claim must be one of`);
});

testProject(
  "a file of the corpus that attest did not write is refused by name",
  async (project) => {
    await project.attest(...ASKED);
    const [name] = await project.list(CORPUS);
    await project.write(`${CORPUS}/${name}`, "{}");
    const { code, stderr } = await project.attest(...ASKED);
    assertEquals(code, 2);
    assertStringIncludes(stderr, `${CORPUS}/${name} must be a kept counterexample: `);
  },
);

testProject(
  "nothing is kept when asked not to, nor of claims that expect to be refuted",
  async (project) => {
    await project.attest(...ASKED, "--no-keep");
    await project.attest("verify", "--claim", "A2", "--profile", "quick");
    assertEquals(await project.list(CORPUS), []);
  },
);

testProject("a kept case replays with its numbers", async (project) => {
  await project.attest(...ASKED);
  const [name] = await project.list(CORPUS);
  const { counterexample } = await claimOf(project);
  const { code, stdout } = await project.attest("replay", `${CORPUS}/${name}`);
  assertEquals(code, 1);
  assertMatch(stdout, /wanted +5\nmargin +-\d/);
  assertStringIncludes(stdout, `${counterexample!.got} for x`);
});
