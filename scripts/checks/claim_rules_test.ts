import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { universal } from "../../src/claim/claims_for_tests.ts";
import type { Claim } from "../../src/claim/claim.ts";
import { type ClaimFile, claimViolations, thinClaims } from "./claim_rules.ts";

const [MUTANT] = universal().mutants;
const MUTANTS = [{ name: "halved.ts", exports: [MUTANT] }];

function fileOf(changes: Partial<Claim> = {}, file: Partial<ClaimFile> = {}): ClaimFile {
  const claim = universal(changes);
  return { name: `${claim.slug}_test.ts`, text: "testClaim(claim);\n", claim, ...file };
}

Deno.test("claim rules: a claim that keeps them passes", () => {
  assertEquals(claimViolations([fileOf()], MUTANTS), []);
});

const BROKEN: readonly [why: string, file: ClaimFile, violation: string][] = [
  ["no claim", fileOf({}, { claim: undefined }), "a claim file exports `claim`, got none"],
  [
    "another name",
    fileOf({}, { name: "other_test.ts" }),
    "a file is named after its slug, got small_numbers",
  ],
  [
    "an id of section numbers",
    fileOf({ id: "4.2" }),
    "a claim fits the report, got id: Invalid string: must match pattern " +
    String.raw`/^[A-Z][0-9]+[a-z]?(\.[a-z0-9_]+)*$/`,
  ],
  [
    "no tests",
    fileOf({}, { text: "" }),
    "a claim file ends in `testClaim(claim);`, got no such line",
  ],
  [
    "an endless statement",
    fileOf({ statement: "x".repeat(2001) }),
    "a claim fits the report, got statement: Too big: expected string to have <=2000 characters",
  ],
  ["no mutants", fileOf({ mutants: [] }), "a claim has at least one mutant, got 0"],
  ["no statement", fileOf({ statement: " " }), 'a claim has a statement, got " "'],
  [
    "too few cases",
    fileOf({ budget: { quick: 10, ci: 999, deep: 1000 } }),
    "a universal claim runs at least 1000 cases in ci, got 999",
  ],
  [
    "a falling budget",
    fileOf({ budget: { quick: 2000, ci: 1000, deep: 5000 } }),
    "a budget is whole numbers that rise from quick to deep, got 2000, 1000, 5000",
  ],
];

for (const [why, file, violation] of BROKEN) {
  Deno.test(`claim rules: ${why}`, () => {
    assertEquals(
      claimViolations([file, fileOf({ id: "Z9", slug: "other" })], MUTANTS),
      [`props/${file.name}: ${violation}`],
    );
  });
}

Deno.test("claim rules: specs that JSON cannot hold", () => {
  const dates = fileOf({ generator: fc.date().map((at) => ({ at })) } as Partial<Claim>);
  const [violation] = claimViolations([dates], MUTANTS);
  assertEquals(
    violation.split(", got")[0],
    "props/small_numbers_test.ts: specs can be kept as JSON",
  );
});

Deno.test("claim rules: ids differ", () => {
  assertEquals(claimViolations([fileOf(), fileOf({ slug: "more" })], MUTANTS), [
    "props/: ids must differ, got A1 twice",
  ]);
});

Deno.test("claim rules: mutants are exported by the file of their name, and all are used", () => {
  const unused = { name: "unused.ts", exports: [{ name: "unused", description: "" }] };
  assertEquals(claimViolations([fileOf()], [...MUTANTS, unused]), [
    "fixtures/mutants/unused.ts: some claim has its mutant, got none",
  ]);
  assertEquals(claimViolations([fileOf()], []), [
    "fixtures/mutants/halved.ts: it exports mutant halved, got no such export",
  ]);
});

Deno.test("claim rules: different mutants have different names", () => {
  const twin = { ...MUTANT };
  const twins = [{ name: "halved.ts", exports: [MUTANT, twin] }];
  const other = fileOf({ id: "A2", slug: "other", mutants: [twin] });
  assertEquals(claimViolations([fileOf(), other], twins), [
    "fixtures/mutants/: mutants have different names, got halved twice",
  ]);
});

Deno.test("claim rules: a claim of the suite has two mutants", () => {
  const [{ claim }] = [fileOf()];
  assertEquals(thinClaims([claim!]).length, 1);
  assertEquals(thinClaims([{ ...claim!, mutants: [claim!.mutants[0], claim!.mutants[0]] }]), []);
});
