/** The reference model as a subject: what every claim is about. */

import { windowOnGrid } from "../measurement/best_inverse_temperature.ts";
import { batchedAttention } from "../model/batched_attention.ts";
import { batchedAttentionGradient } from "../model/batched_attention_gradient.ts";
import { linearAttention } from "../model/linear_attention.ts";
import { oneLayerTransformer } from "../model/one_layer_transformer.ts";
import { posteriorMean } from "../model/posterior_mean.ts";
import { kernelFeatures } from "../model/random_features.ts";
import { reluAttention } from "../model/relu_attention.ts";
import { sinkWeights } from "../model/sink_token.ts";
import { softmax } from "../model/softmax.ts";
import { attentionWeights, softmaxAttention } from "../model/softmax_attention.ts";
import { streamingSoftmax } from "../model/streaming_softmax.ts";
import { topKWeights } from "../model/top_k_attention.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { failSafe } from "../records/abstention.ts";
import { scaledIntervals } from "../records/intervals.ts";
import { lift } from "../records/lift.ts";
import { noiseAndSlope } from "../records/noise_and_slope.ts";
import { softmaxPays } from "../records/pays.ts";
import { probe } from "../records/probe.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import { pretrainAttention } from "../training/pretrain_attention.ts";
import { pretrainNearest } from "../training/pretrain_nearest.ts";
import { pretrainTransformer } from "../training/pretrain_transformer.ts";
import { transformerGradient } from "../training/transformer_loss.ts";
import { REFERENCE_FACTS } from "./attention_facts.ts";
import type { CompleteSubject } from "./capabilities.ts";
import { operatorOf } from "./operator_of.ts";

/** The reference model, each capability by its readable definition or its fastest form. */
export const referenceSubject: CompleteSubject = Object.freeze<CompleteSubject>({
  name: "reference",
  description: "softmax and linear attention, and paper A's transformer, as defined in src/model",
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
  attentionFacts: () => REFERENCE_FACTS,
  ...operatorOf(batchedAttention),
  attendGradient: batchedAttentionGradient,
  transform: (prompt, parameters) => oneLayerTransformer(prompt, parameters),
  weighInnerProducts: (t, parameters) => twoScalarWeights(t, parameters),
  nearestLoss: kernelNearestLoss,
  transformerGradient,
  iclGradient: kernelIclGradient,
  pretrainNearest: (options, stream) => pretrainNearest(options, stream),
  pretrainTransformer: (options, stream) => pretrainTransformer(options, stream),
  pretrainAttention: (options, stream) => pretrainAttention(options, stream),
  liftRows: lift,
  askRecords: probe,
  measureNoise: noiseAndSlope,
  scaleIntervals: (scales, heldOut) => scaledIntervals(scales, heldOut),
  chooseLimit: (scales, heldOut) => failSafe(scales, heldOut),
  judgePayoff: softmaxPays,
  chooseWindow: windowOnGrid,
});
