import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { scaledIdentity, toMatrix, zeros } from "../linalg.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { reluAttention } from "./relu_attention.ts";

randomTest("the prediction is (1/n) Σ y_i max(0, Σ_jk x_ij M_jk q_k)", () => {
  const stream = testStream("relu attention");
  const prompt = normalPrompt({ n: 11, d: 3 }, stream);
  const M = normalRows({ rows: 3 }, stream);
  let sum = 0;
  for (const [i, x] of prompt.covariates.to2DArray().entries()) {
    let score = 0;
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) score += x[j] * M[j][k] * prompt.query[k];
    }
    if (score > 0) sum += prompt.labels[i] * score;
  }
  assertAlmostEquals(reluAttention(prompt, toMatrix(M)), sum / 11, 1e-14);
});

Deno.test("without a positive score the prediction is zero", () => {
  const prompt = createPrompt({ covariates: [[-1, 0], [0, 1]], labels: [3, 5], query: [1, 0] });
  assertEquals(reluAttention(prompt, scaledIdentity(2)), 0);
});

randomTest("M of another size than the query is refused", () => {
  assertThrows(
    () => reluAttention(normalPrompt({ n: 5, d: 3 }, testStream("refused")), zeros(2)),
    RangeError,
    "M must be 3×3 like the query's 3 entries, got 2×2",
  );
});
