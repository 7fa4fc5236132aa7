import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { scaledIdentity, toMatrix, zeros } from "../linalg.ts";
import { randomStream } from "../prng.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { attentionWeights, softmaxAttention } from "./softmax_attention.ts";
import { TOLERANCE } from "../tolerance.ts";

const stream = randomStream("softmax attention");
const PROMPT = normalPrompt({ n: 7, d: 3 }, stream);
const M = normalRows({ rows: 3 }, stream);

/** e^{x_iᵀMx_q} for every i, without a largest score to subtract. */
function kernels(): number[] {
  return PROMPT.covariates.to2DArray().map((x) => {
    let score = 0;
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) score += x[j] * M[j][k] * PROMPT.query[k];
    }
    return Math.exp(score);
  });
}

Deno.test("attention weights are the softmax of the scores", () => {
  const kernel = kernels();
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const wanted = kernel.map((value) => value / total);
  assertClose(attentionWeights(PROMPT, toMatrix(M)), wanted, { tolerance: TOLERANCE.forward });
});

Deno.test("the prediction is the labels' mean under the attention weights", () => {
  let above = 0;
  let below = 0;
  kernels().forEach((kernel, i) => {
    above += kernel * PROMPT.labels[i];
    below += kernel;
  });
  assertAlmostEquals(softmaxAttention(PROMPT, toMatrix(M)), above / below, TOLERANCE.forward);
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

Deno.test("another way to weigh gets the scores and gives the weights", () => {
  const seen: number[][] = [];
  const weigh = (scores: Float64Array) => {
    seen.push([...scores]);
    return scores.map((_, i) => i);
  };
  assertEquals([...attentionWeights(PROMPT, toMatrix(M), weigh)], [0, 1, 2, 3, 4, 5, 6]);
  const prediction = softmaxAttention(PROMPT, toMatrix(M), weigh);
  assertAlmostEquals(
    prediction,
    PROMPT.labels.reduce((sum, y, i) => sum + i * y, 0),
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

Deno.test("M of another size than the query is refused", () => {
  const message = "M must be 3×3 like the query's 3 entries, got 2×2";
  assertThrows(() => softmaxAttention(PROMPT, zeros(2)), RangeError, message);
  assertThrows(() => attentionWeights(PROMPT, zeros(2)), RangeError, message);
});
