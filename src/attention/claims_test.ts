import { assertEquals } from "@std/assert";
import { assertType, type IsExact } from "@std/testing/types";
import fc from "fast-check";
import type { Claim } from "../claim/claim.ts";
import { oneOf, specs } from "../claim/ranges.ts";
import { counts, seeds } from "../claim/specs.ts";
import type { Capabilities } from "./capabilities.ts";
import { statisticalClaim, statisticalLaw, universalClaim, universalLaw } from "./claims.ts";

const HEADER = {
  id: "X1",
  slug: "made_up",
  statement: "made up",
  source: "nowhere",
  regime: "everywhere",
  expected: "verified",
  mutants: [],
  generator: fc.record({ x: fc.nat() }),
  budget: { quick: 2, ci: 3, deep: 5 },
} as const;
const MEAN = { kind: "EXP", effectName: "effect", bound: 2, smallestEffect: 0.5 } as const;
const LAW = { law: ({ x }: { x: number }) => 2 * x, rivals: [] } as const;

Deno.test("a claim about attention sees the capabilities that it needs, and no others", () => {
  const cases = universalClaim({
    ...HEADER,
    kind: "ID",
    needs: ["weigh", "predict"],
    check(spec, subject) {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      assertType<IsExact<typeof subject, Pick<Capabilities, "weigh" | "predict">>>(true);
      return { margin: 1, got: spec.x, wanted: 7, what: "x" };
    },
  });
  const mean = statisticalClaim({
    ...HEADER,
    ...MEAN,
    needs: ["pretrainNearest"],
    replicate(spec, seed, subject) {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      assertType<IsExact<typeof subject, Pick<Capabilities, "pretrainNearest">>>(true);
      return seed + spec.x;
    },
  });
  assertType<IsExact<typeof cases, Claim>>(true);
  assertType<IsExact<typeof mean, Claim>>(true);
  assertEquals([cases, mean].map(({ unit }) => unit), ["cases", "replicates"]);
});

Deno.test("so does one that states a law, in what it measures", () => {
  const cases = universalLaw({
    ...HEADER,
    ...LAW,
    kind: "ID",
    needs: ["weigh"],
    measure(spec, subject) {
      assertType<IsExact<typeof spec, { x: number }>>(true);
      assertType<IsExact<typeof subject, Pick<Capabilities, "weigh">>>(true);
      return { twice: 2 * spec.x };
    },
    margin: ({ twice }, law, spec) => (
      { margin: 1, got: twice, wanted: law(spec), what: "double" }
    ),
  });
  const mean = statisticalLaw({
    ...HEADER,
    ...MEAN,
    ...LAW,
    needs: ["weigh", "attend"],
    measure(spec, seed, subject) {
      assertType<IsExact<typeof subject, Pick<Capabilities, "weigh" | "attend">>>(true);
      return { value: 2 * spec.x + seed };
    },
    effect: ({ value }, law, spec) => value - law(spec),
  });
  assertEquals([cases, mean].map(({ unit }) => unit), ["cases", "replicates"]);
});

Deno.test("a need that no subject of attention can have does not compile", () => {
  const claim = statisticalClaim({
    ...HEADER,
    ...MEAN,
    // @ts-expect-error: no such capability
    needs: ["dream"],
    replicate: () => 0,
  });
  assertEquals(claim.needs.length, 1);
});

Deno.test("a mutant that does a needed thing otherwise than by its types does not compile", () => {
  const claim = statisticalClaim({
    ...HEADER,
    ...MEAN,
    needs: ["weigh"],
    // @ts-expect-error: weights are no text
    mutants: [{ name: "text", description: "in words", weigh: () => "equal" }],
    replicate: () => 0,
  });
  assertEquals(claim.mutants.length, 1);
});

Deno.test("a regime is printed in the symbols of its paper, or in the claim's own", () => {
  const regimeOf = (id: string, symbols: { contextLength?: string } = {}) =>
    universalClaim({
      ...HEADER,
      id,
      generator: specs({ contextLength: counts(2, 9), mask: oneOf("hard", "soft"), seed: seeds() }),
      symbols,
      kind: "ID",
      needs: [],
      check: () => ({ margin: 1, got: 0, wanted: 0, what: "nothing" }),
    }).regime;
  const text = (symbol: string) => `${symbol} 2 to 9 · mask hard or soft; everywhere`;
  assertEquals(regimeOf("B7.loss"), text("n"));
  assertEquals(regimeOf("A7"), text("N"));
  assertEquals(regimeOf("H1.eighth"), text("N"));
  assertEquals(regimeOf("A7", { contextLength: "m" }), text("m"));
});

Deno.test("a symbol for what a spec has neither as a field nor as a word does not compile", () => {
  const claim = statisticalClaim({
    ...HEADER,
    ...MEAN,
    generator: specs({ mask: oneOf("hard", "soft") }),
    symbols: {
      mask: "m",
      hard: "∞",
      // @ts-expect-error: no such field, and no such word
      musk: "m",
    },
    needs: ["weigh"],
    replicate: () => 0,
  });
  assertEquals(claim.regime, "m ∞ or soft; everywhere");
});
