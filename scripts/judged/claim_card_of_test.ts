import { assert, assertEquals } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { stratifiedLaw } from "../../src/report/results_for_tests.ts";
import { cardOf } from "./card_of.ts";
import { claimCardSchema } from "./claim_card.ts";

Deno.test("cards: one has every fact of its claim that something is decided by", () => {
  const cells = [{ name: "odd", atLeast: 0.1, holds: () => true }];
  const shared = { bounds: { x: { from: 0, to: 5 } }, cells, formula: "x", plain: "y" };
  const cases = { ...shared, expected: "refuted", failsIn: 0.1 } as never;
  for (const claim of [universal(cases), statistical({ ...shared, within: 0.5 })]) {
    const { generator: _, ...facts } = claim;
    const card: Record<string, unknown> = { ...cardOf(claim) };
    for (const key of Object.keys(facts).filter((key) => !["check", "replicate"].includes(key))) {
      const wanted = key === "cells"
        ? [{ name: "odd", atLeast: 0.1 }]
        : (facts as unknown as Record<string, unknown>)[key];
      assertEquals(card[key], wanted, key);
    }
  }
});

Deno.test("cards: one has the names of strata and rivals, and says of a law without rivals that it is one", () => {
  const law = stratifiedLaw();
  const card = cardOf(law);
  assert(card.unit === "replicates");
  assertEquals(card.strata, [{ name: "x = 1" }, { name: "x = 9" }, { name: "inside" }]);
  assertEquals(card.rivals, [
    { name: "tripled", description: "three times" },
    { name: "constant", description: "right at 1 alone" },
  ]);
  assertEquals(cardOf(stratifiedLaw({ rivals: [] })).rivals, []);
  const { rivals: _, ...without } = law;
  assertEquals(cardOf(without as typeof law).rivals, []);
  for (const claim of [universal(), statistical()]) {
    const { rivals, ...plain } = cardOf(claim);
    assertEquals([rivals, "strata" in plain], [undefined, false]);
  }
  assert(claimCardSchema.safeParse(card).success);
});
