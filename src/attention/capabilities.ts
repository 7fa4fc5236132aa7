/** Subjects: what is put to the test. The reference model is one, every mutant is another. */

import { fromFlat, type Matrix } from "../linalg.ts";
import type { BiasVariance } from "../measurement/bias_variance.ts";
import { windowOnGrid } from "../measurement/best_inverse_temperature.ts";
import { linearAttention } from "../model/linear_attention.ts";
import {
  oneLayerTransformer,
  type TransformerOutput,
  type TwoScalars,
} from "../model/one_layer_transformer.ts";
import { type LinearPrior, posteriorMean } from "../model/posterior_mean.ts";
import { type FeatureKind, kernelFeatures } from "../model/random_features.ts";
import { reluAttention } from "../model/relu_attention.ts";
import { type SinkWeights, sinkWeights } from "../model/sink_token.ts";
import { softmax } from "../model/softmax.ts";
import { attentionWeights, softmaxAttention } from "../model/softmax_attention.ts";
import { type Chunk, streamingSoftmax } from "../model/streaming_softmax.ts";
import { topKWeights } from "../model/top_k_attention.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import type { RandomStream } from "../prng.ts";
import type { Prompt, PromptBatch } from "../tasks/prompt.ts";
import type { LossGradient } from "../training/icl_loss.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import type { NearestLoss } from "../training/nearest_loss.ts";
import {
  pretrainAttention,
  type PretrainAttentionOptions,
  type PretrainAttentionRun,
} from "../training/pretrain_attention.ts";
import {
  pretrainNearest,
  type PretrainNearestOptions,
  type PretrainNearestRun,
} from "../training/pretrain_nearest.ts";
import {
  pretrainTransformer,
  type PretrainTransformerOptions,
  type PretrainTransformerRun,
} from "../training/pretrain_transformer.ts";
import { transformerGradient } from "../training/transformer_loss.ts";

/** Everything that a subject may be able to do; a claim names the parts that it needs. */
export interface Capabilities {
  /** n scores to n attention weights. */
  weigh(scores: Float64Array): Float64Array;
  /** Attention weights of a prompt at M, d×d. */
  attend(prompt: Prompt, parameters: Matrix): Float64Array;
  /** Prediction of softmax attention at M. */
  predict(prompt: Prompt, parameters: Matrix): number;
  /** Prediction of linear attention at M. */
  predictLinear(prompt: Prompt, parameters: Matrix): number;
  /** Prediction of ReLU attention at M. */
  predictRelu(prompt: Prompt, parameters: Matrix): number;
  /** Prediction of softmax attention on scores and labels that come in chunks. */
  streamSoftmax(chunks: readonly Chunk[]): number;
  /** Attention weights of n scores where only the k largest take part. */
  weighTopK(scores: Float64Array, k: number): Float64Array;
  /** Attention weights of n scores beside a sink token of another score. */
  weighWithSink(scores: Float64Array, sinkScore: number): SinkWeights;
  /** Random features of a point whose inner products are e^{xᵀy} on average. */
  kernelFeatures(
    point: Float64Array,
    map: { readonly frequencies: Matrix; readonly kind: FeatureKind },
  ): Float64Array;
  /** Mean of the query's label given the prompt and the prior. */
  posteriorMean(prompt: Prompt, prior: LinearPrior): number;
  /** Forward pass of paper A's transformer at W, (d+2)×(d+2). */
  transform(prompt: Prompt, parameters: Matrix): TransformerOutput;
  /** Weights of the two-scalar form on inner products. */
  weighInnerProducts(
    innerProducts: Float64Array,
    parameters: TwoScalars & { readonly querySquaredNorm?: number },
  ): Omit<TransformerOutput, "prediction">;
  /** Label-averaged loss of paper A and its gradient. */
  nearestLoss(
    innerProducts: Float64Array,
    options: TwoScalars & { readonly contextLength: number },
  ): NearestLoss;
  /** Loss of paper A's transformer on a batch and its gradient at W, (d+2)×(d+2). */
  transformerGradient(batch: PromptBatch, parameters: Matrix): LossGradient;
  /** ICL loss of a batch and its gradient at the d·d entries of M. */
  iclGradient(batch: PromptBatch, parameters: Float64Array): LossGradient;
  /** Population descent of paper A. */
  pretrainNearest(options: PretrainNearestOptions, stream: RandomStream): PretrainNearestRun;
  /** Descent of paper A with every entry of W free. */
  pretrainTransformer(
    options: PretrainTransformerOptions,
    stream: RandomStream,
  ): PretrainTransformerRun;
  /** Pretraining of paper B. */
  pretrainAttention(options: PretrainAttentionOptions, stream: RandomStream): PretrainAttentionRun;
  /** The scalar window pretrained on a frozen sample. */
  chooseWindow(
    curves: BiasVariance,
    law: { readonly lipschitz: number; readonly noise: number },
  ): number;
}

