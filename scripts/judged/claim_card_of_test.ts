import { assertEquals } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { cardOf } from "./card_of.ts";

Deno.test("cards: one has every fact of its claim that something is decided by", () => {
  const cells = [{ name: "odd", atLeast: 0.1, holds: () => true }];
  const shared = { bounds: { x: { from: 0, to: 5 } }, cells };
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
