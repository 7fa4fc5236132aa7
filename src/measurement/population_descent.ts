/** Where descent on the whole population takes a scalar window, step by step (claim B13). */

import type { BiasVariance } from "./bias_variance.ts";
import type { WindowLevels } from "./chosen_window.ts";
import type { FigureRun } from "./training_series.ts";

/**
 * w after each step of gradient descent on M from 0, if every batch were the population.
 *
 * The law of the sphere knows no direction, so M stays w·I: the slope of the ICL loss ½(L²B + σ²V) in each diagonal
 * entry is a d-th of that in w, and w takes steps of η/(dL²). Slopes are those of the curves between grid points.
 *
 * @example Steps towards the minimum of a parabola, B = (w − 2)²
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { populationDescent } from "@attest/attest/measurement";
 *
 * const grid = Float64Array.of(0, 1, 2, 3, 4);
 * const curves = { grid, bias: grid.map((w) => (w - 2) ** 2), variance: grid.map(() => 0) };
 * const law = { lipschitz: 1, noise: 1, dimension: 2 };
 * const [first] = populationDescent(curves, law, { steps: 1, learningRate: 0.1 });
 * assertAlmostEquals(first, 0.1);
 * ```
 *
 * @param curves B(w) and V(w) at L = 1 on equal steps of w from 0 on; beyond them the last slope goes on.
 */
export function populationDescent(
  { grid, bias, variance }: BiasVariance,
  { lipschitz, noise, dimension }: WindowLevels & { readonly dimension: number },
  { steps, learningRate }: Pick<FigureRun, "steps" | "learningRate">,
): number[] {
  const last = grid.length - 1;
  const step = grid[1] - grid[0];
  const loss = (g: number) => (lipschitz ** 2 * bias[g] + noise ** 2 * variance[g]) / 2;
  // One-sided differences at the ends are of second order, as the central ones are.
  const slope = (g: number) => {
    if (g === 0) return (4 * loss(1) - 3 * loss(0) - loss(2)) / (2 * step);
    if (g === last) return (3 * loss(last) - 4 * loss(last - 1) + loss(last - 2)) / (2 * step);
    return (loss(g + 1) - loss(g - 1)) / (2 * step);
  };
  const slopes = Float64Array.from(grid, (_, g) => slope(g));
  const path: number[] = [];
  let w = 0;
  for (let t = 0; t < steps; t++) {
    const place = Math.max(0, Math.min(last, w / step));
    const left = Math.min(last - 1, Math.floor(place));
    const along = slopes[left] + (place - left) * (slopes[left + 1] - slopes[left]);
    w -= (learningRate * along) / (dimension * lipschitz ** 2);
    path.push(w);
  }
  return path;
}
