/**
 * The inner door: measurements and laws of the suite's own claims, such as windows, losses, floors, gaps and shifts,
 * and the tasks, draws and margins that no other claim has needed yet.
 *
 * It is no part of `@attest/attest`, and changes with the claims, in any version.
 *
 * @example How many points a window attends to
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { effectiveNeighbours } from "@attest/attest/measurement";
 *
 * assertEquals(effectiveNeighbours(Float64Array.of(0.25, 0.25, 0.25, 0.25)), 4);
 * ```
 *
 * @module
 */

// The operator: calls, its parts, and its answer written out.
export { REFERENCE_FACTS } from "./attention/attention_facts.ts";
export { isRefused, Refusal } from "./attention/refusal.ts";
export { type AttentionPlace, attentionPlaces, lengthOf } from "./tasks/attention_call.ts";
export { headOf, promptOf } from "./tasks/cut_call.ts";
export { drawCall, drawMask, ONE_OF_EACH, TILE_ENDS } from "./tasks/draw_call.ts";
export {
  chosenPoints,
  contextStart,
  queryPosition,
  queryStart,
  rowScores,
  rowWeights,
  scaledScores,
  sharedWeights,
  visiblePoints,
} from "./model/attention_row.ts";
export { answerRows, attendRows, batchedAttention } from "./model/batched_attention.ts";
export { batchedAttentionGradient } from "./model/batched_attention_gradient.ts";
export { cachedAttention } from "./model/cached_attention.ts";
export {
  attentionByFormula,
  type AttentionFormula,
  type ScoredPoint,
} from "./measurement/attention_formula.ts";
export { slopeAlong } from "./measurement/slope_along.ts";

// Windows: the best, the chosen and the trained.
export { geometricGrid, windowOnGrid } from "./measurement/best_inverse_temperature.ts";
export {
  type ChosenWindow,
  chosenWindow,
  frozenCurves,
  type FrozenSampleOptions,
  lossAtWindow,
  type WindowLevels,
  type WindowParts,
} from "./measurement/chosen_window.ts";
export {
  convergingTraining,
  type TrainedWindow,
  type TrainingStreams,
  trainTogether,
  trainToRest,
} from "./measurement/trained_window.ts";
export {
  type Grown,
  type GrowthSample,
  predictedGrowth,
  windowGrowth,
} from "./measurement/window_growth.ts";
export {
  affineLoss,
  type AffineSetting,
  predictedWindow,
  type WindowLimit,
  windowLimit,
} from "./measurement/window_law.ts";
export {
  leastLossWindow,
  type NamedWindowRule,
  windowError,
  type WindowRule,
  WRONG_WINDOW_RULES,
} from "./measurement/window_rules.ts";
export {
  type AttentionProfile,
  attentionProfiles,
  type ContextError,
  errorByContext,
  type FigureLaw,
  type TransferPanel,
  transferPanels,
} from "./measurement/window_series.ts";
export { biasVariance, freeze, type FrozenSample } from "./measurement/bias_variance.ts";
export {
  type CrossingSetting,
  crossingVariance,
  meanCoordinate,
  secantRoot,
} from "./measurement/crossing_noise.ts";
export { meanFirstSlope } from "./measurement/first_slope.ts";
export { type FirstCurvature, firstCurvature } from "./measurement/first_curvature.ts";

// Loss curves over a grid of windows.
export { averagedCurves, type AveragedCurvesOptions } from "./measurement/averaged_curves.ts";
export { ditheredGrid } from "./measurement/dithered_grid.ts";
export {
  type BestWindow,
  bestWindow,
  lawCurves,
  lossAtInverseTemperature,
} from "./measurement/law_curves.ts";
export {
  uselessFeatureCurves,
  type UselessFeaturesOptions,
} from "./measurement/useless_features.ts";
export {
  featureCurves,
  type FeatureCurvesOptions,
  type FeatureMap,
} from "./measurement/feature_curves.ts";
export { excessLoss } from "./measurement/excess_loss.ts";

// Long contexts, effective neighbours, cost.
export {
  type AttentionCost,
  attentionCost,
  type AttentionForm,
} from "./measurement/attention_cost.ts";
export { cubeRootLaw, type CubeRootSetting } from "./measurement/cube_root_law.ts";
export { effectiveNeighbours, squaredWeight } from "./measurement/effective_neighbours.ts";
export {
  longContextLoss,
  type LongContextTasks,
  longContextWindow,
} from "./measurement/long_context_law.ts";
export type { MomentClass } from "./measurement/long_context_moments.ts";
export { topKLoss, type TopKTasks, topKWindow } from "./measurement/top_k_law.ts";
export {
  lossOverPlaces,
  type PopulationGrid,
  type PopulationPlace,
  sharedPopulation,
} from "./measurement/population_places.ts";
export { populationDescent } from "./measurement/population_descent.ts";

