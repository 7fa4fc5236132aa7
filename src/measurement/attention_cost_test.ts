import { assertEquals, assertThrows } from "@std/assert";
import { attentionCost } from "./attention_cost.ts";

const SIZES = { contextLength: 7, dimension: 3 };

Deno.test("softmax attention scores and averages every point; top-k saves values, with an index scores too", () => {
  assertEquals(attentionCost(SIZES, { form: "softmax" }), { prepared: 0, answer: 7 * 3 + 7 });
  const nearest = (kept: number, indexed: boolean) =>
    attentionCost(SIZES, { form: "nearest", kept, indexed }).answer;
  assertEquals([nearest(2, false), nearest(2, true)], [7 * 3 + 2, 2 * 3 + 2]);
  assertEquals(nearest(9, true), 7 * 3 + 7);
});

Deno.test("features cost no n an answer, but n times an answer before the first", () => {
  const five = { features: 5 };
  assertEquals(attentionCost(SIZES, { form: "positive", ...five }), {
    prepared: 7 * (5 * 3 + 2 * 5),
    answer: 5 * 3 + 2 * 5,
  });
  // Five cosines and five sines from five products.
  assertEquals(attentionCost(SIZES, { form: "trigonometric", ...five }).answer, 5 * 3 + 4 * 5);
  assertEquals(attentionCost(SIZES, { form: "linear" }), { prepared: 21, answer: 3 });
});

Deno.test("no points, no features and no dimension are refused", () => {
  assertThrows(() => attentionCost({ ...SIZES, contextLength: 0 }, { form: "linear" }), RangeError);
  assertThrows(() => attentionCost({ ...SIZES, dimension: 0 }, { form: "linear" }), RangeError);
  const none = { form: "nearest", kept: 0, indexed: true } as const;
  assertThrows(() => attentionCost(SIZES, none), RangeError, "number of points k");
  assertThrows(() => attentionCost(SIZES, { form: "positive", features: 0 }), RangeError, "m");
});