/** A capability's name. */
export type Capability = keyof Capabilities;

/** What is put to the test: a name and any part of the capabilities. */
export interface Subject extends Partial<Capabilities> {
  /** Unique, in kebab case. */
  readonly name: string;
  /** One line: what it is, or which mistake it stands for. */
  readonly description: string;
}

/** A subject with every capability. */
export type CompleteSubject = Subject & Capabilities;

/** What a variant of the reference model changes. */
export interface Variation extends Partial<Capabilities> {
  /** Unique, in kebab case. */
  readonly name: string;
  /** One line: which mistake it stands for. */
  readonly description: string;
}

/** What the reference model can do, each capability by its readable definition or its fastest form. */
const REFERENCE: Capabilities = {
  weigh: softmax,
  attend: (prompt, parameters) => attentionWeights(prompt, parameters),
  predict: (prompt, parameters) => softmaxAttention(prompt, parameters),
  predictLinear: linearAttention,
  predictRelu: reluAttention,
  streamSoftmax: streamingSoftmax,
  weighTopK: (scores, k) => topKWeights(scores, k),
  weighWithSink: (scores, sinkScore) => sinkWeights(scores, sinkScore),
  kernelFeatures,
  posteriorMean,
  transform: (prompt, parameters) => oneLayerTransformer(prompt, parameters),
  weighInnerProducts: (t, parameters) => twoScalarWeights(t, parameters),
  nearestLoss: kernelNearestLoss,
  transformerGradient,
  iclGradient: kernelIclGradient,
  pretrainNearest: (options, stream) => pretrainNearest(options, stream),
  pretrainTransformer: (options, stream) => pretrainTransformer(options, stream),
  pretrainAttention: (options, stream) => pretrainAttention(options, stream),
  chooseWindow: windowOnGrid,
};

/**
 * The reference model with some capabilities replaced; what builds on a replaced one follows.
 *
 * Another `weigh` reaches attention, predictions and both forms of the transformer; another `nearestLoss`,
 * `transformerGradient` or `iclGradient` reaches the training that descends it.
 *
 * @example A model whose window never closes
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { variant } from "./capabilities.ts";
 *
 * const uniform = variant({
 *   name: "uniform",
 *   description: "every point weighs the same",
 *   weigh: (scores) => scores.map(() => 1 / scores.length),
 * });
 * assertEquals([...uniform.weigh(Float64Array.of(3, 9))], [0.5, 0.5]);
 * ```
 */
export function variant(changes: Variation): CompleteSubject {
  const { weigh, nearestLoss: descendNearest, iclGradient: descendIcl } = changes;
  // Only what a change reaches is made anew: a capability that is the reference's own is the same
  // function, which is how `touches` knows that a mutant cannot matter to a claim.
  const ownGradient = changes.transformerGradient;
  const subject: CompleteSubject = {
    ...REFERENCE,
    ...(weigh && {
      attend: (prompt, parameters) => attentionWeights(prompt, parameters, weigh),
      predict: (prompt, parameters) => softmaxAttention(prompt, parameters, weigh),
      transform: (prompt, parameters) => oneLayerTransformer(prompt, parameters, weigh),
      weighTopK: (scores, k) => topKWeights(scores, k, weigh),
      weighWithSink: (scores, sinkScore) => sinkWeights(scores, sinkScore, weigh),
      weighInnerProducts: (t, parameters) => twoScalarWeights(t, parameters, weigh),
    }),
    ...(descendNearest && {
      pretrainNearest: (options, stream) => pretrainNearest(options, stream, descendNearest),
    }),
    ...(ownGradient && {
      pretrainTransformer: (options, stream) =>
        pretrainTransformer(options, stream, (batch, parameters) => {
          const size = batch.dimension + 2;
          return ownGradient(batch, fromFlat(parameters, size, size));
        }),
    }),
    ...(descendIcl && {
      pretrainAttention: (options, stream) => pretrainAttention(options, stream, descendIcl),
    }),
    ...changes,
  };
  // Whoever measures a subject may not change it for the next.
  return Object.freeze(subject);
}

/** The reference model: the readable definitions and their fast forms. */
export const referenceSubject: CompleteSubject = variant({
  name: "reference",
  description: "softmax and linear attention, and paper A's transformer, as defined in src/model",
});

/** Whether a subject differs from the reference model in anything that a claim needs. */
export function touches(subject: Subject, needs: readonly Capability[]): boolean {
  return needs.some((need) => subject[need] !== referenceSubject[need]);
}

/** The capabilities in `needs` that the subject lacks. */
export function missingCapabilities(subject: Subject, needs: readonly Capability[]): Capability[] {
  return needs.filter((need) => subject[need] === undefined);
}
