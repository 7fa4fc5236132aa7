/** The ICL loss of one law along M = wI, and the window that it asks for (claim B12). */

import type { RandomStream } from "../prng.ts";
import { drawRegressionBatch, type RegressionLaw } from "../tasks/regression.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { geometricGrid } from "./best_inverse_temperature.ts";
import { type BiasVariance, biasVariance, freeze } from "./bias_variance.ts";
import { rememberedCurves } from "./remembered_curves.ts";

/** From a window that sees every point to one that sees its neighbours only. */
const GRID = geometricGrid(0.3, 40, 48);

/** Tasks by class: an affine function's are averaged exactly, a ReLU pair's in part, a cosine's are drawn. */
const PROMPTS = { affine: 60, relu: 120, cosine: 600 };

/** Where an ICL loss is least, and its shape there. */
export interface BestWindow {
  /** w*, the vertex of the parabola in log w through the least point of the grid and its neighbours. */
  readonly inverseTemperature: number;
  /** (B + σ²V)/2 there. */
  readonly loss: number;
  /** Its second derivative in w there. */
  readonly curvature: number;
}

/**
 * B(w) and V(w) of a law on fresh tasks, B at the law's own L; what label noise does is integrated exactly.
 *
 * Laws that differ in σ, or in L unless they are of cosines, have the same points from the same stream, and these are
 * computed once.
 *
 * @throws {RangeError} On a law outside its range.
 */
export function lawCurves(law: RegressionLaw, stream: RandomStream): BiasVariance {
  const { functionClass, lipschitz, contextLength, dimension } = law;
  const prompts = PROMPTS[functionClass];
  const sizes = `${contextLength}×${dimension}`;
  if (functionClass === "cosine") {
    return rememberedCurves(`cosine of ${lipschitz}, ${sizes}`, stream, () => {
      const noiseless = drawRegressionBatch({ ...law, noise: 0 }, prompts, stream);
      return biasVariance(freeze(noiseless), GRID);
    });
  }
  const options = { functionClass, contextLength, dimension, prompts };
  const curves = rememberedCurves(
    `${functionClass}, ${sizes}`,
    stream,
    () => averagedCurves(options, GRID, stream),
  );
  return { ...curves, bias: curves.bias.map((bias) => lipschitz ** 2 * bias) };
}

/**
 * The window of least loss at label noise σ.
 *
 * @example A parabola in log w about w = 2
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { bestWindow, geometricGrid } from "@attest/attest/measurement";
 *
 * const grid = geometricGrid(1, 5, 9);
 * const bias = grid.map((w) => 3 + Math.log(w / 2) ** 2);
 * const { inverseTemperature, loss, curvature } = bestWindow({ grid, bias, variance: bias }, 0);
 * assertAlmostEquals(inverseTemperature, 2);
 * assertAlmostEquals(loss, 1.5);
 * assertAlmostEquals(curvature, 0.25);
 * ```
 *
 * @throws {RangeError} On a loss that is least at an end of the grid.
 */
export function bestWindow({ grid, bias, variance }: BiasVariance, noise: number): BestWindow {
  const losses = halfLosses({ bias, variance }, noise);
  const least = losses.indexOf(Math.min(...losses));
  if (!(least > 0 && least < grid.length - 1)) {
    throw new RangeError(`the best window must be inside the grid, got w = ${grid[least]}`);
  }
  const step = Math.log(grid[1] / grid[0]);
  const slope = (losses[least + 1] - losses[least - 1]) / (2 * step);
  const bend = (losses[least + 1] - 2 * losses[least] + losses[least - 1]) / step ** 2;
  const inverseTemperature = grid[least] * Math.exp(-slope / bend);
  return {
    inverseTemperature,
    loss: losses[least] - slope ** 2 / (2 * bend),
    curvature: bend / inverseTemperature ** 2,
  };
}

/** (B + σ²V)/2 at each w. */
export function halfLosses(
  { bias, variance }: Pick<BiasVariance, "bias" | "variance">,
  noise: number,
): Float64Array {
  return bias.map((value, g) => (value + noise ** 2 * variance[g]) / 2);
}

/**
 * (B + σ²V)/2 at any w inside the grid, on the parabola in log w through the three nearest of its points.
 *
 * @example The least loss is that at the best window
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { bestWindow, lawCurves, lossAtInverseTemperature } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "affine", lipschitz: 2, noise: 1, contextLength: 20, dimension: 3 } as const;
 * const curves = lawCurves(law, randomStream(1));
 * const { inverseTemperature, loss } = bestWindow(curves, 1);
 * assertAlmostEquals(lossAtInverseTemperature(curves, 1, inverseTemperature), loss, 1e-12);
 * ```
 */
export function lossAtInverseTemperature(
  curves: BiasVariance,
  noise: number,
  inverseTemperature: number,
): number {
  const { grid } = curves;
  const step = Math.log(grid[1] / grid[0]);
  const place = Math.log(inverseTemperature / grid[0]) / step;
  const middle = Math.max(1, Math.min(grid.length - 2, Math.round(place)));
  const off = Math.max(-1, Math.min(1, place - middle));
  const [below, at, above] = halfLosses(curves, noise).subarray(middle - 1, middle + 2);
  return at + (off * (above - below)) / 2 + (off ** 2 * (above - 2 * at + below)) / 2;
}
