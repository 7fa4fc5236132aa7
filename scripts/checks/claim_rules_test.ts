import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import type { Claim } from "../../src/claim/claim.ts";
import { cardOf } from "../judged/card_of.ts";
import { type AuditedClaim, claimViolations } from "./claim_rules.ts";

const MUTANTS = ["halved"];

function audited(changes: Partial<Claim> = {}, told: Partial<AuditedClaim> = {}): AuditedClaim {
  return { card: cardOf(universal(changes)), strays: [], settings: [], ...told };
}

Deno.test("claim rules: a claim that keeps them passes", () => {
  assertEquals(claimViolations([audited()], MUTANTS), []);
});

const BROKEN: readonly [why: string, changes: Partial<Claim>, violation: string][] = [
  [
    "an id of section numbers",
    { id: "4.2" },
    "a claim fits the report, got id: Invalid string: must match pattern " +
    String.raw`/^[A-Z][0-9]+[a-z]?(\.[a-z0-9_]+)*$/`,
  ],
  [
    "an endless statement",
    { statement: "x".repeat(2001) },
    "a claim fits the report, got statement: Too big: expected string to have <=2000 characters",
  ],
  [
    "a text that is left to do",
    { source: "TODO: a paper" },
    'a claim\'s source is filled in, got "TODO: a paper"',
  ],
  [
    "a regime that is left to do, after its ranges",
    { regime: "TODO", bounds: { x: { from: 0, to: 5 } } },
    'a claim\'s regime is filled in, got "x 0 to 5; TODO"',
  ],
  ["a regime of neither ranges nor words", { regime: " " }, 'a claim has a regime, got " "'],
  [
    "a range that is said again",
    { regime: "whole, 0 ≤ x ≤ 5", bounds: { x: { from: 0, to: 5 } } },
    'a regime has in words what ranges cannot say, got x 0 to 5 again in "x 0 to 5; whole, 0 ≤ x ≤ 5"',
  ],
  ["no statement", { statement: " " }, 'a claim has a statement, got " "'],
  [
    "too few cases",
    { budget: { quick: 10, ci: 999, deep: 1000 } },
    "a universal claim runs at least 1000 cases in ci, got 999",
  ],
  [
    "specs that JSON cannot hold",
    { generator: fc.date().map((at) => ({ at })) } as Partial<Claim>,
    "specs can be kept as JSON, got some that cannot",
  ],
];

for (const [why, changes, violation] of BROKEN) {
  Deno.test(`claim rules: ${why}`, () => {
    assertEquals(
      claimViolations([audited(changes), audited({ id: "Z9", slug: "other" })], MUTANTS),
      [`props/small_numbers_test.ts: ${violation}`],
    );
  });
}

Deno.test("claim rules: settings stay inside the regime and reach all of it", () => {
  const bounds = { x: { from: 0, to: 2 } };
  const cells = [{ name: "x = 2", atLeast: 0.1, holds: ({ x }: { x: number }) => x === 2 }];
  const violations = (...xs: number[]) => {
    const settings = xs.map((x) => ({ spec: { x }, cells: x === 2 ? [0] : [] }));
    const card = cardOf(statistical({ bounds, cells } as unknown as Partial<Claim>));
    return claimViolations([{ card, strays: [], settings }], MUTANTS);
  };
  const inside = Array.from({ length: 500 }, (_, i) => i % 3);
  const where = "props/positive_gain_test.ts: ";
  assertEquals(violations(...inside), []);
  assertEquals(violations(...inside.map((x) => Math.min(x, 1))), [
    `${where}settings reach x = 2, got 0 of 500`,
  ]);
  assertEquals(violations(0, 3), [
    `${where}the generator left the regime: x must be in [0, 2], got 3`,
  ]);
});

Deno.test("claim rules: mutants are exported by the file of their name, and all are used", () => {
  assertEquals(claimViolations([audited()], [...MUTANTS, "not-used"]), [
    "fixtures/mutants/not_used.ts: some claim has its mutant, got none",
  ]);
  const stray = audited({ id: "A2", slug: "other" }, { strays: MUTANTS });
  assertEquals(claimViolations([audited(), stray, stray], []), [
    "fixtures/mutants/halved.ts: it exports mutant halved, got no such export",
  ]);
});
