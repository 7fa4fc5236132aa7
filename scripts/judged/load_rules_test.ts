/** A claim that breaks a rule of loading is none, and the rule is named. */

import { assertEquals, assertThrows } from "@std/assert";
import type { ClaimFacts } from "../../src/claim/facts.ts";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { UsageError } from "../base/usage_error.ts";
import { cardOf } from "./card_of.ts";
import { cardOfFile, type ReadFile } from "./card_of_file.ts";
import { loadBreach, type Loading } from "./load_rules.ts";

const FILE = "small_numbers_test.ts";
const MUTANTS = ["halved", "doubled"].map((name) => ({ name, description: name }));
const CLAIM: ClaimFacts = universal({ mutants: MUTANTS, needs: ["weigh"] } as never);
const LOADING: Loading = {
  ...{ claims: 1, registered: true, varies: true, lawful: false, fixed: [] },
  changes: [["weigh"], ["weigh", "attend"]],
};

/** A claim with a law, of a kind, and with these rivals. */
const LAWFUL = { lawful: true };
const law = (kind: string, ...names: readonly string[]) => (
  { kind, rivals: names.map((name) => ({ name, description: name })) } as Partial<ClaimFacts>
);
/** A claim with these strata, of which each fixes what it is given. */
const STRATIFIED = {
  ...statistical({ mutants: MUTANTS, needs: ["weigh"], slug: "small_numbers" } as never),
  bounds: { x: { from: 0, to: 5 }, kind: { among: ["a", "b"] } },
  strata: ["low", "high"].map((name) => ({ name })),
} as unknown as Partial<ClaimFacts>;
const fixed = (low: object, high: object) => ({ fixed: [low, high].map(Object.entries) });

const BREACHES: readonly (readonly [
  claim: Partial<ClaimFacts>,
  loading: Partial<Loading>,
  said: string,
])[] = [
  [{}, { claims: 2 }, "a claim file exports one claim, got 2"],
  [{ id: "A" }, {}, "an id is a letter, a number"],
  [{ slug: "Small" }, {}, "a slug is in snake case, got Small"],
  [{ slug: "other" }, {}, "a claim file is named after its slug, got other"],
  [{}, { registered: false }, "a claim file ends in `testClaim(claim);`"],
  [{ budget: { quick: 9, ci: 5, deep: 10 } }, {}, "a budget is whole numbers that rise"],
  [{ budget: { quick: 1, ci: 5, deep: 4 } }, {}, "a budget is whole numbers that rise"],
  [{ budget: { quick: 0, ci: 5, deep: 9 } }, {}, "a budget is whole numbers that rise"],
  [
    { regime: "" },
    {},
    "a claim has a regime: ranges of its generator, words, or both; got neither",
  ],
  [{ regime: " " }, {}, "a claim has a regime"],
  [{ expected: "refuted" }, {}, "a claim that is to be refuted says in which share"],
  [{ failsIn: 0.1 } as never, {}, "failsIn is for claims about cases that are to be refuted"],
  [{}, { varies: false }, "a generator draws more than one spec"],
  [{ mutants: MUTANTS.slice(1) }, { changes: [["weigh"]] }, "a claim has at least 2 mutants"],
  [{ mutants: [MUTANTS[0], MUTANTS[0]] }, {}, "mutants differ, got halved twice"],
  [{}, { changes: [["weigh"], null] }, "a mutant differs from the reference model, got doubled"],
  [{}, { changes: [["weigh"], ["attend"]] }, "a mutant changes what the claim needs, got doubled"],
  [{}, { changes: [["weigh"], []] }, "a mutant changes what the claim needs, got doubled"],
  [law("ID", "a", "b"), {}, "rivals stand in for a law: state it by statisticalLaw or"],
  [law("ID"), {}, "rivals stand in for a law"],
  [
    { kind: "ID" },
    LAWFUL,
    "a claim of kind ID with a law has at least 2 rivals that it must refute, got 0",
  ],
  ...(["ID", "INEQ"] as const).map((kind) =>
    [
      law(kind, "a"),
      LAWFUL,
      `a claim of kind ${kind} with a law has at least 2 rivals that it must refute, got 1`,
    ] as const
  ),
  ...(["LIM", "EXP"] as const).map((kind) =>
    [
      law(kind, "a", "b"),
      LAWFUL,
      `a claim of kind ${kind} with a law has at least 3 rivals that it must refute, got 2`,
    ] as const
  ),
  [law("ID", "a", "b", "a"), LAWFUL, "rivals differ, got a twice"],
  [law("ID", "a", "halved"), LAWFUL, "a rival has another name than the mutants, got halved"],
  [
    { ...STRATIFIED, strata: [{ name: "low" }, { name: "low" }] } as never,
    fixed({ x: 0 }, { x: 5 }),
    "strata differ, got low twice",
  ],
  [
    STRATIFIED,
    fixed({ x: 0 }, { y: 5 }),
    "a stratum fixes fields that the claim's bounds name, got y in high",
  ],
  [
    { ...STRATIFIED, bounds: undefined } as never,
    fixed({}, { x: 5 }),
    "a stratum fixes fields that the claim's bounds name, got x in high",
  ],
  [
    STRATIFIED,
    fixed({}, { toString: 5 }),
    "a stratum fixes fields that the claim's bounds name, got toString in high",
  ],
  [
    STRATIFIED,
    fixed({ x: 0 }, { x: 6 }),
    "a stratum lies within the claim's bounds, got a field: x must be in [0, 5], got 6, in high",
  ],
  [
    STRATIFIED,
    fixed({ x: 0, kind: "c" }, {}),
    "a stratum lies within the claim's bounds, got a field: kind must be one of a, b, got c, in low",
  ],
];

