import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { sinkWeights } from "./sink_token.ts";

Deno.test("points and sink share the weight as e^s and e^c", () => {
  const scores = [0.7, -0.3, 0.2];
  const kernels = scores.map(Math.exp);
  const total = kernels.reduce((sum, kernel) => sum + kernel, Math.exp(1.1));
  const { weights, sinkWeight } = sinkWeights(scores, 1.1);
  assertClose(weights, kernels.map((kernel) => kernel / total), { tolerance: 1e-15 });
  assertAlmostEquals(sinkWeight, Math.exp(1.1) / total, 1e-15);
});

Deno.test("another way to weigh sees the sink last", () => {
  const seen: number[][] = [];
  const weigh = (scores: Float64Array) => {
    seen.push([...scores]);
    return scores.map((_, i) => i + 2);
  };
  assertEquals(sinkWeights([5, 3], 7, weigh), { weights: Float64Array.of(2, 3), sinkWeight: 4 });
  assertEquals(seen, [[5, 3, 7]]);
});

Deno.test("no points, or scores that are no numbers, are refused", () => {
  const refused: [() => unknown, string][] = [
    [() => sinkWeights([], 1), "the context must have at least 1 labelled point, got 0"],
    [() => sinkWeights([1], -Infinity), "sink score c must be a finite number, got -Infinity"],
    [() => sinkWeights([1, NaN], 1), "scores must be finite, got NaN at index 1"],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