// Random features.
export {
  type FeatureExcess,
  featureExcess,
  type FeaturePlace,
} from "./measurement/feature_excess.ts";
export { featureLoss, type FeatureTasks } from "./measurement/feature_loss_law.ts";
export {
  type FeatureContext,
  featureErrorConstant,
  type FeatureMoments,
  featureMoments,
} from "./measurement/random_feature_error.ts";

// The linear floor.
export {
  bestCoefficient,
  bestLinearLoss,
  type LinearFloor,
  linearLoss,
  type LinearMoments,
  linearMoments,
} from "./measurement/linear_floor.ts";
export {
  type LeastLinearLoss,
  leastLinearLoss,
  type LeastLinearLossOptions,
} from "./measurement/least_linear_loss.ts";
export { type CubatureNode, gaussianCubature } from "./measurement/gaussian_cubature.ts";
export { type AcrossBend, acrossBend, type InsidePrompt } from "./measurement/across_bend.ts";

// Ellipsoids and subspaces.
export { type EllipsoidOptimum, ellipsoidOptimum } from "./measurement/ellipsoid_optimum.ts";
export { type EllipsoidTraining, trainOnEllipsoid } from "./measurement/ellipsoid_training.ts";
export { type LowRankTraining, trainOnSubspace } from "./measurement/low_rank_training.ts";
export { matrixRest } from "./measurement/matrix_rest.ts";

// Nearest neighbours: averaged loss, gaps, ties.
export {
  type AveragedLoss,
  averagedLoss,
  missingWeight,
  type NearestWeights,
} from "./measurement/averaged_loss.ts";
export { expectedNearest } from "./measurement/expected_nearest.ts";
export {
  type GapLaw,
  gapLaw,
  type LateDescent,
  lateLoss,
  predictedLoss,
  signErrorConstant,
} from "./measurement/gap_law.ts";
export { type GapSetting, nearSignError, tiedSignError } from "./measurement/gap_signs.ts";
export { measuredNearError, measuredTiedError } from "./measurement/gapped_prompts.ts";
export {
  nearTies,
  type NearTieSetting,
  tripleTies,
  type WeightedPrompt,
} from "./measurement/near_ties.ts";
export { logShortOfTied, shortOfTied } from "./measurement/tied_weights.ts";
export { wrongSigns } from "./measurement/wrong_signs.ts";
export { type Descended, type Wait, waitingTime } from "./measurement/waiting_time.ts";
export {
  type NearestTilt,
  nearestTilt,
  plateauTime,
  type TiltSetting,
} from "./measurement/plateau_law.ts";

// Label noise and shift.
export {
  type FlippedLabels,
  flippedNearestError,
  overtakingWindow,
} from "./measurement/flipped_labels.ts";
export {
  type FlippedErrors,
  flippedErrors,
  type FlippedSample,
  overtakingAt,
} from "./measurement/flipped_windows.ts";
export {
  measuredError,
  scaleInTime,
  type Shift,
  shiftedError,
  type ShiftedSetting,
  shiftedTiesOf,
  trainedForShift,
} from "./measurement/shifted_curve.ts";
export {
  oppositeTies,
  type ShiftedTies,
  type WeighInnerProducts,
} from "./measurement/shifted_ties.ts";
export { enumerateClasses, enumerateSigns } from "./measurement/label_enumeration.ts";
export { averageClasses, averageSigns } from "./measurement/label_moments.ts";

// Descent and its plan.
export { leadLoss } from "./measurement/lead_loss.ts";
export { type BendShape, firstBend, lateBend, maskBend } from "./measurement/loss_bends.ts";
export {
  lateMean,
  plainDescent,
  type PlainDescentOptions,
  type PlainRun,
} from "./measurement/plain_descent.ts";
export { plainLoss, type PlainPrompt, type PlainToken } from "./measurement/plain_loss.ts";
export {
  plainAttentionPrompts,
  plainNearestPrompts,
  plainTransformerPrompts,
} from "./measurement/plain_prompts.ts";
export {
  type NearestTraining,
  type TrainedScalars,
  trainedScalars,
  type TrainedState,
  trainedStates,
} from "./measurement/trained_states.ts";
export {
  elapsedTime,
  neededScale,
  type TrainedShape,
  type TrainingPlan,
  trainingPlan,
} from "./measurement/training_plan.ts";
export {
  type FigureRun,
  leakDuringPretraining,
  windowDuringPretraining,
} from "./measurement/training_series.ts";

