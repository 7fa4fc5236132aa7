/**
 * The theory: tasks to learn in context, models of attention, their training, and claims about them.
 *
 * @example Softmax attention predicts the label of the nearest point when its window is narrow
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { createPrompt, referenceSubject, scaledIdentity } from "@attest/attest/attention";
 *
 * const prompt = createPrompt({
 *   covariates: [[1, 0], [0, 1], [-1, 0]],
 *   labels: [2, 5, 8],
 *   query: [0.6, 0.8],
 * });
 * const inverseTemperature = 200;
 * const predicted = referenceSubject.predict(prompt, scaledIdentity(2, inverseTemperature));
 * assertAlmostEquals(predicted, 5);
 * ```
 *
 * @module
 */

// Claims about attention, its subjects and their variants.
export {
  statisticalClaim,
  statisticalLaw,
  universalClaim,
  universalLaw,
} from "./attention/claims.ts";
export type { AttentionFacts } from "./attention/attention_facts.ts";
export type {
  AttentionOperator,
  Capabilities,
  Capability,
  CompleteSubject,
} from "./attention/capabilities.ts";
export { referenceSubject } from "./attention/reference_subject.ts";
export { variant } from "./attention/variant.ts";
export type { BiasVariance } from "./measurement/bias_variance.ts";

// Matrices and vectors.
export {
  addScaled,
  dot,
  fromFlat,
  type Matrix,
  type MatrixLike,
  multiply,
  multiplyVector,
  norm,
  scaledIdentity,
  toFlat,
  toMatrix,
  transpose,
  type Vector,
} from "./linalg.ts";

// Tasks: prompts and the laws that they are drawn from.
export type { AttentionCall, AttentionShape, CallWith } from "./tasks/attention_call.ts";
export { spherePoints } from "./tasks/covariates.ts";
export { FUNCTION_CLASSES, type FunctionClass } from "./tasks/function_class.ts";
export {
  drawInnerProducts,
  drawNearestBatch,
  promptWithInnerProducts,
  signLabels,
} from "./tasks/nearest_task.ts";
export {
  type BatchShape,
  createPrompt,
  type Prompt,
  promptAt,
  type PromptBatch,
  type PromptInput,
  stackPrompts,
} from "./tasks/prompt.ts";
export { drawRegressionBatch, type RegressionLaw } from "./tasks/regression.ts";

// Models.
export { attentionScores } from "./model/attention_scores.ts";
export type { AttentionGradient } from "./model/batched_attention_gradient.ts";
export { linearAttention } from "./model/linear_attention.ts";
export { type Nearest, nearestNeighbour } from "./model/nearest_neighbour.ts";
export {
  type TransformerOutput,
  twoScalarParameters,
  type TwoScalars,
} from "./model/one_layer_transformer.ts";
export { type LinearPrior, posteriorMean } from "./model/posterior_mean.ts";
export { FEATURE_KINDS, type FeatureKind, kernelFeatures } from "./model/random_features.ts";
export type { SinkWeights } from "./model/sink_token.ts";
export { softmax, type Weigh } from "./model/softmax.ts";
export { softmaxAttention } from "./model/softmax_attention.ts";
export type { Chunk } from "./model/streaming_softmax.ts";
export { topKWeights } from "./model/top_k_attention.ts";
export { twoScalarWeights } from "./model/two_scalar_attention.ts";

// Training.
export type { DescentRun, StopReason } from "./training/descent.ts";
export { fusedTransformerGradient } from "./training/fused_transformer_loss.ts";
export type { LossGradient } from "./training/icl_loss.ts";
export { kernelIclGradient } from "./training/kernel_icl_loss.ts";
export { kernelNearestLoss } from "./training/kernel_nearest_loss.ts";
export type { Plateau } from "./training/loss_trend.ts";
export { type NearestLoss, nearestLoss } from "./training/nearest_loss.ts";
export {
  type IclGradientFunction,
  pretrainAttention,
  type PretrainAttentionOptions,
  type PretrainAttentionRun,
} from "./training/pretrain_attention.ts";
export {
  type NearestLossFunction,
  pretrainNearest,
  type PretrainNearestOptions,
  type PretrainNearestRun,
} from "./training/pretrain_nearest.ts";
export {
  pretrainTransformer,
  type PretrainTransformerOptions,
  type PretrainTransformerRun,
  type TransformerLossFunction,
} from "./training/pretrain_transformer.ts";
export { transformerGradient } from "./training/transformer_loss.ts";
