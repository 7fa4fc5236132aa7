import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { fromFlat, zeros } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { normalBatch, normals, overflowing } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { centralDifferences } from "./central_differences_for_tests.ts";
import { fusedIclGradient } from "./fused_icl_loss.ts";
import { iclGradient, type LossGradient } from "./icl_loss.ts";
import { KernelBatch, kernelIclGradient } from "./kernel_icl_loss.ts";

type Form = (batch: PromptBatch, parameters: Float64Array) => LossGradient;

/** The definition and the fast forms: what one is held to, so are the others. */
const FORMS: readonly [string, Form][] = [
  ["definition", (batch, M) => iclGradient(batch, fromFlat(M, batch.dimension, batch.dimension))],
  ["fused form", fusedIclGradient],
  ["kernel", kernelIclGradient],
  ["resident kernel", (batch, M) => new KernelBatch(batch).iclGradient(M)],
];

/** (1/2B) Σ_b (h_b − target_b)² from flat indices, nothing subtracted from the scores. */
function lossByHand(batch: PromptBatch, M: Float64Array): number {
  const { prompts, contextLength: n, dimension: d, covariates, labels, queries, targets } = batch;
  let loss = 0;
  for (let b = 0; b < prompts; b++) {
    let above = 0;
    let below = 0;
    for (let i = 0; i < n; i++) {
      let score = 0;
      for (let j = 0; j < d; j++) {
        for (let k = 0; k < d; k++) {
          score += covariates[(b * n + i) * d + j] * M[j * d + k] * queries[b * d + k];
        }
      }
      above += Math.exp(score) * labels[b * n + i];
      below += Math.exp(score);
    }
    loss += (above / below - targets[b]) ** 2;
  }
  return loss / (2 * prompts);
}

const SIZES = [{ prompts: 2, n: 5, d: 3 }, { prompts: 7, n: 3, d: 2 }, { prompts: 1, n: 1, d: 5 }];

for (const [name, form] of FORMS) {
  randomTest(`${name}: the loss is half the mean squared error`, () => {
    for (const sizes of SIZES) {
      const stream = testStream("ICL loss", sizes.n);
      const batch = normalBatch(sizes, stream);
      const M = Float64Array.from(normals(sizes.d ** 2, stream));
      assertAlmostEquals(form(batch, M).loss, lossByHand(batch, M), TOLERANCE.forward);
    }
  });

  randomTest(`${name}: the gradient is the derivative of the loss in every entry of M`, () => {
    for (const sizes of SIZES) {
      const stream = testStream("ICL gradient", sizes.n);
      const batch = normalBatch(sizes, stream);
      const M = Float64Array.from(normals(sizes.d ** 2, stream));
      assertClose(
        form(batch, M).gradient,
        centralDifferences((p) => lossByHand(batch, p), M),
        { tolerance: TOLERANCE.centralDifference, what: "gradient" },
      );
    }
  });

  randomTest(`${name}: neither the batch nor M changes`, () => {
    const stream = testStream("unchanged");
    const batch = normalBatch({ prompts: 2, n: 3, d: 2 }, stream);
    const M = Float64Array.from(normals(4, stream));
    const before = structuredClone({ batch, M });
    form(batch, M);
    assertEquals({ batch, M }, before);
  });
}

randomTest("an M that does not fit the batch is refused", () => {
  const batch = normalBatch({ prompts: 2, n: 5, d: 3 }, testStream("refused"));
  assertThrows(
    () => iclGradient(batch, zeros(2)),
    RangeError,
    "M must be 3×3 like the query's 3 entries, got 2×2",
  );
  assertThrows(
    () => fusedIclGradient(batch, new Float64Array(4)),
    RangeError,
    "M must have 9 entries d×d, got 4",
  );
});

randomTest(
  "scores that overflow are refused by the definition, and a NaN loss in the fused form",
  () => {
    const batch = overflowing(normalBatch({ prompts: 2, n: 5, d: 3 }, testStream("overflow")));
    const M = new Float64Array(9).fill(1e308);
    assertThrows(() => iclGradient(batch, fromFlat(M, 3, 3)), RangeError, "scores must be finite");
    assertEquals(fusedIclGradient(batch, M).loss, NaN);
  },
);
