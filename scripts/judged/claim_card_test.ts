import { assert, assertEquals } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { stratifiedLaw } from "../../src/report/results_for_tests.ts";
import { cardOf } from "./card_of.ts";
import { type ClaimCard, claimCardSchema, isSameCard } from "./claim_card.ts";

const CASES = cardOf(universal({
  bounds: { x: { from: 0, to: 5 } },
  cells: [{ name: "odd", atLeast: 0.1, holds: () => true }],
}));
const MEAN = cardOf(statistical({ within: 0.5 }));
const LAW = cardOf(stratifiedLaw());
const [STRATUM, RIVAL] = [{ name: "low" }, { name: "near", description: "near it" }];

/** A change of every fact that something is decided by. */
const CHANGES: readonly (readonly [card: ClaimCard, change: object])[] = [
  ...[
    ...[{ id: "A2" }, { slug: "other" }, { statement: "y" }, { expected: "refuted" }],
    ...[{ formula: "y" }, { plain: "y" }],
    ...[{ failsIn: 0.1 }, { needs: ["weigh"] }, { fingerprint: "00000000" }, { fingerprint: null }],
    ...[{ budget: { quick: 1, ci: 1, deep: 1 } }, { bounds: { x: { from: 0, to: 9 } } }],
    ...[{ cells: [] }, { cells: undefined }, { bounds: undefined }, { mutants: [] }],
    { mutants: [{ name: "halved", description: "another" }] },
  ].map((change) => [CASES, change] as const),
  ...[{ bound: 2 }, { smallestEffect: 0.2 }, { within: 0.4 }, { within: undefined }]
    .map((change) => [MEAN, change] as const),
  ...[
    ...[{ strata: undefined }, { strata: [STRATUM] }, { rivals: undefined }, { rivals: [] }],
    ...[{ rivals: [RIVAL] }],
  ].map((change) => [LAW, change] as const),
];

Deno.test("cards: one is the same as itself, in whatever order", () => {
  for (const card of [CASES, MEAN, LAW]) {
    const turned = Object.fromEntries(Object.entries(card).toReversed());
    assert(isSameCard(card, structuredClone(turned)));
  }
});

Deno.test("cards: every fact that something is decided by tells two apart", () => {
  for (const [card, change] of CHANGES) {
    assert(!isSameCard(card, { ...card, ...change }), JSON.stringify(change));
  }
});

const WRONG: readonly (readonly [card: ClaimCard, change: object])[] = [
  ...[
    ...[{ expected: "undecided" }, { failsIn: 0 }, { failsIn: 1 }, { unit: "means" }],
    ...[{ budget: { quick: 0, ci: 1, deep: 1 } }, { fingerprint: "x" }, { needs: [1] }],
    ...[{ cells: [{ name: "odd", atLeast: 1 }] }, { more: 1 }, { id: "" }],
    ...[{ formula: "" }, { formula: 1 }, { plain: "" }],
    { mutants: [{ name: "halved", description: "x", killed: true }] },
  ].map((change) => [CASES, change] as const),
  ...[{ bound: 0 }, { smallestEffect: -1 }, { within: 0 }, { failsIn: 0.1 }, { effectName: "" }]
    .map((change) => [MEAN, change] as const),
  ...[
    ...[{ strata: [] }, { strata: Array(13).fill(STRATUM) }, { strata: [{ name: "" }] }],
    ...[{ strata: [{ ...STRATUM, setting: {} }] }, { rivals: [{ name: "near" }] }],
    ...[{ rivals: Array(101).fill(RIVAL) }, { rivals: [{ ...RIVAL, killed: true }] }],
    // What a report has no room for could not be read again.
    ...[{ rivals: [{ ...RIVAL, name: "x".repeat(121) }] }, { rivals: [{ ...RIVAL, name: "" }] }],
  ].map((change) => [LAW, change] as const),
  [CASES, { strata: [STRATUM] }],
];

Deno.test("cards: what is no card is refused, whichever process sends it", () => {
  for (const card of [CASES, MEAN, LAW]) assert(claimCardSchema.safeParse(card).success);
  const taken = WRONG.filter(([card, change]) =>
    claimCardSchema.safeParse({ ...card, ...change }).success
  );
  assertEquals(taken.map(([, change]) => change), []);
});
