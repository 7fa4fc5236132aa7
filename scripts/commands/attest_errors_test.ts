/** Bad input from outside: said on one line, exit code 2, no stack, nothing written. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { claimText } from "../test_project/claim_texts.ts";
import { type Ran, testProject } from "../test_project/project.ts";

function assertUsageError({ code, stdout, stderr }: Ran, ...parts: readonly string[]): void {
  assertEquals([code, stdout], [2, ""], stderr);
  for (const part of parts) assertStringIncludes(stderr, part);
  assert(!/^\s+at /m.test(stderr) && !stderr.includes("file://"), stderr);
}

const UNUSABLE: readonly [args: string[], parts: string[]][] = [
  [[], ["Usage: attest"]],
  [["verfy"], ["unknown command 'verfy', did you mean `deno task attest verify`?"]],
  [["something"], ["unknown command 'something'", "--help lists"]],
  [["a1"], ["unknown command 'a1', but a claim: `deno task attest verify --claim A1`"]],
  [["verify", "--clam", "A1"], ["unknown option '--clam'", "Did you mean --claim?"]],
  [["verify", "A1"], ["got A1: `deno task attest verify --claim A1`"]],
  [["verify", "one", "two"], ["too many arguments", "got 2: one, two"]],
  [["verify", "--watch", "--json"], ["'--watch' cannot be used with option '--json'"]],
  [["verify", "--claim", "A7"], ["--claim must be an id or a slug", 'got "A7"; the nearest is A1']],
  [["verify", "--claim", "A1,moregain"], ['got "moregain"; the nearest is more_gain']],
  [["verify", "--claim", ","], ["argument ',' is invalid", "an id or a slug"]],
  [["verify", "--profile", "fast"], ["'fast' is invalid", "quick, ci, deep"]],
  [["verify", "--seed", "1.5"], ["'1.5' is invalid", "whole number"]],
  [["verify", "--seed", ""], ["'' is invalid", "whole number"]],
  [["verify", "--seed"], ["--seed", "argument missing"]],
  [["verify", "--out", ""], ["'' is invalid", "must name a directory"]],
  [["verify", "--claim", "A1", "--out", "deno.json"], [
    "--out must be a directory",
    "deno.json: a file",
  ]],
  [["verify", "--claim", "A1", "--out", "deno.json/a/b"], ["--out must be a directory", "a file"]],
  [["verify", "--claim", "A1", "--out", `new/${"a".repeat(300)}`], ["file name too long"]],
  [["verify", "--claim", "A1", "--out", "/proc/attest"], [
    "--out must be a directory",
    "/proc/attest",
  ]],
  [["replay"], ["missing required argument 'file'"]],
  [["replay", "missing.json"], ["cannot replay missing.json: no such file"]],
  [["replay", "props"], ["cannot replay props: it must be a regular file"]],
  [["replay", "scripts/attest.ts"], ["cannot replay scripts/attest.ts: it must be JSON"]],
  [["replay", "deno.json"], ['its schema must be "attest-counterexample/1", got no schema']],
  [["list", "all"], ["too many arguments"]],
  [["list", "b10"], ["got b10: `deno task attest list --group B10`"]],
  [["list", "--group", "Z9"], ["--group must be A, B, C, D, or a row", 'such as A1, got "Z9"']],
  [["list", "--kind", "id"], ["'id' is invalid", "ID, INEQ, LIM, EXP"]],
  [["list", "--verdict", "green"], ["'green' is invalid", "verified, refuted, undecided"]],
  [["completion"], ["missing required argument 'shell'"]],
  [["completion", "csh"], ["'csh' is invalid", "bash, zsh, fish"]],
];

testProject(
  "what cannot be used is said on one line, exit code 2, and nothing is written",
  async (project) => {
    const before = await project.list(".");
    for (const [args, parts] of UNUSABLE) assertUsageError(await project.attest(...args), ...parts);
    assertEquals(await project.list("."), before);
  },
);

testProject("claim files that are none, or share an id, are named", async (project) => {
  await project.write("props/twin_test.ts", claimText({ id: "A1", slug: "twin" }));
  assertUsageError(await project.attest("list"), "claims must have different ids, got A1 in");
  await project.write("props/twin_test.ts", "export const claims = [];");
  assertUsageError(await project.attest("list"), "props/twin_test.ts must export a const `claim`");
});

testProject(
  "a counterexample that is stale, foreign, newer or too large is refused",
  async (project) => {
    await project.attest("verify", "--claim", "C1", "--seed", "3");
    const text = await project.read("attest-partial/counterexamples/C1.json");
    const refused: [string, string][] = [
      [text.replace("/1", "/2"), "it must be of version 1"],
      [text.replace('"C1"', '"C9"'), "its claim must be one of `attest list`, got C9"],
      [text.replace('"reference"', '"mine"'), "its subject must be reference, got mine"],
      [text.replace('"x"', '"x": 1, "x"').replace('"seed"', '"sead"'), "it must follow"],
      [text + " ".repeat(1_000_000), "at most 1000000 bytes"],
    ];
    for (const [changed, message] of refused) {
      await project.write("changed.json", changed);
      assertUsageError(await project.attest("replay", "changed.json"), message);
    }
    await project.write("changed.json", text);
    await project.write("props/wrong_test.ts", claimText({ id: "C1", slug: "wrong", largest: 90 }));
    assertUsageError(await project.attest("replay", "changed.json"), "it is stale", "C1");
  },
);