// Posteriors and uniform errors.
export {
  type QueriedContext,
  sphereContexts,
  type TaskPart,
  taskParts,
} from "./measurement/task_parts.ts";
export {
  type LogLikelihood,
  normalLikelihood,
  type TaskPosterior,
  taskPosterior,
} from "./measurement/task_posterior.ts";
export { separatedAccuracy } from "./measurement/separated_accuracy.ts";
export { uniformErrors } from "./measurement/uniform_errors.ts";
export type { Transform, TransformerStudy } from "./measurement/transformer_study.ts";

// Numerical helpers.
export { logSum, softplus } from "./measurement/log_sum.ts";
export { gaussLegendre, type QuadratureRule } from "./measurement/quadrature.ts";

// Tasks and draws of single claims.
export { awkwardPrompt, type AwkwardPromptOptions } from "./tasks/awkward_prompt.ts";
export {
  type Ellipsoid,
  flatSpherePoints,
  onEllipsoid,
  pointOnEllipsoid,
  randomEllipsoid,
} from "./tasks/covariates.ts";
export type { EllipsoidLaw } from "./tasks/ellipsoid_regression.ts";
export { drawFunction, evaluate, type TaskFunction } from "./tasks/function_class.ts";
export { type InnerProductLaw, innerProductLaw } from "./tasks/inner_product_law.ts";
export {
  drawLowRankBatch,
  LOW_RANK_CLASSES,
  type LowRankClass,
  type LowRankLaw,
} from "./tasks/low_rank.ts";
export { SHIFTED_LAWS, type ShiftedLaw, shiftedPrompt } from "./tasks/shifted_task.ts";
export { randomSubspace, type Subspace, subspaceParameters } from "./tasks/subspace.ts";
export type { DrawKind } from "./kernel/draw_kind.ts";
export { drawMany, NORMALS, UNIFORMS } from "./kernel/draws.ts";
export type { KernelExports } from "./kernel/wasm.ts";
export { jumpAhead } from "./prng.ts";

// Forms of the model that a subject's capabilities have too, and forms that stand beside them.
export { type KernelProblem, nadarayaWatson } from "./model/nadaraya_watson.ts";
export {
  embedPrompt,
  initialParameters,
  oneLayerTransformer,
} from "./model/one_layer_transformer.ts";
export { drawFrequencies } from "./model/random_features.ts";
export { reluAttention } from "./model/relu_attention.ts";
export { sinkWeights } from "./model/sink_token.ts";
export { attentionWeights } from "./model/softmax_attention.ts";
export { streamingSoftmax } from "./model/streaming_softmax.ts";
export { fusedIclGradient } from "./training/fused_icl_loss.ts";
export { iclGradient } from "./training/icl_loss.ts";
export type { PretrainAttention } from "./training/pretrain_attention.ts";

// What training is worth at most, and at which sizes it is run.
export {
  type GaussianLaw,
  gaussianLinearOptimum,
  type GaussianOptimum,
} from "./training/gaussian_linear_optimum.ts";
export { type LinearOptimum, linearOptimum } from "./training/linear_optimum.ts";
export { LONG_TRAINING, type TrainingSizes, trainingSizes } from "./attention/training_sizes.ts";

// Matrices.
export {
  columnVector,
  diagonal,
  inverse,
  leastSquares,
  randomOrthogonal,
  trace,
  zeros,
} from "./linalg.ts";

// Generators and margins.
export { always } from "./claim/ranges.ts";
export { LONG_BLOCK_ENDS } from "./claim/specs.ts";
export { listMargins } from "./decision/list_margin.ts";
export { type PureCall, pureMargins } from "./decision/pure_margin.ts";
export { type StreamMarginOptions, streamMargins } from "./decision/stream_margin.ts";
export { LOG_TINY, weightMargins } from "./decision/weight_margin.ts";

// Records: rows of a table, asked, and what is promised of the answers.
export { type FailSafe, failSafe, type Judged } from "./records/abstention.ts";
export { halfWidth, type ScaledIntervals, scaledIntervals } from "./records/intervals.ts";
export { lift, liftRadius } from "./records/lift.ts";
export { type LocalFit, localFit, type LocalFitPlace } from "./records/local_fit.ts";
export { type MeasuredOn, type NoiseAndSlope, noiseAndSlope } from "./records/noise_and_slope.ts";
export { type PayRule, type PayVerdict, softmaxPays } from "./records/pays.ts";
export { pickRecords, type Points, type Records } from "./records/points.ts";
export { type Groups, probe, type ProbeOptions, type Probes } from "./records/probe.ts";
export { type Estimate } from "./records/summary.ts";
export { type WindowGrid } from "./records/window_grid.ts";
