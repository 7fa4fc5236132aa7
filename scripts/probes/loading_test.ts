/** Probes of loading: a claim whose green would say nothing is refused, by every command alike. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { claimText } from "../test_project/claim_texts.ts";
import { testProject } from "../test_project/project.ts";

const TEXT = claimText({ id: "B1", slug: "bad" });

/** What is wrong, how a good claim becomes it, and what is said. */
const BAD_CLAIMS: readonly [what: string, make: (text: string) => string, said: string][] = [
  ["no mutants", (text) => text.replace(/mutants: \[[^]*?\],\n/, "mutants: [],\n"), "got 0"],
  [
    "one mutant",
    (text) => text.replace(/ +variant\(\{ name: "more.*\n/, ""),
    "a claim has at least 2 mutants that it must refute, got 1",
  ],
  [
    "the same mutant twice",
    (text) => text.replace("more-weights", "other-weights"),
    "mutants differ, got other-weights twice",
  ],
  [
    "the reference among its mutants",
    (text) =>
      text.replace("identityMargin,", "identityMargin, referenceSubject,")
        .replace(/variant\(\{ name: "more.*\}\),/, "referenceSubject,"),
    "a mutant differs from the reference model, got reference",
  ],
  [
    "a mutant that changes nothing the claim needs",
    (text) =>
      text.replace(
        /name: "more-weights".*\}\)/,
        'name: "more-weights", description: "x", posteriorMean: () => 0 })',
      ),
    "which changes posteriorMean; the claim needs weigh",
  ],
  ["budget 0", (text) => text.replace("quick: 20", "quick: 0"), "budget.quick"],
  ["a fractional budget", (text) => text.replace("ci: 1000", "ci: 1000.5"), "budget.ci"],
  ["no budget", (text) => text.replace(/ {2}budget:.*\n/, ""), "budget"],
  ["a falling budget", (text) => text.replace("ci: 1000", "ci: 10"), "rise from quick to deep"],
  ["an id out of form", (text) => text.replace('"B1"', '"b one"'), "an id is a letter"],
  ["a slug out of form", (text) => text.replace('"bad"', '"Bad-Slug"'), "a slug is in snake case"],
  [
    "a slug that is not the file's name",
    (text) => text.replace('"bad"', '"other"'),
    "named after its slug, got other: rename it to props/other_test.ts",
  ],
  [
    "a second exported claim",
    (text) => `${text}\nexport const second = { ...claim };\n`,
    "a claim file exports one claim, got 2",
  ],
  [
    "a claim that deno test does not see",
    (text) => text.replace("testClaim(claim);", "testClaim.toString();"),
    "a claim file ends in `testClaim(claim);`",
  ],
  [
    "a constant generator",
    (text) => text.replace(/generator: .*\n/, "generator: fc.constant({ x: 1 }),\n"),
    "a generator draws more than one spec",
  ],
  ["no statement", (text) => text.replace(/statement: ".*"/, 'statement: ""'), "statement"],
  ["an unknown kind", (text) => text.replace('"INEQ"', '"TRUTH"'), "kind"],
  ["an unknown expectation", (text) => text.replace('"verified"', '"whatever"'), "expected"],
  ["no claim", () => "export const other = 1;\n", "must export a const `claim`"],
  ["no TypeScript", () => "not TypeScript", "must load"],
];

for (const [what, make, said] of BAD_CLAIMS) {
  testProject(`a claim with ${what} is refused by every command`, async (project) => {
    await project.write("props/bad_test.ts", make(TEXT));
    for (const command of [["list"], ["verify", "--claim", "A1", "--out", "out"]]) {
      const { code, stdout, stderr } = await project.attest(...command);
      assertEquals([code, stdout], [2, ""], stderr);
      assertStringIncludes(stderr, "attest: props/bad_test.ts");
      assertStringIncludes(stderr, said);
      assertEquals(stderr.trim().split("\n").length, 1, stderr);
    }
    assertEquals(await project.list("out"), []);
  });
}

const STRANGERS = ["claim.js", "claim_test.mts", "claim.ts", "notes.md", "a_spec.ts"];

for (const name of STRANGERS) {
  testProject(`props/${name} is refused, as nothing would run it`, async (project) => {
    await project.write(`props/${name}`, TEXT);
    const { code, stderr } = await project.attest("list");
    assertEquals(code, 2);
    assertStringIncludes(stderr, `end in _test.ts, got ${name}: move or rename it`);
    await project.remove(`props/${name}`);
  });
}

testProject("a project without claims is refused: 0 of 0 is no green", async (project) => {
  for (const name of await project.list("props")) await project.remove(`props/${name}`);
  for (const command of ["verify", "list"]) {
    const { code, stderr } = await project.attest(command);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "props/ must hold claims");
  }
});

const NO_MARGINS = [
  "return true;",
  "return undefined;",
  "return;",
  "return 1;",
  "return {};",
  "return { margin: 1, got: 1, wanted: 1 };",
  'return { margin: "1", got: 1, wanted: 1, what: "x" };',
  'return Promise.resolve({ margin: 1, got: 1, wanted: 1, what: "x" });',
];

for (const check of NO_MARGINS) {
  testProject(`a check that ends in \`${check}\` has measured nothing`, async (project) => {
    await project.write("props/bad_test.ts", claimText({ id: "B1", slug: "bad", check }));
    const { code, stdout } = await project.attest("verify", "--claim", "B1", "--no-keep");
    assertEquals(code, 1);
    assertStringIncludes(stdout, "check must return a margin with its parts");
    const tested = await project.test("props/bad_test.ts");
    assertEquals(tested.code, 1);
  });
}
