/** The population of two-point prompts as a grid: population gradients without sampling. */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount } from "../validate.ts";

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
 * @param grid d ≥ 2, the number of places of the nearest point and of gaps behind it.
 * @returns 2·places·gaps inner products, prompt by prompt, nearest first.
 * @throws {RangeError} On a grid without points, or d < 2.
 */
export function populationPairs(
  { dimension, places, gaps }: {
    readonly dimension: number;
    readonly places: number;
    readonly gaps: number;
  },
): Float64Array {
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
