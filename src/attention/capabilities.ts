/** What subjects of this theory can do: weigh, attend, predict, train. */

import type { Subject } from "../claim/subject.ts";
import type { Matrix } from "../linalg.ts";
import type { BiasVariance } from "../measurement/bias_variance.ts";
import type { TransformerOutput, TwoScalars } from "../model/one_layer_transformer.ts";
import type { LinearPrior } from "../model/posterior_mean.ts";
import type { FeatureKind } from "../model/random_features.ts";
import type { SinkWeights } from "../model/sink_token.ts";
import type { Chunk } from "../model/streaming_softmax.ts";
import type { RandomStream } from "../prng.ts";
import type { Prompt, PromptBatch } from "../tasks/prompt.ts";
import type { LossGradient } from "../training/icl_loss.ts";
import type { NearestLoss } from "../training/nearest_loss.ts";
import type {
  PretrainAttentionOptions,
  PretrainAttentionRun,
} from "../training/pretrain_attention.ts";
import type { PretrainNearestOptions, PretrainNearestRun } from "../training/pretrain_nearest.ts";
import type {
  PretrainTransformerOptions,
  PretrainTransformerRun,
} from "../training/pretrain_transformer.ts";

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

/** A subject with every capability. */
export type CompleteSubject = Subject<Capabilities> & Capabilities;
