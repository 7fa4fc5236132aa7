/** Pretraining of softmax attention on fresh regression tasks (paper B). */

import { fromFlat, type Matrix } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import {
  drawRegressionBatch,
  type RegressionLaw,
  requireRegressionLaw,
} from "../tasks/regression.ts";
import { requireCount } from "../validate.ts";
import { type DescentRun, gradientDescent } from "./descent.ts";
import type { LossGradient } from "./icl_loss.ts";
import { kernelIclGradient } from "./kernel_icl_loss.ts";
import type { Plateau } from "./loss_trend.ts";
import { withStepBatch } from "./step_batch.ts";

/** The law to train on and the length of a run. */
export interface PretrainAttentionOptions {
  /** Class, L, σ, n and d of the tasks. */
  readonly law: RegressionLaw;
  /** η of plain gradient descent. */
  readonly learningRate: number;
  /** At most this many steps. */
  readonly steps: number;
  /** Fresh prompts a step. */
  readonly batch: number;
  /** Stop early once the loss stops falling. */
  readonly plateau?: Plateau;
}

/** A pretrained M. */
export interface PretrainAttentionRun {
  /** Mean of M over the last half of the steps, d×d. */
  readonly parameters: Matrix;
  /** Batch loss before each step. */
  readonly losses: readonly number[];
  /** How the run ended. */
  readonly stopped: DescentRun["stopped"];
  /** Present on divergence. */
  readonly divergence?: DescentRun["divergence"];
}

/** Pretraining of softmax attention; subjects may bring their own. */
export type PretrainAttention = (
  options: PretrainAttentionOptions,
  stream: RandomStream,
) => PretrainAttentionRun;

/**
 * A gradient with the signature of {@link kernelIclGradient}: subjects may bring their own.
 *
 * The batch is that of one step: the next step, and the next training, are drawn into the same arrays.
 */
export type IclGradientFunction = (batch: PromptBatch, parameters: Float64Array) => LossGradient;

/**
 * Trains M from zero by plain gradient descent on fresh tasks.
 *
 * @example A window opens
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { pretrainAttention, randomStream } from "@attest/attest";
 * import { trace } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "affine", lipschitz: 1, noise: 0.1, contextLength: 10, dimension: 3 } as const;
 * const run = pretrainAttention({ law, learningRate: 5, steps: 50, batch: 16 }, randomStream(1));
 * assertGreater(trace(run.parameters) / 3, 0.1);
 * ```
 *
 * @throws {RangeError} On sizes or rates outside their ranges.
 */
export function pretrainAttention(
  { law, learningRate, steps, batch, plateau }: PretrainAttentionOptions,
  stream: RandomStream,
  gradient: IclGradientFunction = kernelIclGradient,
): PretrainAttentionRun {
  requireCount("batch", batch);
  requireRegressionLaw(law);
  const d = law.dimension;
  const run = withStepBatch({ ...law, prompts: batch }, (tasks) =>
    gradientDescent({
      start: new Float64Array(d * d),
      learningRate,
      maxSteps: steps,
      ...(plateau && { plateau }),
      lossWindow: Math.max(1, Math.floor(steps / 10)),
      gradient: (parameters) =>
        gradient(drawRegressionBatch(law, batch, stream, tasks), parameters),
    }));
  return {
    parameters: fromFlat(run.average, d, d),
    losses: run.losses,
    stopped: run.stopped,
    ...(run.divergence && { divergence: run.divergence }),
  };
}
