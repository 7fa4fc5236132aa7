import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { scaledIdentity, toMatrix, zeros } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { attentionWeights, softmaxAttention } from "./softmax_attention.ts";
import { TOLERANCE } from "../tolerance.ts";

/** A prompt and a square M, the same whenever a test asks. */
function drawCase() {
  const stream = testStream("case");
  return { prompt: normalPrompt({ n: 7, d: 3 }, stream), M: normalRows({ rows: 3 }, stream) };
}

/** e^{x_iᵀMx_q} for every i, without a largest score to subtract. */
function kernels(): number[] {
  const { prompt, M } = drawCase();
  return prompt.covariates.to2DArray().map((x) => {
    let score = 0;
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) score += x[j] * M[j][k] * prompt.query[k];
    }
    return Math.exp(score);
  });
}

randomTest("attention weights are the softmax of the scores", () => {
  const { prompt, M } = drawCase();
  const kernel = kernels();
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const wanted = kernel.map((value) => value / total);
  assertClose(attentionWeights(prompt, toMatrix(M)), wanted, { tolerance: TOLERANCE.forward });
});

randomTest("the prediction is the labels' mean under the attention weights", () => {
  const { prompt, M } = drawCase();
  let above = 0;
  let below = 0;
  kernels().forEach((kernel, i) => {
    above += kernel * prompt.labels[i];
    below += kernel;
  });
  assertAlmostEquals(softmaxAttention(prompt, toMatrix(M)), above / below, TOLERANCE.forward);
});

Deno.test("a closing window takes the label of the point with the largest score", () => {
  const prompt = createPrompt({
    covariates: [[0.6, 0.8], [1, 0], [0, 1]],
    labels: [2, 3, 5],
    query: [0.8, 0.6],
  });
  assertAlmostEquals(softmaxAttention(prompt, scaledIdentity(2, 1000)), 2, TOLERANCE.forward);
  assertAlmostEquals(softmaxAttention(prompt, scaledIdentity(2, -1000)), 5, TOLERANCE.forward);
});

randomTest("another way to weigh gets the scores and gives the weights", () => {
  const { prompt, M } = drawCase();
  const seen: number[][] = [];
  const weigh = (scores: Float64Array) => {
    seen.push([...scores]);
    return scores.map((_, i) => i);
  };
  assertEquals([...attentionWeights(prompt, toMatrix(M), weigh)], [0, 1, 2, 3, 4, 5, 6]);
  const prediction = softmaxAttention(prompt, toMatrix(M), weigh);
  assertAlmostEquals(
    prediction,
    prompt.labels.reduce((sum, y, i) => sum + i * y, 0),
    TOLERANCE.forward,
  );
  assertClose(seen[1], kernels().map(Math.log), { tolerance: TOLERANCE.forward });
});

Deno.test("scores that overflow are refused, not turned into NaN", () => {
  const prompt = createPrompt({ covariates: [[1e200, 0]], labels: [1], query: [1e200, 0] });
  assertThrows(
    () => softmaxAttention(prompt, scaledIdentity(2)),
    RangeError,
    "scores must be finite, got Infinity at index 0",
  );
});

randomTest("M of another size than the query is refused", () => {
  const { prompt } = drawCase();
  const message = "M must be 3×3 like the query's 3 entries, got 2×2";
  assertThrows(() => softmaxAttention(prompt, zeros(2)), RangeError, message);
  assertThrows(() => attentionWeights(prompt, zeros(2)), RangeError, message);
});
