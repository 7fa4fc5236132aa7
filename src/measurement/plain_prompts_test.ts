import { assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { fromFlat } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { normalBatch, normals } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { iclGradient, type LossGradient } from "../training/icl_loss.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { transformerGradient } from "../training/transformer_loss.ts";
import { plainLoss, type PlainPrompt } from "./plain_loss.ts";
import {
  plainAttentionPrompts,
  plainNearestPrompts,
  plainTransformerPrompts,
} from "./plain_prompts.ts";

const SIZES = { prompts: 3, n: 5, d: 2 };

function assertLoss(prompts: PlainPrompt[], at: readonly number[], wanted: LossGradient) {
  const { loss, gradient } = plainLoss(prompts, at);
  assertAlmostEquals(loss, wanted.loss, TOLERANCE.forward);
  assertClose(gradient, wanted.gradient, { tolerance: TOLERANCE.forward, what: "gradient" });
}

randomTest("attention's prompts have the ICL loss and its gradient on matrices", () => {
  const stream = testStream("attention");
  const [batch, M] = [normalBatch(SIZES, stream), normals(2 * 2, stream)];
  assertLoss(plainAttentionPrompts(batch), [...M], iclGradient(batch, fromFlat(M, 2, 2)));
});

randomTest("the transformer's prompts have its loss and its gradient on matrices", () => {
  const stream = testStream("transformer");
  const [batch, W] = [normalBatch(SIZES, stream), normals(4 * 4, stream)];
  assertLoss(plainTransformerPrompts(batch), [...W], transformerGradient(batch, fromFlat(W, 4, 4)));
});

randomTest("few labellings have the label-averaged loss and its slopes, masked or not", () => {
  const shape = { contextLength: 5, dimension: 7, prompts: 3 };
  const t = drawInnerProducts(shape, testStream("nearest"));
  for (const xi2 of [0.7, Infinity]) {
    const [masked, xi1] = [xi2 === Infinity, 2.3];
    const { loss, dXi1, dXi2 } = nearestLoss(t, { contextLength: 5, xi1, xi2 });
    const gradient = Float64Array.from(masked ? [dXi1] : [dXi1, dXi2]);
    const prompts = plainNearestPrompts(t, { contextLength: 5, masked });
    assertEquals(prompts.length, 3 * 8);
    assertLoss(prompts, masked ? [xi1] : [xi1, xi2], { loss, gradient });
  }
});

randomTest("few labellings have the loss of all 2^N", () => {
  for (const n of [1, 2, 3, 7, 8]) {
    const t = drawInnerProducts({ contextLength: n, dimension: 3, prompts: 1 }, testStream(n));
    const options = { contextLength: n, masked: false };
    const at = [3.1, 0.4];
    const nearest = t.indexOf(Math.max(...t));
    const [{ tokens }] = plainNearestPrompts(t, options);
    const all = Array.from({ length: 2 ** n }, (_, bits): PlainPrompt => {
      const label = (i: number) => (bits >> i) % 2 === 1 ? 1 : -1;
      const values = tokens.map(({ features }, i) => ({ features, value: i < n ? label(i) : 0 }));
      return { tokens: values, target: label(nearest) };
    });
    const { loss, gradient } = plainLoss(all, at);
    assertLoss(plainNearestPrompts(t, options), at, {
      loss,
      gradient: Float64Array.from(gradient),
    });
  }
});
