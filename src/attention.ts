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
export type { Capabilities, Capability, CompleteSubject } from "./attention/capabilities.ts";
export { referenceSubject } from "./attention/reference_subject.ts";
export { variant } from "./attention/variant.ts";
export { LONG_TRAINING, type TrainingSizes, trainingSizes } from "./attention/training_sizes.ts";

// Matrices and vectors.
export {
  addScaled,
  columnVector,
  diagonal,
  dot,
  fromFlat,
  inverse,
  leastSquares,
  type Matrix,
  type MatrixLike,
  multiply,
  multiplyVector,
  norm,
  randomOrthogonal,
  scaledIdentity,
  toFlat,
  toMatrix,
  trace,
  transpose,
  type Vector,
  zeros,
} from "./linalg.ts";

// Tasks: prompts and the laws that they are drawn from.
export { awkwardPrompt, type AwkwardPromptOptions } from "./tasks/awkward_prompt.ts";
export {
  type Ellipsoid,
  flatSpherePoints,
  onEllipsoid,
  pointOnEllipsoid,
  randomEllipsoid,
  spherePoints,
} from "./tasks/covariates.ts";
export type { EllipsoidLaw } from "./tasks/ellipsoid_regression.ts";
export {
  drawFunction,
  evaluate,
  FUNCTION_CLASSES,
  type FunctionClass,
  type TaskFunction,
} from "./tasks/function_class.ts";
export { type InnerProductLaw, innerProductLaw } from "./tasks/inner_product_law.ts";
export {
  drawLowRankBatch,
  LOW_RANK_CLASSES,
  type LowRankClass,
  type LowRankLaw,
} from "./tasks/low_rank.ts";
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
export { SHIFTED_LAWS, type ShiftedLaw, shiftedPrompt } from "./tasks/shifted_task.ts";
export { randomSubspace, type Subspace, subspaceParameters } from "./tasks/subspace.ts";

// Draws by the many.
export type { DrawKind } from "./kernel/draw_kind.ts";
export { drawMany, NORMALS, UNIFORMS } from "./kernel/draws.ts";
export type { KernelExports } from "./kernel/wasm.ts";

// Models.
export { attentionScores } from "./model/attention_scores.ts";
export { linearAttention } from "./model/linear_attention.ts";
export { type KernelProblem, nadarayaWatson } from "./model/nadaraya_watson.ts";
export { type Nearest, nearestNeighbour } from "./model/nearest_neighbour.ts";
export {
  embedPrompt,
  initialParameters,
  oneLayerTransformer,
  type TransformerOutput,
  twoScalarParameters,
  type TwoScalars,
} from "./model/one_layer_transformer.ts";
export { type LinearPrior, posteriorMean } from "./model/posterior_mean.ts";
export {
  drawFrequencies,
  FEATURE_KINDS,
  type FeatureKind,
  kernelFeatures,
} from "./model/random_features.ts";
export { reluAttention } from "./model/relu_attention.ts";
export { type SinkWeights, sinkWeights } from "./model/sink_token.ts";
export { softmax, type Weigh } from "./model/softmax.ts";
export { attentionWeights, softmaxAttention } from "./model/softmax_attention.ts";
export { type Chunk, streamingSoftmax } from "./model/streaming_softmax.ts";
export { topKWeights } from "./model/top_k_attention.ts";
export { twoScalarWeights } from "./model/two_scalar_attention.ts";

// Training.
export type { DescentRun, StopReason } from "./training/descent.ts";
export { fusedIclGradient } from "./training/fused_icl_loss.ts";
export { fusedTransformerGradient } from "./training/fused_transformer_loss.ts";
export {
  type GaussianLaw,
  gaussianLinearOptimum,
  type GaussianOptimum,
} from "./training/gaussian_linear_optimum.ts";
export { iclGradient, type LossGradient } from "./training/icl_loss.ts";
export { kernelIclGradient } from "./training/kernel_icl_loss.ts";
export { kernelNearestLoss } from "./training/kernel_nearest_loss.ts";
export { type LinearOptimum, linearOptimum } from "./training/linear_optimum.ts";
export type { Plateau } from "./training/loss_trend.ts";
export { type NearestLoss, nearestLoss } from "./training/nearest_loss.ts";
export {
  type IclGradientFunction,
  type PretrainAttention,
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
