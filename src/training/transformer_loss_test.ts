import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { fromFlat, zeros } from "../linalg.ts";
import { oneLayerTransformer } from "../model/one_layer_transformer.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { promptAt, type PromptBatch } from "../tasks/prompt.ts";
import { normalBatch, normals } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { centralDifferences } from "./central_differences_for_tests.ts";
import { transformerGradient } from "./transformer_loss.ts";

/** Half the mean squared error of the forward pass, itself held to a double loop. */
function lossOf(batch: PromptBatch, W: Float64Array): number {
  const size = batch.dimension + 2;
  let loss = 0;
  for (let b = 0; b < batch.prompts; b++) {
    const { prediction } = oneLayerTransformer(promptAt(batch, b), fromFlat(W, size, size));
    loss += (prediction - batch.targets[b]) ** 2;
  }
  return loss / (2 * batch.prompts);
}

const SIZES = [{ prompts: 3, n: 5, d: 2 }, { prompts: 2, n: 1, d: 3 }];

randomTest("the loss is half the mean squared error of the forward pass", () => {
  for (const { d, ...sizes } of SIZES) {
    const stream = testStream("transformer loss", d);
    const batch = normalBatch({ ...sizes, d }, stream);
    const W = Float64Array.from(normals((d + 2) ** 2, stream));
    const { loss } = transformerGradient(batch, fromFlat(W, d + 2, d + 2));
    assertAlmostEquals(loss, lossOf(batch, W), TOLERANCE.forward);
  }
});

randomTest("the gradient is the derivative of the loss in all (d+2)² entries of a full W", () => {
  for (const { d, ...sizes } of SIZES) {
    const stream = testStream("transformer gradient", d);
    const batch = normalBatch({ ...sizes, d }, stream);
    const W = Float64Array.from(normals((d + 2) ** 2, stream));
    const { gradient } = transformerGradient(batch, fromFlat(W, d + 2, d + 2));
    assertEquals(gradient.length, (d + 2) ** 2);
    assertClose(gradient, centralDifferences((p) => lossOf(batch, p), W), {
      tolerance: TOLERANCE.centralDifference,
      what: "gradient",
    });
  }
});

randomTest("W of another size than d + 2 is refused", () => {
  const batch = normalBatch({ prompts: 2, n: 5, d: 3 }, testStream("refused"));
  assertThrows(
    () => transformerGradient(batch, zeros(3)),
    RangeError,
    "W must be 5×5 for a query of 3 entries, got 3×3",
  );
});
