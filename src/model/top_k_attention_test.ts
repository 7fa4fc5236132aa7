import { assertEquals, assertThrows } from "@std/assert";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { softmax } from "./softmax.ts";
import { topKWeights } from "./top_k_attention.ts";

const SCORES = [0.5, -2, 3, 1.25, 0];

Deno.test("the k largest share the weight as a softmax among themselves, in their places", () => {
  const [first, second, third] = softmax([3, 1.25, 0.5]);
  assertClose(topKWeights(SCORES, 3), [third, 0, first, second, 0], { tolerance: 1e-15 });
  assertEquals([...topKWeights(SCORES, 1)], [0, 0, 1, 0, 0]);
});

Deno.test("k of n or more is no mask", () => {
  assertClose(topKWeights(SCORES, 5), softmax(SCORES), { tolerance: 1e-15 });
  assertClose(topKWeights(SCORES, 17), softmax(SCORES), { tolerance: 1e-15 });
});

Deno.test("of equal scores the earlier one stays", () => {
  assertEquals([...topKWeights([2, 7, 7, 7], 2)], [0, 0.5, 0.5, 0]);
});

Deno.test("few and many are chosen as sorting would, ties and all", () => {
  const scores = Array.from({ length: 300 }, (_, i) => (i * 7919) % 101);
  const falling = scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  for (const k of [1, 2, 50, 127, 128, 129, 299, 300, 301]) {
    const weights = topKWeights(scores, k, (kept) => kept.map((_, rank) => rank + 1));
    const ranks = falling.map((i) => weights[i]);
    assertEquals(ranks, scores.map((_, rank) => rank < k ? rank + 1 : 0));
  }
});

Deno.test("another way to weigh sees the kept scores alone, the largest first", () => {
  const seen: number[][] = [];
  const weigh = (scores: Float64Array) => {
    seen.push([...scores]);
    return scores.map((_, i) => i + 2);
  };
  assertEquals([...topKWeights(SCORES, 2, weigh)], [0, 0, 2, 3, 0]);
  assertEquals(seen, [[3, 1.25]]);
});

Deno.test("no scores, a non-finite one, or no k are refused", () => {
  const refused: [() => unknown, string][] = [
    [() => topKWeights([], 1), "softmax must have at least 1 score, got 0"],
    [() => topKWeights([1, NaN], 1), "scores must be finite, got NaN at index 1"],
    [
      () => topKWeights([1, 2], 0),
      "number of points k must be a whole number of at least 1, got 0",
    ],
    [
      () => topKWeights([1, 2], 1.5),
      "number of points k must be a whole number of at least 1, got 1.5",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
