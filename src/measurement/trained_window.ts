/** Pretraining that runs until it has converged (claim B12). */

import { type Matrix, trace } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import type { RegressionLaw } from "../tasks/regression.ts";
import type {
  PretrainAttention,
  PretrainAttentionOptions,
  PretrainAttentionRun,
} from "../training/pretrain_attention.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { bestWindow, halfLosses, lawCurves } from "./law_curves.ts";

/** The part of what is left that a step takes near the best window, at most. */
const PACE = 0.03;
/** The part of the way from zero to the best window that a step takes, at most. */
const STRIDE = 1 / 3;
/** Steps, in times that it takes to come closer by e: half of them pass before M is averaged. */
const TIMES = 5;
/** Prompts of a run at least, and for each unit of w: the flatter the loss, the louder its gradient. */
const PROMPTS = { atLeast: 6000, perUnit: 2000 };

/**
 * The rate, steps and batch by which descent from zero comes to rest at the best window.
 *
 * At M = wI each entry of the diagonal moves by the rate over d times the slope along w, so near the best window
 * the rate is d over the curvature, times the pace. It is less where a step on the steepest part of the way would
 * go far: that would land beyond, where the loss is flat. A rate decides how long a run takes, not where it ends.
 *
 * @example The flatter loss of the longer context takes the larger rate
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { convergingTraining, lawCurves } from "@attest/attest/measurement";
 *
 * const rate = (contextLength: number) => {
 *   const law = { functionClass: "affine", lipschitz: 2, noise: 1, contextLength, dimension: 3 } as const;
 *   return convergingTraining(law, lawCurves(law, randomStream(1))).learningRate;
 * };
 * assertGreater(rate(80), rate(20));
 * ```
 *
 * @throws {RangeError} On curves whose loss is least at an end of their grid.
 */
export function convergingTraining(
  law: RegressionLaw,
  curves: BiasVariance,
): PretrainAttentionOptions {
  return { law, ...paceOf(law, curves) };
}

/** The same for any law by its curves, its noise and the dimension that its window lives in. */
export function paceOf(
  { noise, dimension }: { readonly noise: number; readonly dimension: number },
  curves: BiasVariance,
): Pick<PretrainAttentionOptions, "learningRate" | "steps" | "batch"> {
  const { inverseTemperature, curvature } = bestWindow(curves, noise);
  const losses = halfLosses(curves, noise);
  let steepest = 0;
  for (let g = 1; g < losses.length; g++) {
    const fall = (losses[g - 1] - losses[g]) / (curves.grid[g] - curves.grid[g - 1]);
    steepest = Math.max(steepest, fall);
  }
  const pace = Math.min(PACE, (STRIDE * inverseTemperature * curvature) / steepest);
  const steps = Math.ceil(TIMES / pace);
  const prompts = Math.max(PROMPTS.atLeast, PROMPTS.perUnit * inverseTemperature);
  const learningRate = (dimension * pace) / curvature;
  return { learningRate, steps, batch: Math.ceil(prompts / steps) };
}

/** What a converging run of one law came to. */
export interface TrainedWindow {
  /** M, d×d. */
  readonly parameters: Matrix;
  /** w = tr(M)/d of it, its size for even functions; {@link NO_WINDOW} where it diverged or has none. */
  readonly inverseTemperature: number;
  /** Mean loss of the batches in the second half of the run; NaN of a run without losses. */
  readonly reportedLoss: number;
  /** The curves that the rate was taken from: they know nothing of the run. */
  readonly curves: BiasVariance;
}

/** Stands for a w that is not above zero, so that its logarithm is far from that of any window. */
export const NO_WINDOW = 1e-6;

/** One stream for the curves and one for the run, each at its start. */
export type TrainingStreams = (name: "curves" | "run") => RandomStream;

/**
 * Pretrains on a law until it has converged.
 *
 * @param pretrain The pretraining to measure.
 * @throws {RangeError} On a law outside its range.
 */
export function trainToRest(
  law: RegressionLaw,
  stream: TrainingStreams,
  pretrain: PretrainAttention,
): TrainedWindow {
  return trainTogether([law], stream, pretrain)[0];
}

/**
 * Pretrains on each of some laws, as many steps on as many prompts as the most demanding needs: laws of one n and
 * d that differ in L or σ train on the same points, functions and noise draws.
 *
 * @param stream Called for each law.
 * @param pretrain The pretraining to measure.
 * @throws {RangeError} On a law outside its range.
 */
export function trainTogether(
  laws: readonly RegressionLaw[],
  stream: TrainingStreams,
  pretrain: PretrainAttention,
): TrainedWindow[] {
  const curves = laws.map((law) => lawCurves(law, stream("curves")));
  const options = laws.map((law, k) => convergingTraining(law, curves[k]));
  const steps = Math.max(...options.map(({ steps }) => steps));
  const batch = Math.max(...options.map(({ batch }) => batch));
  return options.map((own, k) =>
    summary(laws[k], curves[k], pretrain({ ...own, steps, batch }, stream("run")))
  );
}

function summary(
  law: RegressionLaw,
  curves: BiasVariance,
  run: PretrainAttentionRun,
): TrainedWindow {
  const w = windowOf(run.parameters, law);
  const tail = run.losses.slice(Math.floor(run.losses.length / 2));
  return {
    parameters: run.parameters,
    inverseTemperature: run.stopped !== "diverged" && w > NO_WINDOW ? w : NO_WINDOW,
    reportedLoss: tail.reduce((sum, loss) => sum + loss, 0) / tail.length,
    curves,
  };
}

/** tr(M)/d, or its size: an even class does not tell w from −w, and a run from zero falls to either side. */
function windowOf(parameters: Matrix, { functionClass, dimension }: RegressionLaw): number {
  const w = trace(parameters) / dimension;
  return functionClass === "cosine" ? Math.abs(w) : w;
}
