import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { assertType, type IsExact } from "@std/testing/types";
import fc from "fast-check";
import { exactMargin } from "../decision/margin.ts";
import { type StatisticalClaim, underLaw, type UniversalClaim } from "./claim.ts";
import { statistical, universal, type Weighing } from "./claims_for_tests.ts";
import { statisticalLaw, universalLaw } from "./lawful_claim.ts";

const HEADER = {
  id: "X1",
  slug: "made_up",
  statement: "made up",
  source: "nowhere",
  regime: "everywhere",
  expected: "verified",
  mutants: [],
  needs: ["weigh"],
  generator: fc.record({ x: fc.nat() }),
  budget: { quick: 2, ci: 3, deep: 5 },
} as const;

const RIVALS = [
  { name: "tripled", description: "three times", law: ({ x }: { x: number }) => 3 * x },
  { name: "constant", description: "always 1", law: () => 1 },
];

/** "what is measured is 2x", and how often it was measured. */
function doubling() {
  let measured = 0;
  const claim = statisticalLaw({
    ...HEADER,
    kind: "LIM",
    effectName: "measured less predicted",
    bound: 9,
    smallestEffect: 1,
    within: 2,
    law: ({ x }) => 2 * x,
    rivals: RIVALS,
    measure(spec, seed, _subject: Pick<Weighing, "weigh">) {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      measured++;
      return { value: 2 * spec.x + seed / 100 };
    },
    effect: ({ value }, law, spec) => value - law(spec),
  }) as StatisticalClaim;
  return { claim, count: () => measured };
}

const effectOf = (claim: unknown, x = 10, seed = 7) =>
  (claim as StatisticalClaim).replicate({ x }, seed, {} as Weighing);

Deno.test("statistical law: the effect is of what was measured under the law, or under a rival", () => {
  const { claim } = doubling();
  assertEquals([claim.unit, claim.within], ["replicates", 2]);
  assertEquals(effectOf(claim), 20.07 - 20);
  assertEquals(effectOf(claim.under!("tripled")), 20.07 - 30);
  assertEquals(effectOf(claim.under!("constant")), 20.07 - 1);
  assertEquals(effectOf(claim.under!(undefined)), 20.07 - 20);
  assertThrows(() => claim.under!("halved"), Error, "X1 has no rival halved");
});

Deno.test("statistical law: a rival that is infinitely far off is wholly wrong, unless the law is too", () => {
  const impossible = { name: "impossible", description: "nothing at all", law: () => 0 };
  const broken = { name: "broken", description: "no number", law: () => NaN };
  const effectUnder = (rule: { readonly within?: number }, value: number, rival?: string) => {
    const claim = statisticalLaw({
      ...HEADER,
      ...rule,
      kind: "LIM",
      effectName: "log of measured over predicted",
      bound: 9,
      smallestEffect: 1,
      law: ({ x }: { x: number }) => 2 * x,
      rivals: [impossible, broken],
      measure: () => value,
      effect: (measured, law, spec) => Math.log(measured / law(spec)),
    }) as StatisticalClaim;
    return effectOf(claim.under!(rival));
  };
  assertEquals(effectUnder({ within: 2 }, 20, "impossible"), 9);
  assertEquals(effectUnder({}, 20, "impossible"), -9);
  assertEquals([effectUnder({}, Infinity, "impossible"), effectUnder({}, 0)], [
    Infinity,
    -Infinity,
  ]);
  assertEquals(effectUnder({}, 20, "broken"), NaN);
});

Deno.test("statistical law: under a rival a claim keeps its facts, and states no other law", () => {
  const { claim } = doubling();
  const { under: _, replicate: __, ...facts } = claim;
  const { replicate: ___, ...ruled } = claim.under!("tripled");
  assertEquals(ruled, facts);
  for (const inner of ["law", "measure", "effect"]) assertEquals(inner in claim, false, inner);
});

Deno.test("statistical law: without a memory every look measures, with one only the first", () => {
  const without = doubling();
  effectOf(without.claim);
  effectOf(without.claim.under!("tripled"));
  effectOf(without.claim.under!("tripled"));
  assertEquals(without.count(), 3);

  const { claim, count } = doubling();
  const memory = new Map<number, unknown>();
  const ruled = underLaw(claim, undefined, memory);
  const effects = [1, 2, 3].map((seed) => effectOf(ruled, 10, seed));
  assertEquals([effects, count()], [[1, 2, 3].map((seed) => 20 + seed / 100 - 20), 3]);
  for (const { name, law } of RIVALS) {
    const rival = underLaw(claim, name, memory);
    assertEquals(effectOf(rival, 10, 2), 20.02 - law({ x: 10 }), name);
  }
  assertEquals(count(), 3);
  // What a rival measures first counts for the others too.
  effectOf(underLaw(claim, "tripled", memory), 10, 4);
  effectOf(ruled, 10, 4);
  assertEquals(count(), 4);
});

Deno.test("universal law: the margin is of what was measured under the law, or under a rival", () => {
  const claim = universalLaw({
    ...HEADER,
    kind: "ID",
    law: ({ x }) => 2 * x,
    rivals: RIVALS,
    measure(spec, _subject: Pick<Weighing, "weigh">) {
      return 2 * spec.x;
    },
    margin: (measured, law, spec) => exactMargin("double", measured, law(spec)),
  }) as UniversalClaim;
  const marginOf = (own: unknown) =>
    (own as UniversalClaim).check({ x: 10 }, {} as Weighing).margin;
  assertEquals(claim.unit, "cases");
  assertEquals(marginOf(claim), 1);
  assert(marginOf(claim.under!("tripled")) < 0);
  assertStrictEquals(underLaw(claim), claim);
  assert(marginOf(underLaw(claim, "constant")) < 0);
  assertThrows(() => underLaw(claim, "halved"), Error, "X1 has no rival halved");
  const { check: _, under: __, ...facts } = claim;
  const { check: ___, ...ruled } = claim.under!("constant");
  assertEquals(ruled, facts);
});

Deno.test("under a law: a claim without one is itself, and has no rival", () => {
  for (const claim of [statistical(), universal()]) {
    assertStrictEquals(underLaw(claim), claim);
    assertStrictEquals(underLaw(claim, undefined, new Map()), claim);
    assertThrows(
      () => underLaw(claim, "tripled"),
      Error,
      `${claim.id} states no law that tripled could replace`,
    );
  }
});
