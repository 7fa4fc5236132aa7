/** The series behind paper B's figures on pretraining: the window and the subspace step by step (claim B13). */

import { fromFlat, trace } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { drawLowRankBatch, type LowRankLaw, type Subspace } from "../tasks/low_rank.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { drawRegressionBatch, type RegressionLaw } from "../tasks/regression.ts";
import { gradientDescent } from "../training/descent.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import type { IclGradientFunction } from "../training/pretrain_attention.ts";
import { leakRatio } from "./subspace_alignment.ts";

/** Length of a run. */
export interface FigureRun {
  /** Steps of plain gradient descent from M = 0. */
  readonly steps: number;
  /** Fresh prompts a step. */
  readonly batch: number;
  /** η at L = 1; the rate used is η/L², at which every L trains at the same pace. */
  readonly learningRate: number;
}

/** M after each step; shorter than asked when the run diverges. */
function trajectory(
  { steps, learningRate }: FigureRun,
  { dimension: d, lipschitz }: { readonly dimension: number; readonly lipschitz: number },
  { draw, gradient }: {
    readonly draw: () => PromptBatch;
    readonly gradient: IclGradientFunction;
  },
): Float64Array[] {
  const path: Float64Array[] = [];
  gradientDescent({
    start: new Float64Array(d * d),
    learningRate: learningRate / lipschitz ** 2,
    maxSteps: steps,
    gradient: (parameters) => gradient(draw(), parameters),
    onStep: (parameters) => path.push(parameters.slice()),
  });
  return path;
}

/**
 * w = tr(M)/d after each step of pretraining.
 *
 * @example The window opens
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { windowDuringPretraining } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "affine", lipschitz: 1, noise: 0.2, contextLength: 10, dimension: 3 } as const;
 * const run = { steps: 30, batch: 16, learningRate: 10 };
 * assertGreater(windowDuringPretraining(law, run, randomStream(1))[29], 0);
 * ```
 */
export function windowDuringPretraining(
  law: RegressionLaw,
  run: FigureRun,
  stream: RandomStream,
  gradient: IclGradientFunction = kernelIclGradient,
): number[] {
  const d = law.dimension;
  const draw = () => drawRegressionBatch(law, run.batch, stream);
  return trajectory(run, law, { draw, gradient }).map((M) => trace(fromFlat(M, d, d)) / d);
}

/** ρ(M, B) after each step of pretraining on functions of Bᵀx. */
export function leakDuringPretraining(
  law: LowRankLaw & { readonly subspace: Subspace },
  run: FigureRun,
  stream: RandomStream,
  gradient: IclGradientFunction = kernelIclGradient,
): number[] {
  const dimension = law.subspace.inside.rows;
  const draw = () => drawLowRankBatch(law, run.batch, stream);
  return trajectory(run, { ...law, dimension }, { draw, gradient }).map((M) =>
    leakRatio(fromFlat(M, dimension, dimension), law.subspace)
  );
}
