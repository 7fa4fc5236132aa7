/** The model, its gradients and its windows against PyTorch and SciPy, both float64. */

import { assert, assertEquals } from "@std/assert";
import forward from "../../fixtures/reference/forward.json" with { type: "json" };
import icl from "../../fixtures/reference/icl_gradient.json" with { type: "json" };
import transformer from "../../fixtures/reference/one_layer_transformer.json" with { type: "json" };
import windows from "../../fixtures/reference/window.json" with { type: "json" };
import { fromFlat, scaledIdentity, toFlat, toMatrix, zeros } from "../linalg.ts";
import { bestInverseTemperature } from "./best_inverse_temperature.ts";
import { attentionScores } from "../model/attention_scores.ts";
import { linearAttention } from "../model/linear_attention.ts";
import { nearestNeighbour } from "../model/nearest_neighbour.ts";
import { initialParameters, oneLayerTransformer } from "../model/one_layer_transformer.ts";
import { attentionWeights, softmaxAttention } from "../model/softmax_attention.ts";
import { createPrompt, type PromptBatch, stackPrompts } from "../tasks/prompt.ts";
import { gradientDescent } from "../training/descent.ts";
import { fusedIclGradient } from "../training/fused_icl_loss.ts";
import { iclGradient } from "../training/icl_loss.ts";
import { linearOptimum } from "../training/linear_optimum.ts";
import { transformerGradient } from "../training/transformer_loss.ts";
import { TOLERANCE } from "../tolerance.ts";

/** Asserts |got − wanted| ≤ tolerance·(1 + |wanted|) entry by entry. */
function assertClose(
  got: ArrayLike<number>,
  wanted: ArrayLike<number>,
  { tolerance, what }: { tolerance: number; what: string },
): void {
  assertEquals(got.length, wanted.length, `${what}: length`);
  for (let i = 0; i < got.length; i++) {
    const difference = Math.abs(got[i] - wanted[i]) / (1 + Math.abs(wanted[i]));
    assert(difference <= tolerance, `${what}[${i}]: got ${got[i]}, wanted ${wanted[i]}`);
  }
}

interface RawBatch {
  covariates: number[][][];
  queries: number[][];
  labels: number[][];
  targets: number[];
}

function batchOf({ covariates, queries, labels, targets }: RawBatch): PromptBatch {
  const prompts = covariates.map((rows, b) =>
    createPrompt({ covariates: rows, labels: labels[b], query: queries[b] })
  );
  return stackPrompts(prompts, targets);
}

Deno.test("forward pass matches NumPy, scores of a thousand included", () => {
  assertEquals(forward.cases.length, 25);
  for (const [k, known] of forward.cases.entries()) {
    const prompt = createPrompt(known);
    const M = toMatrix(known.M);
    const rule = (what: string) => ({ tolerance: TOLERANCE.forward, what: `case ${k} ${what}` });
    assertClose(attentionScores(prompt, M), known.scores, rule("scores"));
    assertClose(attentionWeights(prompt, M), known.weights, rule("weights"));
    assertClose([softmaxAttention(prompt, M)], [known.softmaxPrediction], rule("softmax"));
    assertClose([linearAttention(prompt, M)], [known.linearPrediction], rule("linear"));
    const nearest = nearestNeighbour(known);
    assertEquals(nearest.indices, [known.nearestIndex]);
    assertEquals(nearest.label, known.nearestLabel);
  }
});

Deno.test("ICL loss and gradient match reverse-mode autodiff, definition and fused form alike", () => {
  assertEquals(icl.cases.length, 5);
  for (const [k, known] of icl.cases.entries()) {
    const batch = batchOf(known);
    const M = toMatrix(known.M);
    for (const { loss, gradient } of [iclGradient(batch, M), fusedIclGradient(batch, toFlat(M))]) {
      const rule = (what: string) => ({ tolerance: TOLERANCE.gradient, what: `case ${k} ${what}` });
      assertClose([loss], [known.loss], rule("loss"));
      assertClose(gradient, known.gradient.flat(), rule("gradient"));
    }
  }
});

Deno.test("fifty steps of descent match PyTorch", () => {
  for (const [k, { descent, ...known }] of icl.cases.entries()) {
    const batch = batchOf(known);
    const d = batch.dimension;
    const forms = [
      (p: Float64Array) => fusedIclGradient(batch, p),
      (p: Float64Array) => iclGradient(batch, fromFlat(p, d, d)),
    ];
    for (const gradient of forms) {
      const run = gradientDescent({
        start: toFlat(zeros(d)),
        gradient,
        learningRate: descent.learningRate,
        maxSteps: descent.steps,
      });
      const rule = (what: string) => ({ tolerance: TOLERANCE.descent, what: `case ${k} ${what}` });
      assertEquals(run.stopped, "step limit");
      assertClose(run.losses, descent.losses, rule("losses"));
      assertClose(run.parameters, descent.finalM.flat(), rule("final M"));
    }
  }
});

Deno.test("paper A's transformer and its gradient match PyTorch", () => {
  assertEquals(transformer.cases.length, 5);
  for (const [k, known] of transformer.cases.entries()) {
    const batch = batchOf(known);
    const W = initialParameters(batch.dimension, known.sigma);
    const forward = (tolerance: number, what: string) => ({ tolerance, what: `case ${k} ${what}` });
    const outputs = known.covariates.map((covariates, b) =>
      oneLayerTransformer(
        createPrompt({ covariates, labels: known.labels[b], query: known.queries[b] }),
        W,
      )
    );
    assertClose(
      outputs.map(({ prediction }) => prediction),
      known.predictions,
      forward(TOLERANCE.forward, "predictions"),
    );
    assertClose(
      outputs.map(({ queryWeight }) => queryWeight),
      known.queryTokenWeight,
      forward(TOLERANCE.forward, "query token weights"),
    );
    const nearest = known.covariates.map((covariates, b) =>
      nearestNeighbour({ covariates, labels: known.labels[b], query: known.queries[b] }).indices[0]
    );
    assertEquals(nearest, known.nearestIndices);
    const { loss, gradient } = transformerGradient(batch, W);
    assertClose([loss], [known.loss], forward(TOLERANCE.gradient, "loss"));
    assertClose(gradient, known.gradient.flat(), forward(TOLERANCE.gradient, "gradient"));
  }
});

Deno.test("best windows and best linear attention match SciPy", () => {
  assertEquals(windows.cases.length, 8);
  for (const [k, known] of windows.cases.entries()) {
    const batch = batchOf(known);
    const d = batch.dimension;
    const best = bestInverseTemperature((w) =>
      fusedIclGradient(batch, toFlat(scaledIdentity(d, w))).loss
    );
    const w = known.bestInverseTemperature;
    assert(
      Math.abs(best.inverseTemperature - w) <= TOLERANCE.minimiser * w,
      `case ${k}: got w = ${best.inverseTemperature}, wanted ${w}`,
    );
    const rule = (what: string) => ({ tolerance: TOLERANCE.gradient, what: `case ${k} ${what}` });
    assertClose([best.loss], [known.bestSoftmaxLoss], rule("softmax loss"));
    const linear = linearOptimum(batch);
    assertClose(toFlat(linear.parameters), known.bestLinearM.flat(), rule("linear M"));
    assertClose([linear.loss], [known.bestLinearLoss], rule("linear loss"));
  }
});
