/** Plain gradient descent that says how it ended. */

import { requireCount, requireFinite, requirePositive } from "../validate.ts";
import type { LossGradient } from "./icl_loss.ts";
import { lossRise, onPlateau, type Plateau, TailAverage } from "./loss_trend.ts";

/** How a run ended. */
export type StopReason = "converged" | "step limit" | "diverged";

/** A finished run. */
export interface DescentRun {
  /** Parameters at the end; on divergence the last finite ones. */
  readonly parameters: Float64Array;
  /**
   * Mean of the parameters from half the step limit on: less noisy on fresh batches. A run that ends
   * before has its final parameters here.
   */
  readonly average: Float64Array;
  /** Loss before each step taken. */
  readonly losses: readonly number[];
  /** Steps taken. */
  readonly steps: number;
  /** How the run ended. */
  readonly stopped: StopReason;
  /** Present on divergence: which step, and what happened there. */
  readonly divergence?: { readonly step: number; readonly reason: string };
}

/** What to descend, and when to stop. */
export interface DescentOptions {
  /** Parameters to begin from. */
  readonly start: ArrayLike<number>;
  /** Loss and gradient at the parameters; `step` counts from 0 and may choose a fresh batch. */
  readonly gradient: (parameters: Float64Array, step: number) => LossGradient;
  /** One rate for all parameters, or one each. */
  readonly learningRate: number | ArrayLike<number>;
  /** At most this many steps. */
  readonly maxSteps: number;
  /** Converged when no gradient entry exceeds this (default 0: only an exact zero). */
  readonly gradientTolerance?: number;
  /** For fresh batches, whose gradient never vanishes: converged when the loss stops falling. */
  readonly plateau?: Plateau;
  /** Losses averaged at either end to tell whether the loss rose: 1 for a full batch, more for fresh batches. */
  readonly lossWindow?: number;
  /** Called after every step with the new parameters. */
  readonly onStep?: (parameters: Float64Array, step: number) => void;
}

/**
 * One step may change a score by about this much at most: e^100 in a ratio of weights is no descent.
 * Well-scaled runs of either paper move by less than 10 a step.
 */
const LARGEST_MOVE = 100;

/**
 * Gradient descent from `start`.
 *
 * A run diverges when a loss or parameter stops being finite, when one step moves a parameter by more
 * than 100, or when the loss ends clearly above where it began; then the step is reported, never a NaN.
 *
 * @example A parabola
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { gradientDescent } from "./descent.ts";
 *
 * const gradient = ([x]: Float64Array) => ({ loss: x * x, gradient: Float64Array.of(2 * x) });
 * const options = { start: [1], gradient, maxSteps: 100, gradientTolerance: 1e-9 };
 * assertAlmostEquals(gradientDescent({ ...options, learningRate: 0.4 }).parameters[0], 0, 1e-8);
 * assertEquals(gradientDescent({ ...options, learningRate: 1.5 }).stopped, "diverged");
 * ```
 *
 * @throws {RangeError} On a non-finite start, a rate that is not positive, or no steps.
 */
export function gradientDescent(options: DescentOptions): DescentRun {
  const { maxSteps, gradientTolerance = 0, lossWindow = 1, plateau } = options;
  requireCount("step limit", maxSteps);
  requireCount("loss window", lossWindow);
  requireFinite("start", options.start);
  const rates = ratesFor(options);
  const parameters = Float64Array.from(options.start);
  const tail = new TailAverage(parameters.length);
  const losses: number[] = [];
  const finish = (stopped: StopReason, divergence?: DescentRun["divergence"]): DescentRun => ({
    parameters,
    average: tail.mean(parameters),
    losses,
    steps: losses.length,
    stopped,
    ...(divergence && { divergence }),
  });
  const diverged = (step: number, reason: string) => finish("diverged", { step, reason });
  const unlessRisen = (stopped: StopReason) => {
    const rise = lossRise(losses, lossWindow);
    return rise === undefined
      ? finish(stopped)
      : diverged(rise.step, `the loss rose from ${rise.from} to ${rise.to}`);
  };

  for (let step = 0; step < maxSteps; step++) {
    const { loss, gradient } = options.gradient(parameters, step);
    if (!Number.isFinite(loss)) return diverged(step, `the loss became ${loss}`);
    let largest = 0;
    for (let i = 0; i < gradient.length; i++) largest = Math.max(largest, Math.abs(gradient[i]));
    if (largest <= gradientTolerance) {
      losses.push(loss);
      return unlessRisen("converged");
    }
    for (let i = 0; i < gradient.length; i++) {
      const move = rates[i] * gradient[i];
      if (!(Math.abs(move) <= LARGEST_MOVE)) {
        return diverged(step, `one step would move a parameter by ${Math.abs(move)}`);
      }
    }
    losses.push(loss);
    for (let i = 0; i < gradient.length; i++) parameters[i] -= rates[i] * gradient[i];
    if (step >= maxSteps / 2) tail.add(parameters);
    options.onStep?.(parameters, step);
    if (plateau && onPlateau(losses, plateau)) return unlessRisen("converged");
  }
  return unlessRisen("step limit");
}

/** One positive rate a parameter. */
function ratesFor({ start, learningRate }: DescentOptions): Float64Array {
  const rates = typeof learningRate === "number"
    ? new Float64Array(start.length).fill(learningRate)
    : Float64Array.from(learningRate);
  if (rates.length !== start.length) {
    throw new RangeError(
      `learning rates must be one, or ${start.length} like the parameters, got ${rates.length}`,
    );
  }
  rates.forEach((rate) => requirePositive("learning rate", rate));
  return rates;
}
