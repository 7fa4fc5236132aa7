import { assertEquals } from "@std/assert";
import { clippedText, measuredText } from "./measured.ts";

const RULE = { bound: 1, smallestEffect: 0.1, within: null };

Deno.test("clipped effects are told where there are some, and not for cases or older reports", () => {
  const text = "2 of 3 effects clipped to ±1: the interval is of the clipped mean";
  assertEquals(clippedText({ clipped: 2, cases: 3, rule: RULE }), text);
  for (const clipped of [0, null, undefined]) {
    assertEquals(clippedText({ clipped, cases: 3, rule: RULE }), "");
  }
  assertEquals(clippedText({ clipped: 2, cases: 3, rule: null }), "");
});

Deno.test("a measured effect says how much of it was clipped", () => {
  const effect = { mean: 0.5, lower: 0.4, upper: 0.6, level: 0.95, name: "gain" };
  const claim = { effect, margin: null, counterexample: null, cases: 3, rule: RULE, clipped: 2 };
  const text = "2 of 3 effects clipped to ±1: the interval is of the clipped mean";
  assertEquals(measuredText(claim), `effect 0.5 [0.4, 0.6] (gain); ${text}`);
  assertEquals(measuredText({ ...claim, clipped: 0 }), "effect 0.5 [0.4, 0.6] (gain)");
});