Deno.test("load rules: a claim with a law has rivals enough, one with strata fixes what is in its bounds", () => {
  const kept: readonly (readonly [claim: Partial<ClaimFacts>, loading: Partial<Loading>])[] = [
    [law("ID", "a", "b"), LAWFUL],
    [law("INEQ", "a", "b"), LAWFUL],
    [law("LIM", "a", "b", "c"), LAWFUL],
    [law("EXP", "a", "b", "c"), LAWFUL],
    [STRATIFIED, fixed({ x: 0, kind: "a" }, {})],
    [STRATIFIED, fixed({ x: 5 }, { kind: "b" })],
  ];
  for (const [claim, loading] of kept) {
    const own = { ...CLAIM, ...claim } as ClaimFacts;
    assertEquals(loadBreach(FILE, own, { ...LOADING, ...loading }), undefined);
  }
});

Deno.test("load rules: a claim that keeps them is loaded", () => {
  assertEquals(loadBreach(FILE, CLAIM, LOADING), undefined);
  const mean = statistical({ mutants: MUTANTS, needs: ["weigh"], slug: "small_numbers" } as never);
  assertEquals(loadBreach(FILE, mean, { ...LOADING, varies: false }), undefined);
});

for (const [claim, loading, said] of BREACHES) {
  Deno.test(`load rules: ${said}`, () => {
    const breach = loadBreach(FILE, { ...CLAIM, ...claim } as ClaimFacts, {
      ...LOADING,
      ...loading,
    });
    assertEquals(breach?.slice(0, `props/${FILE}: ${said}`.length), `props/${FILE}: ${said}`);
  });
}

Deno.test("load rules: a file without a claim, and a card that is none, are refused by name", () => {
  const card = cardOf(universal({ mutants: MUTANTS, needs: ["weigh"] } as never));
  const read = { file: FILE, card, loading: LOADING };
  assertEquals(cardOfFile(read).id, "A1");
  const wrong: readonly [read: ReadFile, said: string][] = [
    [{ file: FILE, error: "props/x must load" }, "props/x must load"],
    [{ file: FILE, card }, `props/${FILE} must hold a claim, got none`],
    [{ ...read, card: { ...card, expected: "green" } }, "expected of its claim: "],
    [{ ...read, loading: { ...LOADING, registered: false } }, "a claim file ends in"],
  ];
  for (const [file, said] of wrong) assertThrows(() => cardOfFile(file), UsageError, said);
});
