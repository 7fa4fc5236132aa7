/** Subjects: what is put to the test. The reference model is one, every mutant is another. */

import { fromFlat, type Matrix } from "./linalg.ts";
import type { BiasVariance } from "./measurement/bias_variance.ts";
import { windowOnGrid } from "./measurement/best_inverse_temperature.ts";
import { linearAttention } from "./model/linear_attention.ts";
import {
  oneLayerTransformer,
  type TransformerOutput,
  type TwoScalars,
} from "./model/one_layer_transformer.ts";
import { softmax, type Weigh } from "./model/softmax.ts";
import { attentionWeights, softmaxAttention } from "./model/softmax_attention.ts";
import { twoScalarWeights } from "./model/two_scalar_attention.ts";
import type { RandomStream } from "./prng.ts";
import type { Prompt, PromptBatch } from "./tasks/prompt.ts";
import { fusedIclGradient } from "./training/fused_icl_loss.ts";
import type { LossGradient } from "./training/icl_loss.ts";
import { type NearestLoss, nearestLoss } from "./training/nearest_loss.ts";
import {
  pretrainAttention,
  type PretrainAttentionOptions,
  type PretrainAttentionRun,
} from "./training/pretrain_attention.ts";
import {
  pretrainNearest,
  type PretrainNearestOptions,
  type PretrainNearestRun,
} from "./training/pretrain_nearest.ts";
import {
  pretrainTransformer,
  type PretrainTransformerOptions,
  type PretrainTransformerRun,
  type TransformerLossFunction,
} from "./training/pretrain_transformer.ts";
import { transformerGradient } from "./training/transformer_loss.ts";

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

/**
 * The reference model with some capabilities replaced; what builds on a replaced one follows.
 *
 * Another `weigh` reaches attention, predictions and both forms of the transformer; another `nearestLoss`,
 * `transformerGradient` or `iclGradient` reaches the training that descends it.
 *
 * @example A model whose window never closes
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { variant } from "./subject.ts";
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
  const weigh: Weigh = changes.weigh ?? softmax;
  const descendNearest = changes.nearestLoss ?? nearestLoss;
  const descendIcl = changes.iclGradient ?? fusedIclGradient;
  const ownGradient = changes.transformerGradient;
  const descendTransformer: TransformerLossFunction | undefined = ownGradient &&
    ((batch, parameters) => {
      const size = batch.dimension + 2;
      return ownGradient(batch, fromFlat(parameters, size, size));
    });
  return {
    weigh,
    attend: (prompt, parameters) => attentionWeights(prompt, parameters, weigh),
    predict: (prompt, parameters) => softmaxAttention(prompt, parameters, weigh),
    predictLinear: linearAttention,
    transform: (prompt, parameters) => oneLayerTransformer(prompt, parameters, weigh),
    weighInnerProducts: (t, parameters) => twoScalarWeights(t, parameters, weigh),
    nearestLoss,
    transformerGradient,
    iclGradient: fusedIclGradient,
    pretrainNearest: (options, stream) => pretrainNearest(options, stream, descendNearest),
    pretrainTransformer: (options, stream) =>
      pretrainTransformer(options, stream, descendTransformer),
    pretrainAttention: (options, stream) => pretrainAttention(options, stream, descendIcl),
    chooseWindow: windowOnGrid,
    ...changes,
  };
}

/** The reference model: the readable definitions and their fused forms. */
export const referenceSubject: CompleteSubject = variant({
  name: "reference",
  description: "softmax and linear attention, and paper A's transformer, as defined in src/model",
});

/** The capabilities in `needs` that the subject lacks. */
export function missingCapabilities(subject: Subject, needs: readonly Capability[]): Capability[] {
  return needs.filter((need) => subject[need] === undefined);
}
