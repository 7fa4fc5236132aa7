/** What subjects of this theory can do: weigh, attend, predict, train. */

import type { Subject } from "../claim/subject.ts";
import type { Matrix } from "../linalg.ts";
import type { BiasVariance } from "../measurement/bias_variance.ts";
import type { AttentionCall, CallWith } from "../tasks/attention_call.ts";
import type { AttentionGradient } from "../model/batched_attention_gradient.ts";
import type { TransformerOutput, TwoScalars } from "../model/one_layer_transformer.ts";
import type { LinearPrior } from "../model/posterior_mean.ts";
import type { FeatureKind } from "../model/random_features.ts";
import type { SinkWeights } from "../model/sink_token.ts";
import type { Chunk } from "../model/streaming_softmax.ts";
import type { RandomStream } from "../prng.ts";
import type { FailSafe, Judged } from "../records/abstention.ts";
import type { ScaledIntervals } from "../records/intervals.ts";
import type { MeasuredOn, NoiseAndSlope } from "../records/noise_and_slope.ts";
import type { PayRule, PayVerdict } from "../records/pays.ts";
import type { Points, Records } from "../records/points.ts";
import type { ProbeOptions, Probes } from "../records/probe.ts";
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
import type { AttentionFacts } from "./attention_facts.ts";

/**
 * Attention as an operator: one question, `AttentionCall`, under a name for each of its options.
 *
 * A model that knows no soft cap has no `attendCapped`, and is asked for none: what is not there has a name. Whoever
 * answers them all answers them with one function, and over a protocol they are one operation whose options are told
 * beforehand. Each answers prompts × heads × queries × valueDimension.
 */
export interface AttentionOperator {
  /** In which of several ways it does what may be done in several. */
  attentionFacts(): AttentionFacts;
  /** Prompts of several lengths, queries and heads, and a mask; as many heads of keys as of queries. */
  attendBatch(call: AttentionCall): Float64Array;
  /** Fewer heads of keys than of queries. */
  attendGrouped(call: AttentionCall): Float64Array;
  /** No query sees what comes after it. */
  attendCausal(call: CallWith<"causal">): Float64Array;
  /** Another scale than 1/√d. */
  attendScaled(call: CallWith<"scale">): Float64Array;
  /** Scores within ±c. */
  attendCapped(call: CallWith<"softCap">): Float64Array;
  /** Scores that fall with distance (ALiBi). */
  attendSloped(call: CallWith<"slopes">): Float64Array;
  /** A sink beside the points of every row. */
  attendWithSinks(call: CallWith<"sinkScores">): Float64Array;
  /** The k largest scores of every row. */
  attendTopK(call: CallWith<"topK">): Float64Array;
  /** The points of a row in chunks. */
  attendInChunks(call: CallWith<"chunkLength">): Float64Array;
  /** Queries step by step, with keys and values in a cache. */
  attendFromCache(call: CallWith<"cacheSteps">): Float64Array;
  /** The gradient of Σ cotangent·answer. */
  attendGradient(call: AttentionCall, cotangent: Float64Array): AttentionGradient;
}

/** Everything that a subject may be able to do; a claim names the parts that it needs. */
export interface Capabilities extends AttentionOperator {
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
  /** Rows of unequal norms, put on one sphere. */
  liftRows(points: Points, radius: number): Points;
  /** What attention answers to queries on records at every window of a grid, rows of a query's group left out. */
  askRecords(records: Records, queries: Points, options: ProbeOptions): Probes;
  /** σ and L of labels, by local fits; null where there are too few rows. */
  measureNoise(on: MeasuredOn): NoiseAndSlope | null;
  /** Half-widths of intervals by local scale, from scales of fitted rows and errors of held-out queries. */
  scaleIntervals(
    scales: Float64Array,
    heldOut: { readonly scales: Float64Array; readonly errors: Float64Array },
  ): ScaledIntervals;
  /** Up to which local scale queries are answered. */
  chooseLimit(scales: Float64Array, heldOut: readonly Required<Judged>[]): FailSafe;
  /** Whether softmax attention pays, from squared errors of a linear model and its own on the same queries. */
  judgePayoff(rule: PayRule, linear: Float64Array, softmax: Float64Array): PayVerdict;
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
