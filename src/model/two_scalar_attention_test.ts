import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { twoScalarWeights } from "./two_scalar_attention.ts";
import { TOLERANCE } from "../tolerance.ts";

const T = [0.7, -0.3, 0.2];

Deno.test("the query token scores ξ1 − ξ2 on the unit sphere", () => {
  const kernels = [...T.map((t) => Math.exp(3 * t)), Math.exp(3 - 2)];
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  const { weights, queryWeight } = twoScalarWeights(T, { xi1: 3, xi2: 2 });
  assertClose(weights, kernels.slice(0, 3).map((k) => k / total), { tolerance: TOLERANCE.forward });
  assertAlmostEquals(queryWeight, kernels[3] / total, TOLERANCE.forward);
});

Deno.test("off the unit sphere the query token scores ξ1‖x_q‖² − ξ2", () => {
  const kernels = [...T.map((t) => Math.exp(3 * t)), Math.exp(3 * 0.5 - 2)];
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  const { weights, queryWeight } = twoScalarWeights(T, { xi1: 3, xi2: 2, querySquaredNorm: 0.5 });
  assertClose(weights, kernels.slice(0, 3).map((k) => k / total), { tolerance: TOLERANCE.forward });
  assertAlmostEquals(queryWeight, kernels[3] / total, TOLERANCE.forward);
});

Deno.test("under the hard mask the points share all the weight", () => {
  const kernels = T.map((t) => Math.exp(3 * t));
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  const { weights, queryWeight } = twoScalarWeights(T, { xi1: 3, xi2: Infinity });
  assertClose(weights, kernels.map((kernel) => kernel / total), { tolerance: TOLERANCE.forward });
  assertEquals(queryWeight, 0);
});

Deno.test("another way to weigh sees the query token last, and not at all under the hard mask", () => {
  const seen: number[][] = [];
  const weigh = (scores: Float64Array) => {
    seen.push([...scores]);
    return scores.map((_, i) => i);
  };
  assertEquals(twoScalarWeights([0.5, 0.25], { xi1: 4, xi2: 1 }, weigh), {
    weights: Float64Array.of(0, 1),
    queryWeight: 2,
  });
  assertEquals(twoScalarWeights([0.5, 0.25], { xi1: 4, xi2: Infinity }, weigh), {
    weights: Float64Array.of(0, 1),
    queryWeight: 0,
  });
  assertEquals(seen, [[2, 1, 3], [2, 1]]);
});

Deno.test("no points, or scalars that are no numbers, are refused", () => {
  const refused: [() => unknown, string][] = [
    [
      () => twoScalarWeights([], { xi1: 1, xi2: 1 }),
      "the context must have at least 1 labelled point, got 0",
    ],
    [() => twoScalarWeights(T, { xi1: NaN, xi2: 1 }), "ξ1 must be a finite number, got NaN"],
    [
      () => twoScalarWeights(T, { xi1: Infinity, xi2: 1 }),
      "ξ1 must be a finite number, got Infinity",
    ],
    [() => twoScalarWeights(T, { xi1: 1, xi2: NaN }), "ξ2 must be a finite number, got NaN"],
    [
      () => twoScalarWeights(T, { xi1: 1, xi2: -Infinity }),
      "ξ2 must be a finite number, got -Infinity",
    ],
    [
      () => twoScalarWeights([0.5, NaN], { xi1: 1, xi2: 1 }),
      "scores must be finite, got NaN at index 1",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
