/** The losses of both papers and their gradients, by the weights and the derivative of a model of one's own. */

import { dot } from "../linalg.ts";
import { attentionScores } from "../model/attention_scores.ts";
import { embedPrompt } from "../model/one_layer_transformer.ts";
import { promptAt, type PromptBatch } from "../tasks/prompt.ts";
import type { LossGradient } from "../training/icl_loss.ts";
import { meanNearestLoss, requireInnerProducts } from "../training/nearest_loss.ts";
import { fromFlat, multiply, multiplyVector, transpose } from "../linalg.ts";
import type { Capabilities } from "./capabilities.ts";

/** Rows of scores to rows of weights, and rows of cotangents back through them: all rows in one call. */
export interface GivenLayer {
  weighAll(rows: readonly Float64Array[]): readonly Float64Array[];
  pullBackAll(
    rows: readonly Float64Array[],
    cotangents: readonly Float64Array[],
  ): readonly Float64Array[];
}

/** One prompt of a batch: tokens that have scores, what each of them says, and what is asked for. */
interface Example {
  readonly scores: Float64Array;
  readonly values: Float64Array;
  readonly target: number;
  /** Adds Σ_i g_i ∂s_i/∂parameters. */
  add(pull: Float64Array, gradient: Float64Array): void;
}

/** ICL loss of M and its gradient: as `iclGradient` of the readable definitions, through the layer. */
export function givenIclGradient(layer: GivenLayer): Capabilities["iclGradient"] {
  return (batch, parameters) => {
    const d = batch.dimension;
    const M = fromFlat(parameters, d, d);
    const examples = promptsOf(batch).map((prompt, b): Example => ({
      scores: attentionScores(prompt, M),
      values: prompt.labels,
      target: batch.targets[b],
      add(pull, gradient) {
        addOuter(gradient, multiplyVector(transpose(prompt.covariates), pull), prompt.query);
      },
    }));
    return meanGradient(layer, examples, d * d);
  };
}

/** Loss of paper A's transformer at W and its gradient. */
export function givenTransformerGradient(layer: GivenLayer): Capabilities["transformerGradient"] {
  return (batch, parameters) => {
    const size = batch.dimension + 2;
    const examples = promptsOf(batch).map((prompt, b): Example => {
      const tokens = embedPrompt(prompt);
      const query = Float64Array.from(tokens.getColumn(prompt.labels.length));
      return {
        scores: Float64Array.from(multiplyVector(multiply(transpose(tokens), parameters), query)),
        values: Float64Array.of(...prompt.labels, 0),
        target: batch.targets[b],
        add: (pull, gradient) => addOuter(gradient, multiplyVector(tokens, pull), query),
      };
    });
    return meanGradient(layer, examples, size * size);
  };
}

/** Paper A's label-averaged loss and its slopes in ξ1 and ξ2. */
export function givenNearestLoss(layer: GivenLayer): Capabilities["nearestLoss"] {
  return (innerProducts, { contextLength: n, xi1, xi2 }) => {
    const prompts = requireInnerProducts(innerProducts, { contextLength: n, xi1, xi2 });
    const isMasked = xi2 === Infinity;
    const points = Array.from(
      { length: prompts },
      (_, b) => innerProducts.slice(b * n, (b + 1) * n),
    );
    const scores = points.map((t) => {
      const own = t.map((tj) => xi1 * tj);
      return isMasked ? own : Float64Array.of(...own, xi1 - xi2);
    });
    const parts = layer.weighAll(scores).map((weights, b) => lossPart(points[b], weights));
    const pulls = layer.pullBackAll(scores, parts.map(({ cotangent }) => cotangent));
    const sums = new Float64Array(3);
    pulls.forEach((pull, b) => {
      const query = isMasked ? 0 : pull[n];
      sums[0] += parts[b].loss;
      sums[1] += dot(points[b], pull.subarray(0, n)) + query;
      sums[2] -= query;
    });
    return meanNearestLoss(sums, prompts);
  };
}

/** Where the lost weight is that of the others to so much, their sum is the more exact one. */
const SAME = 1e-12;

/** ½[(1−q_*)² + Σ_{j≠*} q_j²] and its derivative in the weights. */
function lossPart(t: Float64Array, weights: Float64Array) {
  let nearest = 0;
  for (let j = 1; j < t.length; j++) if (t[nearest] < t[j]) nearest = j;
  const cotangent = new Float64Array(weights.length);
  let [others, rest] = [0, 0];
  weights.forEach((weight, j) => {
    if (j === nearest) return;
    others += weight;
    if (j >= t.length) return;
    rest += weight * weight;
    cotangent[j] = weight;
  });
  const lost = 1 - weights[nearest];
  const missing = Math.abs(lost - others) <= SAME ? others : lost;
  cotangent[nearest] = -missing;
  return { loss: 0.5 * (missing * missing + rest), cotangent };
}

function promptsOf(batch: PromptBatch) {
  return Array.from({ length: batch.prompts }, (_, b) => promptAt(batch, b));
}

/** The mean over examples of ½(ŷ − target)², and its gradient. */
function meanGradient(
  layer: GivenLayer,
  examples: readonly Example[],
  entries: number,
): LossGradient {
  const gradient = new Float64Array(entries);
  let loss = 0;
  const rows = examples.map(({ scores }) => scores);
  const errors = layer.weighAll(rows).map((weights, b) =>
    dot(weights, examples[b].values) - examples[b].target
  );
  const cotangents = examples.map(({ values }, b) => values.map((value) => errors[b] * value));
  layer.pullBackAll(rows, cotangents).forEach((pull, b) => {
    loss += (errors[b] * errors[b]) / 2;
    examples[b].add(pull, gradient);
  });
  return {
    loss: loss / examples.length,
    gradient: gradient.map((entry) => entry / examples.length),
  };
}

function addOuter(sum: Float64Array, left: ArrayLike<number>, right: ArrayLike<number>): void {
  for (let i = 0; i < left.length; i++) {
    for (let j = 0; j < right.length; j++) sum[i * right.length + j] += left[i] * right[j];
  }
}
