/** The window chosen on a frozen sample of a law, and what it costs there (claims B7 to B9). */

import type { Vector } from "../linalg.ts";
import { softmax, type Weigh } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { averagedCurves, type AveragedCurvesOptions } from "./averaged_curves.ts";
import { windowOnGrid } from "./best_inverse_temperature.ts";
import type { BiasVariance } from "./bias_variance.ts";

/** Steepness and noise: how much bias and variance cost. */
export interface WindowLevels {
  /** L. */
  readonly lipschitz: number;
  /** σ. */
  readonly noise: number;
}

/** How windows are made and chosen; subjects may bring their own. */
export interface WindowParts {
  /** From scores to weights. */
  readonly weigh: Weigh;
  /** The window of a frozen sample, a point of its grid. */
  readonly chooseWindow: (curves: BiasVariance, law: WindowLevels) => number;
}

/** The softmax, and the best point of the grid. */
export const REFERENCE_WINDOW: WindowParts = { weigh: softmax, chooseWindow: windowOnGrid };

/** A class with its sizes, and the sample that stands for it. */
export interface FrozenSampleOptions extends Omit<AveragedCurvesOptions, "prompts"> {
  /** Inverse temperatures w to choose from. */
  readonly grid: Vector;
  /** Points of all prompts together, rounded up to whole prompts of n. */
  readonly points: number;
}

/** A window and its loss. */
export interface ChosenWindow {
  /** w, a point of the grid. */
  readonly inverseTemperature: number;
  /** L²B(w) + σ²V(w) on the sample. */
  readonly loss: number;
}

/**
 * B(w) and V(w) at L = 1 on about `points` points.
 *
 * @throws {RangeError} On sizes outside their ranges.
 */
export function frozenCurves(
  { grid, points, ...sizes }: FrozenSampleOptions,
  stream: RandomStream,
  weigh: Weigh = softmax,
): BiasVariance {
  const prompts = Math.ceil(points / sizes.contextLength);
  return averagedCurves({ ...sizes, prompts }, grid, stream, weigh);
}

/**
 * L²B(w) + σ²V(w).
 *
 * @throws {RangeError} On a w that is not on the grid.
 */
export function lossAtWindow(
  { grid, bias, variance }: BiasVariance,
  { lipschitz, noise }: WindowLevels,
  inverseTemperature: number,
): number {
  const g = grid.indexOf(inverseTemperature);
  if (g < 0) {
    throw new RangeError(`the window must be a point of the grid, got ${inverseTemperature}`);
  }
  return lipschitz ** 2 * bias[g] + noise ** 2 * variance[g];
}

/**
 * The window that is chosen for a law on a fresh frozen sample of it.
 *
 * @example More noise, wider window
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { chosenWindow, geometricGrid } from "@attest/attest/measurement";
 *
 * const window = (noise: number) =>
 *   chosenWindow({
 *     functionClass: "affine",
 *     contextLength: 50,
 *     dimension: 3,
 *     lipschitz: 1,
 *     noise,
 *     grid: geometricGrid(0.5, 50, 40),
 *     points: 1000,
 *   }, randomStream(1)).inverseTemperature;
 * assertLess(window(2), window(0.2));
 * ```
 *
 * @throws {RangeError} On sizes outside their ranges, or a window that is not on the grid.
 */
export function chosenWindow(
  { lipschitz, noise, ...sample }: FrozenSampleOptions & WindowLevels,
  stream: RandomStream,
  { weigh, chooseWindow }: WindowParts = REFERENCE_WINDOW,
): ChosenWindow {
  const curves = frozenCurves(sample, stream, weigh);
  const inverseTemperature = chooseWindow(curves, { lipschitz, noise });
  return {
    inverseTemperature,
    loss: lossAtWindow(curves, { lipschitz, noise }, inverseTemperature),
  };
}
