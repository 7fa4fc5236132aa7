import { assert, assertEquals } from "@std/assert";
import { assertType, type IsExact } from "@std/testing/types";
import fc from "fast-check";
import { type Claim, statisticalClaim, universalClaim } from "./claim.ts";
import { exactMargin, type Margin } from "../decision/margin.ts";
import { REFERENCE, type Weighing } from "./claims_for_tests.ts";

const HEADER = {
  id: "X1",
  slug: "made_up",
  statement: "made up",
  source: "nowhere",
  regime: "everywhere",
  expected: "verified",
  mutants: [],
} as const;

Deno.test("a universal claim counts cases, and is given a part of a subject", () => {
  const claim = universalClaim({
    ...HEADER,
    kind: "ID",
    needs: ["weigh", "mean"],
    generator: fc.record({ x: fc.nat() }),
    budget: { quick: 2, ci: 3, deep: 5 },
    check(spec, subject: Weighing): Margin {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      return exactMargin("x", spec.x, subject.mean(Float64Array.of(7)));
    },
  });
  assertType<IsExact<typeof claim, Claim>>(true);
  assert(claim.unit === "cases");
  assertEquals([claim.id, claim.kind, claim.budget.ci], ["X1", "ID", 3]);
  assertEquals(claim.check({ x: 7 }, REFERENCE).margin, 1);
});

Deno.test("a statistical claim counts replicates, and is given a part of a subject", () => {
  const claim = statisticalClaim({
    ...HEADER,
    kind: "EXP",
    needs: ["weigh"],
    effectName: "effect",
    bound: 2,
    smallestEffect: 0.5,
    budget: { quick: 2, ci: 3, deep: 5 },
    generator: fc.record({ x: fc.nat() }),
    replicate(spec, seed, { weigh }: Pick<Weighing, "weigh">) {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      return seed / 2 + spec.x * weigh(new Float64Array(1))[0];
    },
  });
  assertType<IsExact<typeof claim, Claim>>(true);
  assert(claim.unit === "replicates");
  assertEquals([claim.bound, claim.smallestEffect, claim.within], [2, 0.5, undefined]);
  assertEquals(claim.replicate({ x: 4 }, 3, REFERENCE), 5.5);
});

Deno.test("a need that is no part of the subject does not compile", () => {
  const claim = statisticalClaim({
    ...HEADER,
    kind: "EXP",
    // @ts-expect-error: no such capability
    needs: ["dream"],
    effectName: "effect",
    bound: 1,
    smallestEffect: 0.5,
    budget: { quick: 1, ci: 1, deep: 1 },
    generator: fc.constant({}),
    replicate: (_spec, _seed, _subject: Weighing) => 0,
  });
  assertEquals(claim.needs.length, 1);
});
