/** The population of two-point prompts as a grid: population gradients without sampling. */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount } from "../validate.ts";

/** How finely the population is resolved. */
export interface PopulationGrid {
  /** d ≥ 2. */
  readonly dimension: number;
  /** Places of the nearest point. */
  readonly places: number;
  /** Gaps behind it. */
  readonly gaps: number;
}

/**
 * Inner products of equally likely prompts (t_*, t_second), N = 2, that stand for the population on S^{d−1}.
 *
 * The midpoint rule in u and v, t_* = F^{−1}(√u) and t_second = F^{−1}(v·F(t_*)): what depends on a gap of
 * size 1/ξ1 is resolved while ξ1 is below about `gaps`/4.
 *
 * @example A mean over the population: E t_* is 1/3 in three dimensions
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { populationPairs } from "./population_pairs.ts";
 *
 * const t = populationPairs({ dimension: 3, places: 40, gaps: 5 });
 * const mean = t.reduce((sum, value, i) => (i % 2 === 0 ? sum + value : sum), 0) / (t.length / 2);
 * assertAlmostEquals(mean, 1 / 3, 1e-2);
 * ```
 *
 * @returns 2·places·gaps inner products, prompt by prompt, nearest first.
 * @throws {RangeError} On a grid without points, or d < 2.
 */
export function populationPairs({ dimension, places, gaps }: PopulationGrid): Float64Array {
  requireCount("number of places", places);
  requireCount("number of gaps", gaps);
  const { quantile } = innerProductLaw(dimension);
  const pairs = new Float64Array(2 * places * gaps);
  let next = 0;
  for (let i = 0; i < places; i++) {
    const below = Math.sqrt((i + 0.5) / places);
    const nearest = quantile(below);
    for (let j = 0; j < gaps; j++) {
      pairs[next++] = nearest;
      pairs[next++] = quantile((below * (j + 0.5)) / gaps);
    }
  }
  return pairs;
}

/** Every population that was asked for, by its grid. */
const known = new Map<string, Float64Array>();

/**
 * The same pairs as `populationPairs`, made once for each grid and shared by all who ask: read them only.
 *
 * @throws {RangeError} On a grid without points, or d < 2.
 */
export function sharedPopulationPairs(grid: PopulationGrid): Float64Array {
  const key = [grid.dimension, grid.places, grid.gaps].join();
  const pairs = known.get(key) ?? populationPairs(grid);
  known.set(key, pairs);
  return pairs;
}
