/** The window that a loss asks for: the best inverse temperature. */

import type { Vector } from "../linalg.ts";
import type { BiasVariance } from "./bias_variance.ts";

/**
 * The grid point that minimises L²B(w) + σ²V(w); ties go to the smaller w.
 *
 * On one grid and one frozen sample the result never falls with L and never rises with σ (claim B4),
 * because the objective has increasing differences in (w, L²) and decreasing ones in (w, σ²).
 *
 * @example No noise, no reason to average
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { windowOnGrid } from "@attest/attest/measurement";
 *
 * const curves = {
 *   grid: Float64Array.of(0, 5),
 *   bias: Float64Array.of(1, 0.2),
 *   variance: Float64Array.of(0.1, 0.5),
 * };
 * assertEquals(windowOnGrid(curves, { lipschitz: 1, noise: 0 }), 5);
 * assertEquals(windowOnGrid(curves, { lipschitz: 1, noise: 2 }), 0);
 * ```
 */
export function windowOnGrid(
  { grid, bias, variance }: BiasVariance,
  { lipschitz, noise }: { readonly lipschitz: number; readonly noise: number },
): number {
  // Products, not powers: scaling L and σ by a power of two must not round.
  const loss = (g: number) => lipschitz * lipschitz * bias[g] + noise * noise * variance[g];
  let best = 0;
  for (let g = 1; g < grid.length; g++) if (loss(g) < loss(best)) best = g;
  return grid[best];
}

/** `count` numbers from `low` to `high` in geometric steps, both included. */
export function geometricGrid(low: number, high: number, count: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, i) => low * Math.pow(high / low, count === 1 ? 0 : i / (count - 1)),
  );
}

/** The search interval of {@link bestInverseTemperature}: from nearly uniform to far beyond any gap. */
const SEARCH = { low: Math.exp(-6), high: Math.exp(9), points: 400 };

/**
 * The inverse temperature w in [e^−6, e^9] that minimises `loss`: a geometric grid, then golden section
 * between the neighbours of its best point.
 *
 * @param loss Any function of w.
 * @returns The best w, to about 1e-8 relative, and its loss.
 * @throws {RangeError} On a loss that is NaN somewhere on the grid.
 */
export function bestInverseTemperature(
  loss: (inverseTemperature: number) => number,
): { readonly inverseTemperature: number; readonly loss: number } {
  const grid: Vector = geometricGrid(SEARCH.low, SEARCH.high, SEARCH.points);
  const values = Array.from(grid, loss);
  const best = values.indexOf(Math.min(...values));
  if (best < 0) throw new RangeError("the loss must be a number at every w, got NaN");
  let low = Math.log(grid[Math.max(0, best - 1)]);
  let high = Math.log(grid[Math.min(grid.length - 1, best + 1)]);
  const golden = (Math.sqrt(5) - 1) / 2;
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let leftLoss = loss(Math.exp(left));
  let rightLoss = loss(Math.exp(right));
  for (let i = 0; i < 60; i++) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - golden * (high - low);
      leftLoss = loss(Math.exp(left));
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + golden * (high - low);
      rightLoss = loss(Math.exp(right));
    }
  }
  const inverseTemperature = Math.exp((low + high) / 2);
  return { inverseTemperature, loss: loss(inverseTemperature) };
}
