import { assertEquals } from "@std/assert";
import fc, { type Arbitrary } from "fast-check";
import { randomTest, sample } from "../../fixtures/random/random_for_tests.ts";
import { type Claim, underLaw, universalClaim } from "./claim.ts";
import { statisticalLaw, universalLaw } from "./lawful_claim.ts";
import { always, boundsOf, oneOf, ranged, specs, withRegime } from "./ranges.ts";
import type { Bound } from "./regime.ts";
import {
  counts,
  countsAndEnds,
  eitherSign,
  logCounts,
  logUniform,
  seeds,
  uniformSteps,
} from "./specs.ts";

const FIELDS = {
  counted: counts(2, 9),
  ends: countsAndEnds([1, 5], [64, 65]),
  scale: logUniform(0.1, 30),
  long: logCounts(5, 100),
  share: uniformSteps(0, 1),
  kind: oneOf("hard", "soft", "none"),
  only: always(7),
};
const KNOWN: Readonly<Record<keyof typeof FIELDS, Bound>> = {
  counted: { from: 2, to: 9 },
  ends: { from: 1, to: 65 },
  scale: { from: 0.1, to: 30 },
  long: { from: 5, to: 100 },
  share: { from: 0, to: 1 },
  kind: { among: ["hard", "soft", "none"] },
  only: { among: [7] },
};

Deno.test("ranges: a generator's fields tell theirs, in their order", () => {
  const bounds = boundsOf(specs(FIELDS));
  assertEquals(bounds, KNOWN);
  assertEquals(Object.keys(bounds), Object.keys(KNOWN));
});

Deno.test("ranges: what is made of an arbitrary has none of its own", () => {
  const others = {
    seed: seeds(),
    signed: eitherSign(counts(1, 3)),
    doubled: counts(1, 3).map((n) => 2 * n),
    plain: fc.integer(),
  };
  assertEquals(boundsOf(specs(others)), {});
  assertEquals(boundsOf(fc.record(FIELDS)), {});
  assertEquals(boundsOf(specs(FIELDS).map((spec) => ({ ...spec, counted: 0 }))), {});
});

randomTest("ranges: values are within, and both ends and every listed value come up", () => {
  for (const [name, field] of Object.entries<Arbitrary<unknown>>(FIELDS)) {
    const range = KNOWN[name as keyof typeof FIELDS];
    const values = new Set(sample(field, 2000));
    if ("among" in range) {
      assertEquals([...values].toSorted(), range.among.toSorted(), name);
      continue;
    }
    const numbers = [...values] as number[];
    assertEquals([Math.min(...numbers), Math.max(...numbers)], [range.from, range.to], name);
  }
});

randomTest("ranges: specs are those of a record", () => {
  const stream = sample(fc.record(FIELDS), 20);
  assertEquals(sample(specs(FIELDS), 20).length, stream.length);
  for (const spec of sample(specs(FIELDS), 20)) {
    assertEquals(Object.keys(spec).toSorted(), Object.keys(FIELDS).toSorted());
  }
});

const FACTS = {
  id: "X1",
  slug: "made_up",
  statement: "made up",
  source: "made up",
  regime: "everywhere",
  kind: "ID",
  expected: "verified",
  needs: [],
  mutants: [],
  budget: { quick: 1, ci: 1, deep: 1 },
} as const;
const HOLDS = { margin: 1, got: 0, wanted: 0, what: "nothing" };

Deno.test("ranges: they are a claim's bounds, of any kind of claim and under its rivals", () => {
  const generator = specs({ n: counts(1, 3), at: counts(0, 9) });
  const own = { ...FACTS, generator, bounds: { at: { from: -1, to: 10 } } };
  const lawful = { law: () => 0, rivals: [{ name: "one", description: "", law: () => 1 }] };
  const claims: Claim[] = [
    universalClaim({ ...own, check: () => HOLDS }),
    universalLaw({ ...own, ...lawful, measure: () => 0, margin: () => HOLDS }),
    statisticalLaw({
      ...own,
      ...lawful,
      effectName: "nothing",
      bound: 1,
      smallestEffect: 0.1,
      measure: () => 0,
      effect: () => 0,
    }),
  ];
  const wanted = { n: { from: 1, to: 3 }, at: { from: -1, to: 10 } };
  for (const claim of claims) {
    assertEquals(claim.bounds, wanted);
    if (claim.unit === "cases") assertEquals(claim.under?.("one").bounds ?? wanted, wanted);
    else assertEquals(claim.under!("one").bounds, wanted);
  }
});

Deno.test("ranges: they are printed before what the claim says, once, in the order of the fields", () => {
  const generator = specs({ seed: seeds(), n: counts(1, 3), at: fc.nat(9), mask: oneOf("hard") });
  const own = { ...FACTS, generator, bounds: { at: { from: 0, to: 9 } }, regime: "n < at" };
  const rivals = [{ name: "one", description: "", law: () => 1 }];
  const lawful = { rivals, law: () => 0, measure: () => 0, margin: () => HOLDS };
  const wanted = "n 1 to 3 · place 0 to 9 · mask = hard; n < at";
  const claim = universalLaw({ ...own, ...lawful, symbols: { at: "place" } });
  assertEquals(claim.regime, wanted);
  assertEquals(underLaw(claim, "one").regime, wanted);
  assertEquals(
    universalClaim({ ...own, symbols: { at: "place" }, check: () => HOLDS }).regime,
    wanted,
  );
});

Deno.test("ranges: a claim without any has its own words, or none", () => {
  const plain = { generator: fc.nat(), regime: "everywhere" };
  assertEquals(withRegime(plain), plain);
  assertEquals(withRegime({ generator: fc.nat() }).regime, "");
  const bounds = { n: { from: 0, to: 1 } };
  assertEquals(withRegime({ ...plain, bounds }), {
    ...plain,
    bounds,
    regime: "n 0 to 1; everywhere",
  });
  assertEquals(boundsOf(ranged(fc.nat(), { from: 0, to: 5 })), {});
});
