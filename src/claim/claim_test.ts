import { assert, assertEquals } from "@std/assert";
import { assertType, type IsExact } from "@std/testing/types";
import fc from "fast-check";
import { type Claim, statisticalClaim, universalClaim } from "./claim.ts";
import { exactMargin, type Margin } from "../decision/margin.ts";
import type { Capabilities } from "../attention/capabilities.ts";

const HEADER = {
  id: "X1",
  slug: "made_up",
  statement: "made up",
  source: "nowhere",
  regime: "everywhere",
  expected: "verified",
  mutants: [],
} as const;

Deno.test("a universal claim counts cases, and sees what it needs of a subject and no more", () => {
  const claim = universalClaim({
    ...HEADER,
    kind: "ID",
    needs: ["weigh", "predict"],
    generator: fc.record({ x: fc.nat() }),
    budget: { quick: 2, ci: 3, deep: 5 },
    check(spec, subject): Margin {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      assertType<IsExact<typeof subject, Pick<Capabilities, "weigh" | "predict">>>(true);
      return exactMargin("x", spec.x, 7);
    },
  });
  assertType<IsExact<typeof claim, Claim>>(true);
  assert(claim.unit === "cases");
  assertEquals([claim.id, claim.kind, claim.budget.ci], ["X1", "ID", 3]);
  assertEquals(claim.check({ x: 7 }, {} as Capabilities).margin, 1);
});

Deno.test("a statistical claim counts replicates, and sees what it needs of a subject", () => {
  const claim = statisticalClaim({
    ...HEADER,
    kind: "EXP",
    needs: ["pretrainNearest"],
    effectName: "effect",
    bound: 2,
    smallestEffect: 0.5,
    budget: { quick: 2, ci: 3, deep: 5 },
    generator: fc.record({ x: fc.nat() }),
    replicate(spec, seed, subject) {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      assertType<IsExact<typeof subject, Pick<Capabilities, "pretrainNearest">>>(true);
      return seed / 2 + spec.x;
    },
  });
  assertType<IsExact<typeof claim, Claim>>(true);
  assert(claim.unit === "replicates");
  assertEquals([claim.bound, claim.smallestEffect, claim.within], [2, 0.5, undefined]);
  assertEquals(claim.replicate({ x: 4 }, 3, {} as Capabilities), 5.5);
});

Deno.test("a need that no subject can have does not compile", () => {
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
    replicate: () => 0,
  });
  assertEquals(claim.needs.length, 1);
});
