import { assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { toMatrix, zeros } from "../linalg.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { linearAttention } from "./linear_attention.ts";
import { TOLERANCE } from "../tolerance.ts";

randomTest("the prediction is (1/n) Σ_ijk y_i x_ij M_jk q_k", () => {
  const stream = testStream("linear attention");
  const prompt = normalPrompt({ n: 5, d: 3 }, stream);
  const M = normalRows({ rows: 3 }, stream);
  let sum = 0;
  for (const [i, x] of prompt.covariates.to2DArray().entries()) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) sum += prompt.labels[i] * x[j] * M[j][k] * prompt.query[k];
    }
  }
  assertAlmostEquals(linearAttention(prompt, toMatrix(M)), sum / 5, TOLERANCE.forward);
});

randomTest("M of another size than the query is refused", () => {
  const prompt = normalPrompt({ n: 5, d: 3 }, testStream("refused"));
  assertThrows(
    () => linearAttention(prompt, zeros(2)),
    RangeError,
    "M must be 3×3 like the query's 3 entries, got 2×2",
  );
});
