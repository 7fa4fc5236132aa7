/** Population descent of paper A: fresh points every step, labels averaged out exactly. */

import type { RandomStream } from "../prng.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { requireCount } from "../validate.ts";
import type { TwoScalars } from "../model/one_layer_transformer.ts";
import { type DescentRun, gradientDescent } from "./descent.ts";
import type { Plateau } from "./loss_trend.ts";
import { kernelNearestLoss } from "./kernel_nearest_loss.ts";
import type { NearestLoss } from "./nearest_loss.ts";

/** The setting and the length of a run. */
export interface PretrainNearestOptions {
  /** N. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
  /** Starting ξ2 = σ; Infinity is the hard mask. */
  readonly sigma: number;
  /** η of matrix descent: ξ1 moves by η/d times its slope (claim A2). */
  readonly learningRate: number;
  /** At most this many steps. */
  readonly steps: number;
  /** Fresh prompts a step. */
  readonly batch: number;
  /** Stop early once the loss stops falling. */
  readonly plateau?: Plateau;
  /** Steps after which the scalars are kept, ascending. */
  readonly record?: readonly number[];
}

/** A finished run: the scalars at its end and at every recorded step. */
export interface PretrainNearestRun extends TwoScalars {
  /** The scalars at each step asked for. */
  readonly recorded: readonly (TwoScalars & { readonly step: number })[];
  /** How the run ended. */
  readonly stopped: DescentRun["stopped"];
  /** Present on divergence. */
  readonly divergence?: DescentRun["divergence"];
}

/**
 * A loss with the signature of {@link kernelNearestLoss}: subjects may bring their own.
 *
 * The inner products are those of one step: the next are drawn into the same array.
 */
export type NearestLossFunction = (
  innerProducts: Float64Array,
  options: TwoScalars & { readonly contextLength: number },
) => NearestLoss;

/**
 * Trains the two scalars of paper A from ξ1 = 0, ξ2 = σ.
 *
 * @example The score scale grows from zero
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { pretrainNearest, randomStream } from "@attest/attest";
 *
 * const run = pretrainNearest(
 *   { contextLength: 4, dimension: 3, sigma: 6, learningRate: 10, steps: 50, batch: 32 },
 *   randomStream(1, "example"),
 * );
 * assertGreater(run.xi1, 1);
 * ```
 *
 * @throws {RangeError} On sizes or rates outside their ranges.
 */
export function pretrainNearest(
  options: PretrainNearestOptions,
  stream: RandomStream,
  loss: NearestLossFunction = kernelNearestLoss,
): PretrainNearestRun {
  const { contextLength, dimension, sigma, learningRate, record = [] } = options;
  requireCount("batch", options.batch);
  record.forEach((step, i) => {
    requireCount("recorded step", step, i === 0 ? 1 : record[i - 1] + 1);
  });
  const shape = { contextLength, dimension, prompts: options.batch };
  let t: Float64Array | undefined;
  const masked = sigma === Infinity;
  const slopes = new Float64Array(masked ? 1 : 2);
  const scalars = (p: ArrayLike<number>): TwoScalars => ({
    xi1: p[0],
    xi2: masked ? Infinity : p[1],
  });
  const recorded: (TwoScalars & { step: number })[] = [];
  const run = gradientDescent({
    start: masked ? [0] : [0, sigma],
    learningRate: masked ? [learningRate / dimension] : [learningRate / dimension, learningRate],
    maxSteps: options.steps,
    ...(options.plateau && { plateau: options.plateau }),
    lossWindow: Math.max(1, Math.floor(options.steps / 10)),
    gradient: (parameters) => {
      t = drawInnerProducts(shape, stream, t);
      const { xi1, xi2 } = scalars(parameters);
      const { loss: value, dXi1, dXi2 } = loss(t, { contextLength, xi1, xi2 });
      slopes[0] = dXi1;
      if (!masked) slopes[1] = dXi2;
      return { loss: value, gradient: slopes };
    },
    onStep: (parameters, step) => {
      if (step + 1 === record[recorded.length]) {
        recorded.push({ step: step + 1, ...scalars(parameters) });
      }
    },
  });
  return {
    ...scalars(run.parameters),
    recorded,
    stopped: run.stopped,
    ...(run.divergence && { divergence: run.divergence }),
  };
}
