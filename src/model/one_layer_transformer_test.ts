import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { toMatrix, zeros } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import {
  embedPrompt,
  initialParameters,
  oneLayerTransformer,
  twoScalarParameters,
} from "./one_layer_transformer.ts";
import { TOLERANCE } from "../tolerance.ts";

Deno.test("tokens are the labelled points and, last, the query with its mark", () => {
  const prompt = createPrompt({
    covariates: [[2, 3, 5], [7, 11, 13]],
    labels: [17, 19],
    query: [23, 29, 31],
  });
  assertEquals(embedPrompt(prompt).to2DArray(), [
    [2, 7, 23],
    [3, 11, 29],
    [5, 13, 31],
    [17, 19, 0],
    [0, 0, 1],
  ]);
});

Deno.test("training starts from −σ in the last diagonal entry", () => {
  assertEquals(initialParameters(2, 7).to2DArray(), [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, -7],
  ]);
  assertEquals(initialParameters(3, 0).to1DArray().every((entry) => entry === 0), true);
});

Deno.test("two scalars fill the diagonal, but for the label's place", () => {
  assertEquals(twoScalarParameters(2, { xi1: 3, xi2: 5 }).to2DArray(), [
    [3, 0, 0, 0],
    [0, 3, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, -5],
  ]);
});

Deno.test("scalars that are not finite, or a negative mask, are refused", () => {
  const refused: [() => unknown, string][] = [
    [() => twoScalarParameters(2, { xi1: NaN, xi2: 1 }), "ξ1 must be a finite number, got NaN"],
    [
      () => twoScalarParameters(2, { xi1: 1, xi2: Infinity }),
      "ξ2 must be a finite number, got Infinity",
    ],
    [
      () => initialParameters(2, -1),
      "initial mask strength σ must be a finite number of at least 0, got -1",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});

/** Row d+1, last column of H·softmax(HᵀWH), entry by entry. */
function byHand(H: number[][], W: number[][]): { weights: number[]; prediction: number } {
  const size = W.length;
  const last = H[0].length - 1;
  const kernels = H[0].map((_, i) => {
    let score = 0;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) score += H[a][i] * W[a][b] * H[b][last];
    }
    return Math.exp(score);
  });
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  const weights = kernels.map((kernel) => kernel / total);
  return { weights, prediction: weights.reduce((sum, q, i) => sum + q * H[size - 2][i], 0) };
}

randomTest("the forward pass is a double loop over a full W that is not symmetric", () => {
  for (const [n, d] of [[5, 3], [1, 2], [3, 7]]) {
    const stream = testStream("transformer", n, d);
    const prompt = normalPrompt({ n, d }, stream);
    const W = normalRows({ rows: d + 2 }, stream).map((row) => row.map((entry) => entry / 3));
    const H = [
      ...prompt.covariates.to2DArray()[0].map((_, j) => [
        ...prompt.covariates.getColumn(j),
        prompt.query[j],
      ]),
      [...prompt.labels, 0],
      [...Array<number>(n).fill(0), 1],
    ];
    const { weights, prediction } = byHand(H, W);
    const output = oneLayerTransformer(prompt, toMatrix(W));
    assertClose(output.weights, weights.slice(0, n), {
      tolerance: TOLERANCE.forward,
      what: "weights",
    });
    assertAlmostEquals(output.queryWeight, weights[n], TOLERANCE.forward);
    assertAlmostEquals(output.prediction, prediction, TOLERANCE.forward);
  }
});

Deno.test("another way to weigh sees the points' scores and the query token's, in this order", () => {
  const prompt = createPrompt({ covariates: [[1, 0], [0, 1]], labels: [2, 3], query: [0.6, 0.8] });
  const weigh = (scores: Float64Array) => {
    assertClose(scores, [6, 8, 10 - 7], { tolerance: TOLERANCE.forward });
    return Float64Array.of(5, 11, 13);
  };
  const output = oneLayerTransformer(prompt, twoScalarParameters(2, { xi1: 10, xi2: 7 }), weigh);
  assertEquals(output, {
    weights: Float64Array.of(5, 11),
    queryWeight: 13,
    prediction: 5 * 2 + 11 * 3,
  });
});

randomTest("W of another size than d + 2 is refused", () => {
  const prompt = normalPrompt({ n: 5, d: 3 }, testStream("refused"));
  for (const [rows, columns] of [[3, 3], [5, 3], [3, 5]]) {
    assertThrows(
      () => oneLayerTransformer(prompt, zeros(rows, columns)),
      RangeError,
      `W must be 5×5 for a query of 3 entries, got ${rows}×${columns}`,
    );
  }
});
