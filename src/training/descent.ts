/** Plain gradient descent that says how it ended. */

import { requireCount, requireFinite, requirePositive } from "../validate.ts";
import type { LossGradient } from "./icl_loss.ts";

/** How a run ended. */
export type StopReason = "converged" | "step limit" | "diverged";

/** A finished run. */
export interface DescentRun {
  /** Parameters at the end; on divergence the last finite ones. */
  readonly parameters: Float64Array;
  /** Mean of the parameters over the last half of the steps: less noisy on fresh batches. */
  readonly average: Float64Array;
  /** Loss before each step taken. */
  readonly losses: readonly number[];
  /** Steps taken. */
  readonly steps: number;
  readonly stopped: StopReason;
  /** Present on divergence: which step, and what happened there. */
  readonly divergence?: { readonly step: number; readonly reason: string };
}

/** What to descend, and when to stop. */
export interface DescentOptions {
  readonly start: ArrayLike<number>;
  /** Loss and gradient at the parameters; `step` counts from 0 and may choose a fresh batch. */
  readonly gradient: (parameters: Float64Array, step: number) => LossGradient;
  /** One rate for all parameters, or one each. */
  readonly learningRate: number | ArrayLike<number>;
  /** At most this many steps. */
  readonly maxSteps: number;
  /** Converged when no gradient entry exceeds this (default 0: only an exact zero). */
  readonly gradientTolerance?: number;
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
 * assertAlmostEquals(gradientDescent({ ...options, learningRate: 0.4 }).parameters[0], 0);
 * assertEquals(gradientDescent({ ...options, learningRate: 1.5 }).stopped, "diverged");
 * ```
 *
 * @throws {RangeError} On a non-finite start, a rate that is not positive, or no steps.
 */
export function gradientDescent(options: DescentOptions): DescentRun {
  const { maxSteps, gradientTolerance = 0, lossWindow = 1 } = options;
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

  for (let step = 0; step < maxSteps; step++) {
    const { loss, gradient } = options.gradient(parameters, step);
    if (!Number.isFinite(loss)) return diverged(step, `the loss became ${loss}`);
    const largest = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    if (largest <= gradientTolerance) {
      losses.push(loss);
      return risen(losses, lossWindow, diverged) ?? finish("converged");
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
  }
  return risen(losses, lossWindow, diverged) ?? finish("step limit");
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

/** Running mean of the parameters over the steps it was given. */
class TailAverage {
  readonly #sum: Float64Array;
  #count = 0;

  constructor(size: number) {
    this.#sum = new Float64Array(size);
  }

  add(parameters: Float64Array): void {
    for (let i = 0; i < parameters.length; i++) this.#sum[i] += parameters[i];
    this.#count++;
  }

  mean(fallback: Float64Array): Float64Array {
    return this.#count === 0 ? fallback.slice() : this.#sum.map((sum) => sum / this.#count);
  }
}

/** The divergence of a run whose last losses lie clearly above its first ones, or undefined. */
function risen(
  losses: readonly number[],
  window: number,
  diverged: (step: number, reason: string) => DescentRun,
): DescentRun | undefined {
  const size = Math.min(window, Math.ceil(losses.length / 2));
  const first = summary(losses.slice(0, size));
  const last = summary(losses.slice(-size));
  // Four standard errors on fresh batches; with a full batch (window 1) both errors are zero.
  const slack = 4 * Math.hypot(first.error, last.error) + 1e-9 * (1 + Math.abs(first.mean));
  if (last.mean <= first.mean + slack) return undefined;
  const step = losses.findIndex((loss) => loss > first.mean + slack);
  return diverged(step, `the loss rose from ${first.mean} to ${last.mean}`);
}

/** Mean and its standard error. */
function summary(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, error: 0 };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
