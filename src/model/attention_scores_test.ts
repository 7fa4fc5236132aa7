import { assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { toMatrix, zeros } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { attentionScores } from "./attention_scores.ts";
import { TOLERANCE } from "../tolerance.ts";

randomTest("score i is Σ_jk x_ij M_jk q_k, M on the context's side not symmetric", () => {
  const stream = testStream("scores");
  const prompt = normalPrompt({ n: 5, d: 3 }, stream);
  const M = normalRows({ rows: 3 }, stream);
  const wanted = prompt.covariates.to2DArray().map((x) => {
    let score = 0;
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) score += x[j] * M[j][k] * prompt.query[k];
    }
    return score;
  });
  assertClose(attentionScores(prompt, toMatrix(M)), wanted, { tolerance: TOLERANCE.forward });
});

randomTest("M of another size than the query is refused", () => {
  const prompt = normalPrompt({ n: 5, d: 3 }, testStream("refused"));
  for (const [rows, columns] of [[2, 3], [3, 2], [5, 5]]) {
    assertThrows(
      () => attentionScores(prompt, zeros(rows, columns)),
      RangeError,
      `M must be 3×3 like the query's 3 entries, got ${rows}×${columns}`,
    );
  }
});

Deno.test("covariates of another width than the query are refused", () => {
  assertThrows(
    () => attentionScores({ covariates: zeros(5, 2), query: [1, 2, 3] }, zeros(3)),
    RangeError,
    "covariates must have 3 columns like the query, got 2",
  );
});

Deno.test("there is one score a point", () => {
  assertEquals(attentionScores({ covariates: zeros(7, 2), query: [1, 2] }, zeros(2)).length, 7);
});
