/** Training of paper A's transformer with all (d+2)² parameters free (claim A15). */

import { fromFlat, type Matrix } from "../linalg.ts";
import { initialParameters } from "../model/one_layer_transformer.ts";
import type { RandomStream } from "../prng.ts";
import { drawNearestBatch } from "../tasks/nearest_task.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { requireAtLeast } from "../validate.ts";
import { type DescentRun, gradientDescent } from "./descent.ts";
import { fusedTransformerGradient } from "./fused_transformer_loss.ts";
import type { LossGradient } from "./icl_loss.ts";

/** The setting and the length of a run. */
export interface PretrainTransformerOptions {
  /** N. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
  /** σ: W starts at −σ in its last diagonal entry … */
  readonly sigma: number;
  /** … plus ε times a standard normal in every entry. */
  readonly spread: number;
  /** η. */
  readonly learningRate: number;
  /** At most this many steps. */
  readonly steps: number;
  /** Fresh prompts a step. */
  readonly batch: number;
}

/** A finished run. */
export interface PretrainTransformerRun {
  /** W, (d+2)×(d+2). */
  readonly parameters: Matrix;
  /** How the run ended. */
  readonly stopped: DescentRun["stopped"];
  /** Present on divergence. */
  readonly divergence?: DescentRun["divergence"];
}

/**
 * A loss with the signature of {@link fusedTransformerGradient}: subjects may bring their own.
 *
 * The batch is that of one step: the next is drawn into the same arrays.
 */
export type TransformerLossFunction = (
  batch: PromptBatch,
  parameters: Float64Array,
) => LossGradient;

/**
 * Trains W in full by gradient descent on fresh prompts, from −σ in its last entry plus noise of size ε.
 *
 * @example Every entry of W is free
 * ```ts
 * import { assertEquals, assertGreater } from "@std/assert";
 * import { pretrainTransformer, randomStream } from "@attest/attest";
 *
 * const setting = { contextLength: 4, dimension: 3, sigma: 3, spread: 0.1 };
 * const { parameters } = pretrainTransformer(
 *   { ...setting, learningRate: 5, steps: 100, batch: 32 },
 *   randomStream(1, "example"),
 * );
 * assertEquals([parameters.rows, parameters.columns], [5, 5]);
 * assertGreater(parameters.get(0, 0), 1);
 * ```
 *
 * @throws {RangeError} On sizes or rates outside their ranges.
 */
export function pretrainTransformer(
  options: PretrainTransformerOptions,
  stream: RandomStream,
  loss: TransformerLossFunction = fusedTransformerGradient,
): PretrainTransformerRun {
  const { contextLength, dimension, sigma, spread, batch: prompts } = options;
  const shape = { contextLength, dimension, prompts };
  requireAtLeast("spread ε", spread, 0);
  const size = dimension + 2;
  const start = initialParameters(dimension, sigma).to1DArray().map((entry) =>
    entry + spread * stream.normal()
  );
  let tasks: PromptBatch | undefined;
  const run = gradientDescent({
    start,
    learningRate: options.learningRate,
    maxSteps: options.steps,
    lossWindow: Math.max(1, Math.floor(options.steps / 10)),
    gradient: (parameters) => loss(tasks = drawNearestBatch(shape, stream, tasks), parameters),
  });
  return {
    parameters: fromFlat(run.parameters, size, size),
    stopped: run.stopped,
    ...(run.divergence && { divergence: run.divergence }),
  };
}
